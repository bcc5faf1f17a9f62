"""What the archive makes of invented articles, against what a careful reader finds in them.

usage: python bench/demonstration.py [FOLDER or ARCHIVE.tar.xz ...]

A folder holds articles.csv and gold.json, and may hold topics.csv, outlets.csv and speakers.csv, as demonstration/
does; an archive holds one such folder and is unpacked for the time of the measurement. Where none is named,
demonstration/ is measured, and its sealed.tar.xz if there is one. Each is loaded into a database of its own. Prints
figures alone, never a text, and writes them to demonstration.json beside this file.
"""

import json
import sys
import tarfile
import tempfile
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from io import StringIO
from pathlib import Path
from typing import Any

from scratch import scratch_database

# isort: split
from django.core.management import call_command

from bench.gold import Comparison
from statements.extraction import read_html
from statements.extraction.page import PROSE
from statements.management.commands.serve import DEMONSTRATION_TABLES
from statements.models import Refrain

HERE = Path(__file__).resolve().parent
DEMONSTRATION = HERE.parent / "demonstration"
# Articles that nobody reads while writing the rules.
SEALED = DEMONSTRATION / "sealed.tar.xz"


@contextmanager
def unpacked(path: Path) -> Iterator[Path]:
    """The folder that a path is or holds. Raises FileNotFoundError where no gold.json lies in it."""
    with tempfile.TemporaryDirectory() as place:
        folder = path
        if path.is_file():
            with tarfile.open(path) as archive:
                archive.extractall(place, filter="data")
            folder = next(iter(sorted(Path(place).rglob("gold.json"))), Path(place) / "gold.json").parent
        if not (folder / "gold.json").is_file():
            raise FileNotFoundError(f"{path} holds no gold.json")
        yield folder


def load(folder: Path) -> None:
    """Takes in a folder's tables and articles."""
    for command, table in DEMONSTRATION_TABLES.items():
        if (folder / table).exists():
            call_command(command, folder / table, stdout=StringIO())


def measure(folder: Path) -> dict[str, Any]:
    """The figures of one folder; percentages have one decimal."""
    with scratch_database("bench_demonstration"):
        load(folder)
        found = Comparison(folder)
        return {
            "articles": len(found.articles),
            **lines(folder, found),
            **speakers(found),
            **links(found),
            **dates(found),
        }


def lines(folder: Path, found: Comparison) -> dict[str, Any]:
    """Of the lines of saved pages: those of the article that are kept, headlines aside, and others kept out."""
    counts = Counter[tuple[bool, bool]]()
    for entry in found.gold["articles"]:
        if entry["file"].endswith(".html"):
            page = read_html((folder / entry["file"]).read_bytes(), entry["headline"])
            first, last = (page.text.find(entry[name]) for name in ("first_body", "last_body"))
            for block in page.blocks:
                is_inside = first <= block.span.start <= last
                if block.kind != "headline":
                    counts[is_inside, block.kind in PROSE] += 1
    return {
        "lines of articles on pages, kept": f"{counts[True, True]} of {counts[True, True] + counts[True, False]}",
        "lines beside them, kept out": f"{counts[False, False]} of {counts[False, False] + counts[False, True]}",
    }


def speakers(found: Comparison) -> dict[str, Any]:
    """Marked segments with the right speaker; what nobody said; what would be published unseen."""
    precision, recall = found.precision(), found.recall()
    sure = [piece for piece in found.pieces if piece.is_sure and piece.place not in found.beside]
    return {
        "marked segments": len(found.segments),
        "found with the right speaker, precision": round(100 * precision, 1),
        "found with the right speaker, recall": round(100 * recall, 1),
        "found with the right speaker, F1": round(
            100 * 2 * precision * recall / (precision + recall or 1), 1
        ),
        "not said by anybody, taken": of(len(found.taken_for_statements()), found.gold["not_statements"]),
        "sure enough to publish unseen, right": of(sum(found.is_right(piece) for piece in sure), sure),
    }


def links(found: Comparison) -> dict[str, Any]:
    """Statements that are one quote, wrong merges, refrains."""
    repeated = found.repeated()
    one = [s for s in repeated if len(found.quotes_of(s)) == 1 and len(found.found_in(s)) > 1]
    refrains = [found.refrain_of(refrain) for refrain in Refrain.objects.all()]
    return {
        "printed more than once, one quote": of(len(one), repeated),
        "quotes that mix speakers": len(found.mixed_quotes("speaker")),
        "quotes that mix occasions": len(found.mixed_quotes("occasion", "said_on")),
        "changed pairs joined": of(len(found.joined()), found.gold["changed"]),
        "refrains found": of(len(set(refrains) - {None}), found.gold["refrains"]),
        "refrains that are none": refrains.count(None),
    }


def dates(found: Comparison) -> dict[str, Any]:
    """Days of publication, by article, and days on which something was said, by quote."""
    published = Counter(found.date_of(entry) for entry in found.gold["articles"])
    said = Counter(
        found.said_of(statement, quote)
        for statement in found.gold["statements"]
        for quote in found.quotes_of(statement["id"])
    )
    return {
        **{f"dates {state}": published[state] for state in ("right", "unknown", "wrong")},
        **{f"days said {state}": said[state] for state in ("right", "open", "wrong")},
    }


def of(count: int, total: list[Any]) -> str:
    return f"{count} of {len(total)}"


def main(paths: list[Path]) -> None:
    results = {}
    for path in paths:
        with unpacked(path) as folder:
            results[path.name] = measure(folder)
    text = json.dumps(results, indent=2)
    (HERE / "demonstration.json").write_text(text + "\n")
    print(text)


if __name__ == "__main__":
    main([Path(name) for name in sys.argv[1:]] or [path for path in (DEMONSTRATION, SEALED) if path.exists()])
