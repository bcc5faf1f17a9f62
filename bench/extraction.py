"""How many marked quotations of annotated articles are found with the right speaker, and how fast.

usage: python bench/extraction.py FOLDER

FOLDER holds annotated articles (*.jsonl) and the program that scores predictions for them (score.py). Writes
extraction.json beside this file: per file, in percent, and articles a second of processor time.
"""

import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))

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
            "resolved": quotation.speaker or (quotation.source.of(text) if quotation.source else None),
        }
        for quotation in quotations
    ]
    return {"doc_id": article["doc_id"], "quotes": rows, "sec": seconds}


def measure(gold: Path, scorer: Path, folder: Path) -> dict[str, float]:
    """The scores of one file of annotated articles."""
    articles = [json.loads(line) for line in gold.read_text(encoding="utf-8").splitlines()]
    predictions, scores = folder / "predictions.jsonl", folder / "scores.json"
    predictions.write_text("".join(json.dumps(predict(article)) + "\n" for article in articles))
    command = [sys.executable, str(scorer), str(gold), str(predictions), "--json", str(scores)]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    found = json.loads(scores.read_text())
    return {
        "articles": len(articles),
        "marked segments": found["Q|all"][3],
        "found, F1": round(100 * found["Q|all"][2], 1),
        "found with the right speaker, F1": round(100 * found["Qe2e|all"][2], 1),
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
