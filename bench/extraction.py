"""How many marked quotations of annotated articles are found with the right speaker, and how fast.

usage: python bench/extraction.py FOLDER

FOLDER holds annotated articles (*.jsonl) and the program that scores predictions for them (score.py). Writes
extraction.json beside this file: per file, in percent, and articles a second of processor time. "Published names" are
the quotations that would be shown to everybody unseen, "right" those whose speaker is the annotated one.
"""

import importlib
import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))

import django  # noqa: E402

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "archive.settings")
django.setup()

from statements.citations.publication import is_sure  # noqa: E402
from statements.extraction import find_quotations, read_text  # noqa: E402


def predict(article: dict[str, Any]) -> dict[str, Any]:
    """What we find in one article, in the scorer's format."""
    text = article["text"]
    began = time.process_time()
    quotations = find_quotations(read_text(text, article.get("title") or ""))
    seconds = time.process_time() - began
    rows = [
        {
            "start": quotation.segments[0].start,
            "end": quotation.segments[-1].end,
            "spans": [list(span) for span in quotation.segments],
            "speaker": quotation.source.of(text) if quotation.source else quotation.speaker or None,
            "speaker_span": list(quotation.source) if quotation.source else None,
            "published": is_sure(quotation.kind, quotation.attributed_by, quotation.speaker, quotation.score),
            "resolved": quotation.speaker or (quotation.source.of(text) if quotation.source else None),
        }
        for quotation in quotations
    ]
    return {"doc_id": article["doc_id"], "quotes": rows, "sec": seconds}


def published_names(
    articles: list[dict[str, Any]], predicted: list[dict[str, Any]], scorer: Any
) -> tuple[int, int]:
    """How many quotations would be published unseen, and how many of them have the right speaker."""
    published = right = 0
    for article, prediction in zip(articles, predicted, strict=True):
        for row in prediction["quotes"]:
            gold = next((q for q in article["quotes"] if half_inside(row["spans"], q["spans"])), None)
            is_right = scorer.speaker_ok(article["text"], gold, row)[0] if gold else False
            if row["published"] and is_right is not None:
                published += 1
                right += bool(is_right)
    return published, right


def half_inside(spans: list[list[int]], others: list[list[int]]) -> bool:
    """Whether at least half of the characters of spans lie in others."""
    length = sum(end - start for start, end in spans)
    shared = sum(max(0, min(e1, e2) - max(s1, s2)) for s1, e1 in spans for s2, e2 in others)
    return shared * 2 >= length


def measure(gold: Path, scorer: Path, folder: Path) -> dict[str, float]:
    """The scores of one file of annotated articles."""
    articles = [json.loads(line) for line in gold.read_text(encoding="utf-8").splitlines()]
    predictions, scores = folder / "predictions.jsonl", folder / "scores.json"
    predicted = [predict(article) for article in articles]
    predictions.write_text("".join(json.dumps(prediction) + "\n" for prediction in predicted))
    command = [sys.executable, str(scorer), str(gold), str(predictions), "--json", str(scores)]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    found = json.loads(scores.read_text())
    sys.path.insert(0, str(scorer.parent))
    published, right = published_names(articles, predicted, importlib.import_module(scorer.stem))
    return {
        "articles": len(articles),
        "marked segments": found["Q|all"][3],
        "found, F1": round(100 * found["Q|all"][2], 1),
        "found with the right speaker, F1": round(100 * found["Qe2e|all"][2], 1),
        "published names": published,
        "published names, right": right,
        "articles a second": round(found["speed"][0]),
    }


def main(folder: Path) -> None:
    with tempfile.TemporaryDirectory() as place:
        results = {
            gold.stem: measure(gold, folder / "score.py", Path(place))
            for gold in sorted(folder.glob("*.jsonl"))
        }
    text = json.dumps(results, indent=2)
    (HERE / "extraction.json").write_text(text + "\n")
    print(text)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
