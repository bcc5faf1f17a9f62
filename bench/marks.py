"""How much the reading of quotations hangs on which quotation marks an article uses, and on their being there.

usage: python bench/marks.py GOLD.jsonl

Takes every second article of a file in the format of extraction.py, sets its quotations in other marks of the same
length, or leaves out one closing mark in the first half of it, and scores each version by the annotations of the
original. Prints F1 of segments with the right speaker, and writes it to marks.json.
"""

import argparse
import json
import os
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import django

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "archive.settings")
django.setup()

from bench.extraction import predict  # noqa: E402
from bench.scoring import count, f1, marks_of  # noqa: E402
from statements.extraction.marks import Marked  # noqa: E402

STYLES = {
    "straight": '""',
    "curly": "“”",
    "single straight": "''",
    "single curly": "‘’",
    "angle": "«»",
    "German": "„“",
}
# What stands inside of single marks in their stead: “…” in ‘…’.
_INNER = {"‘": "“", "’": "”"}


def in_style(text: str, style: str) -> str:
    """A text of the same length with its outermost quotation marks in another style."""
    letters = list(text)
    for marked in marks_of(text):
        if text[marked.outer.start] not in "‘'" or text[marked.outer.start :][:2] == "''":
            opening, closing = marked.inner.start - marked.outer.start, marked.outer.end - marked.inner.end
            letters[marked.outer.start : marked.inner.start] = style[0].rjust(opening)
            letters[marked.inner.end : marked.outer.end] = style[1].ljust(closing)[:closing]
            if style[0] in "‘'":
                _turn_inner(letters, marked)
    return "".join(letters)


def without_one(text: str) -> str:
    """A text of the same length that lacks the closing mark of the quotation in the middle of its first half."""
    closed = [marked for marked in marks_of(text) if marked.is_closed]
    if not closed:
        return text
    start, end = closed[len(closed) // 4].inner.end, closed[len(closed) // 4].outer.end
    return text[:start] + " " * (end - start) + text[end:]


def _turn_inner(letters: list[str], marked: Marked) -> None:
    for place in range(*marked.inner):
        is_letter_next = place + 1 < len(letters) and letters[place + 1].isalpha()
        is_apostrophe = letters[place] == "’" and (is_letter_next or letters[place - 1] == "s")
        if not is_apostrophe:
            letters[place] = _INNER.get(letters[place], letters[place])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("gold", type=Path, metavar="GOLD.jsonl")
    lines = parser.parse_args().gold.read_text(encoding="utf-8").splitlines()[::2]
    articles = [json.loads(line) for line in lines]
    found = {"as printed": _score(articles, [article["text"] for article in articles])}
    for name, style in STYLES.items():
        found[name] = _score(articles, [in_style(article["text"], style) for article in articles])
    found["one closing mark left out"] = _score(articles, [without_one(a["text"]) for a in articles])
    text = json.dumps({"articles": len(articles), **found}, indent=2)
    (HERE / "marks.json").write_text(text + "\n")
    print(text)


def _score(articles: list[dict[str, Any]], texts: list[str]) -> float:
    counts = (
        count(article, predict({**article, "text": text})["quotes"])
        for article, text in zip(articles, texts, strict=True)
    )
    return round(f1(sum(counts, Counter[str]()), "right"), 1)


if __name__ == "__main__":
    main()
