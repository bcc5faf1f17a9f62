PYTHON ?= python3

.PHONY: .venv
.venv: .venv/requirements-dev.txt
.venv/%.txt: %.txt requirements.txt
	$(PYTHON) -m venv .venv
	.venv/bin/python -m pip install --quiet --require-hashes -r $<
	cp $< $@
