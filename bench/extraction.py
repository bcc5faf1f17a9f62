"""How many quotations of annotated articles are found with the right speaker, and how fast.

usage: python bench/extraction.py GOLD.jsonl [--pred OUT.jsonl]

GOLD holds one article a line, in the format of bench/scoring.py; `python bench/annotated.py bench/articles/test
GOLD.jsonl` makes such a file. Writes the predictions where --pred says, and the figures, in percent, into
extraction.json beside this file under the file's name. "Right" are segments in quotation marks that were found with
the right speaker; "published" is whether a name would be shown to everybody unseen; articles a second are of one
processor's time.
"""

import argparse
import json
import os
import sys
import time
from collections import Counter
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))

import django  # noqa: E402

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "archive.settings")
django.setup()

from bench.scoring import KINDS, count, f1  # noqa: E402
from statements.citations.publication import is_sure  # noqa: E402
from statements.extraction import Quotation, find_quotations, read_text  # noqa: E402


def predict(article: dict[str, Any]) -> dict[str, Any]:
    """What we find in one article, with the seconds of processor time it took."""
    text = article["text"]
    began = time.process_time()
    quotations = find_quotations(read_text(text, article.get("title") or ""))
    seconds = time.process_time() - began
    return {
        "doc_id": article["doc_id"],
        "quotes": [_row(text, quotation) for quotation in quotations],
        "sec": seconds,
    }


def _row(text: str, quotation: Quotation) -> dict[str, Any]:
    spans = quotation.carrier or quotation.segments
    source = quotation.source.of(text) if quotation.source else None
    return {
        "start": spans[0].start,
        "end": spans[-1].end,
        "spans": [list(span) for span in spans],
        "kind": quotation.kind,
        "speaker": source or quotation.speaker or None,
        "speaker_span": list(quotation.source) if quotation.source else None,
        "resolved": quotation.speaker or source,
        "published": is_sure(
            quotation.kind, quotation.evidence, quotation.speaker, quotation.role, quotation.score
        ),
    }


def figures(articles: list[dict[str, Any]], predictions: list[dict[str, Any]]) -> dict[str, Any]:
    """The scores over all articles, and the article with the lowest one."""
    each = [count(article, row["quotes"]) for article, row in zip(articles, predictions, strict=True)]
    whole = sum(each, Counter[str]())
    with_segments = [number for number, counts in enumerate(each) if counts["segments gold"]]
    worst = min(with_segments, key=lambda number: f1(each[number], "right"), default=None)
    kinds = sorted(
        {quote.get("speaker_type") or "none" for article in articles for quote in article["quotes"]}
    )
    return {
        "articles": len(articles),
        "marked segments": whole["segments gold"],
        "found, F1": round(f1(whole, "segments"), 1),
        "right, F1": round(f1(whole, "right"), 1),
        "long and right, F1": round(f1(whole, "long right"), 1),
        **{f"{kind} spans, F1": round(f1(whole, kind), 1) for kind in KINDS},
        **{
            f"speaker by {kind}, right": f"{whole[f'{kind} right']} of {whole[f'{kind} segments']}"
            for kind in kinds
        },
        "published names, right": f"{whole['published right']} of {whole['published']}",
        "right names published, share": round(100 * whole["published right"] / max(1, whole["names right"])),
        "articles a second": round(len(articles) / (sum(row["sec"] for row in predictions) or 1)),
        "worst article": articles[worst]["doc_id"] if worst is not None else None,
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("gold", type=Path, metavar="GOLD.jsonl")
    parser.add_argument("--pred", type=Path, metavar="OUT.jsonl", help="where the predictions are written")
    asked = parser.parse_args()
    articles = [json.loads(line) for line in asked.gold.read_text(encoding="utf-8").splitlines()]
    predictions = [predict(article) for article in articles]
    if asked.pred:
        lines = [json.dumps(row, ensure_ascii=False) + "\n" for row in predictions]
        asked.pred.write_text("".join(lines), encoding="utf-8")
    found = figures(articles, predictions)
    out = HERE / "extraction.json"
    kept = json.loads(out.read_text()) if out.exists() else {}
    out.write_text(json.dumps(kept | {asked.gold.stem: found}, indent=2, sort_keys=True) + "\n")
    print(json.dumps(found, indent=2, ensure_ascii=False))


if __name__ == "__main__":
    main()
