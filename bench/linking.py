"""How verdicts on labelled pairs of quotations agree with a reader's, and how long linking takes.

usage: python bench/linking.py FILE

FILE holds one pair a line: text_a, text_b, speaker, date_a, date_b, label (same_statement, same_line_other_occasion,
different). Writes linking.json beside this file.
"""

import json
import random
import sys
import time
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))

from statements.language.days import DayRange  # noqa: E402
from statements.linking import Wording, group, judge  # noqa: E402

SAME_LINE = {"same", "other_occasion", "unsure"}
WORDINGS = 2000


def wording(key: int, text: str, speaker: str, day: str | None) -> Wording:
    """A side of a pair, printed on its day in an article of its own."""
    published = DayRange.on(date.fromisoformat(day)) if day else None
    said = DayRange(None, published.last) if published else None
    return Wording(key=key, text=text, speaker=speaker or "?", said=said, published=published, article=key)


def verdict(pair: dict[str, Any]) -> str:
    sides = [
        wording(i, pair[f"text_{side}"], pair["speaker"], pair[f"date_{side}"])
        for i, side in enumerate("ab", start=1)
    ]
    return judge(*sides).verdict


def agreement(pairs: list[dict[str, Any]]) -> dict[str, Any]:
    """Precision and recall of "the same line", and how many different pairs were joined."""
    table = Counter((pair["label"], verdict(pair)) for pair in pairs)
    lines = sum(n for (label, _), n in table.items() if label != "different")
    found = sum(n for (label, given), n in table.items() if label != "different" and given in SAME_LINE)
    wrong = sum(n for (label, given), n in table.items() if label == "different" and given in SAME_LINE)
    joined = sum(n for (label, given), n in table.items() if label == "different" and given == "same")
    return {
        "pairs": len(pairs),
        "same line: precision": round(100 * found / (found + wrong), 1),
        "same line: recall": round(100 * found / lines, 1),
        "different pairs joined": f"{joined} of {len(pairs) - lines}",
    }


def seconds_to_group(number: int) -> float:
    """Time to group so many wordings of one speaker: invented sentences, each printed by some three outlets."""
    words = [
        f"{first}{second}" for first in "bdfgklmnprst" for second in ("aran", "elin", "ober", "util", "ine")
    ]
    chance = random.Random(7)
    wordings: list[Wording] = []
    while len(wordings) < number:
        line = " ".join(chance.choices(words, k=chance.randint(8, 30)))
        day = f"2031-{chance.randint(1, 12):02}-{chance.randint(1, 28):02}"
        for _ in range(chance.randint(1, 5)):
            wordings.append(wording(len(wordings) + 1, line, "one", day))
    began = time.process_time()
    group(wordings[:number], {})
    return round(time.process_time() - began, 2)


def main(path: Path) -> None:
    pairs = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    results = agreement(pairs) | {
        f"seconds to group {WORDINGS} wordings of one speaker": seconds_to_group(WORDINGS)
    }
    text = json.dumps(results, indent=2)
    (HERE / "linking.json").write_text(text + "\n")
    print(text)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
