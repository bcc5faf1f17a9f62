"""Reads annotated articles: our own, fictional, written to train and to test the extraction.

usage: python bench/annotated.py FOLDER [OUT.jsonl]

Checks every *.txt of a folder, and writes them as one file in the format that bench/extraction.py reads.
"""

import json
import re
import sys
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))

from statements.extraction import read_html  # noqa: E402

KINDS = ("direct", "mixed", "indirect")
SOURCES = ("named", "pronoun", "role", "institution", "none")
_TAG = re.compile(r"<(q|s|c) ([\d,]+)>|</(q|s|c)>")
_HEADER = ("style", "language", "date")


def read_annotated(path: Path) -> dict[str, Any]:
    """One article; ValueError in words where its tags or its table are not as README.md describes them."""
    head, _, rest = path.read_text(encoding="utf-8").partition("\n\n")
    header = dict(line.split(": ", 1) for line in head.splitlines())
    if tuple(header) != _HEADER:
        raise ValueError(f"{path.name}: the first lines must be {', '.join(_HEADER)}")
    tagged, _, table = rest.rpartition("\n----\n")
    text, spans = _untag(tagged.strip(), path.name)
    quotes = [_quote(line, text, spans, path.name) for line in table.strip().splitlines()]
    missing = {number for _, number in spans} - {quote["id"] for quote in quotes}
    if missing:
        raise ValueError(f"{path.name}: {', '.join(sorted(missing))} are tagged and not in the table")
    return {"doc_id": path.stem, **header, "title": text.split("\n", 1)[0], "text": text, "quotes": quotes}


def _untag(tagged: str, name: str) -> tuple[str, dict[tuple[str, str], list[list[int]]]]:
    pieces: list[str] = []
    spans: dict[tuple[str, str], list[list[int]]] = {}
    opened: list[tuple[str, str, int]] = []
    length = place = 0
    for match in _TAG.finditer(tagged):
        pieces.append(tagged[place : match.start()])
        length += match.start() - place
        place = match.end()
        if match[1]:
            opened.append((match[1], match[2], length))
            continue
        if not opened or opened[-1][0] != match[3]:
            raise ValueError(f"{name}: </{match[3]}> closes nothing, before “{tagged[place : place + 40]}”")
        kind, numbers, start = opened.pop()
        for number in numbers.split(","):
            spans.setdefault((kind, number), []).append([start, length])
    if opened:
        raise ValueError(f"{name}: <{opened[-1][0]} {opened[-1][1]}> is not closed")
    text = "".join([*pieces, tagged[place:]])
    if re.search(r"</?[qsc]\b", text):
        raise ValueError(f"{name}: a tag is not written right: {re.findall(r'</?[qsc][^>]{0,9}>?', text)}")
    return text, spans


def _quote(line: str, text: str, spans: dict[tuple[str, str], list[list[int]]], name: str) -> dict[str, Any]:
    cells = [cell.strip() for cell in line.split("|")]
    if len(cells) != 5:
        raise ValueError(f"{name}: “{line}” does not have five cells")
    number, kind, speaker, source, day = cells
    if kind not in KINDS or source not in SOURCES:
        raise ValueError(f"{name}: “{line}”: kind is one of {KINDS}, source one of {SOURCES}")
    if ("q", number) not in spans:
        raise ValueError(f"{name}: no words are tagged <q {number}>")
    said_by = sorted(spans.get(("s", number), []))
    if (source == "none") is bool(said_by):
        raise ValueError(f"{name}: quote {number} is said by “{source}” and has {len(said_by)} <s> tags")
    content = sorted(spans[("q", number)])
    return {
        "id": number,
        "kind": kind,
        "start": content[0][0],
        "end": content[-1][1],
        "spans": content,
        "text": " ".join(text[start:end] for start, end in content),
        "speaker_text": " ".join(text[start:end] for start, end in said_by) or None,
        "speaker_spans": said_by,
        "speaker_entity": None if speaker == "-" else speaker,
        "speaker_type": source,
        "cue": " ".join(text[start:end] for start, end in sorted(spans.get(("c", number), []))) or None,
        "cue_spans": sorted(spans.get(("c", number), [])),
        "said_on": None if day == "-" else day,
    }


def read_demonstration(folder: Path) -> list[dict[str, Any]]:
    """The articles of a folder with a gold.json, as demonstration/ is, in the same form; "said" stands for each cue."""
    gold = json.loads((folder / "gold.json").read_text(encoding="utf-8"))
    quotes: dict[str, list[dict[str, Any]]] = {entry["file"]: [] for entry in gold["articles"]}
    texts = {entry["file"]: _text_of(folder / entry["file"], entry["headline"]) for entry in gold["articles"]}
    for statement in gold["statements"]:
        for row in statement["appearances"]:
            starts = [(texts[row["file"]].index(words), len(words)) for words in row["segments"]]
            spans = [[start, start + length] for start, length in starts]
            quotes[row["file"]].append(
                {"kind": row["kind"], "spans": spans, "speaker_entity": statement["speaker"]}
            )
    return [
        {
            "doc_id": entry["file"],
            "title": entry["headline"],
            "text": texts[entry["file"]],
            "quotes": quotes[entry["file"]],
        }
        for entry in gold["articles"]
    ]


def _text_of(path: Path, headline: str) -> str:
    raw = path.read_bytes()
    return read_html(raw, headline).text if path.suffix == ".html" else raw.decode("utf-8")


def main(folder: Path, out: Path | None) -> None:
    articles, faults = [], []
    for path in sorted(folder.glob("*.txt")):
        try:
            articles.append(read_annotated(path))
        except ValueError as error:
            faults.append(str(error))
    print(f"{len(articles)} articles, {sum(len(article['quotes']) for article in articles)} quotations")
    if faults:
        raise SystemExit("\n".join(faults))
    if out:
        out.write_text("".join(json.dumps(article, ensure_ascii=False) + "\n" for article in articles))


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]) if len(sys.argv) > 2 else None)
