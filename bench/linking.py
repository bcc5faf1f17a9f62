"""How verdicts on labelled pairs of quotations agree with a reader's, and how long linking takes.

usage: python bench/linking.py PAIRS.jsonl [--pred OUT.jsonl]

PAIRS holds one pair a line: pair_id, text_a, text_b, speaker, date_a, date_b, outlet_a, outlet_b, kind, real, label
(same_statement, same_line_other_occasion, different). Writes the figures into linking.json beside this file, and where
--pred says one line a pair: score, conflict, band (auto, probable, queue, line, none), label (or "undetermined").
A pair is linked in the bands auto, probable and line.
"""

import argparse
import json
import random
import re
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))

from statements.extraction import find_quotations, read_text  # noqa: E402
from statements.extraction.marks import find_marked  # noqa: E402
from statements.language.days import DayRange  # noqa: E402
from statements.linking import Wording, compare, group, judge  # noqa: E402

LINKED = {"auto", "probable", "line"}
TWINS, REPORTS = "neg_", "paraphrase_indirect"
LABELS = {"same": "same_statement", "other_occasion": "same_line_other_occasion", "unsure": "undetermined"}
# Two wordings that share more than this of the shorter one are not called different, nor is a report that shares less.
MOST_OF_DIFFERENT = 0.4
WORDINGS = 2000
# Fewer words in marks are a fragment: the clause around them is needed.
MIN_WORDS = 5
_FIRST_PERSON = re.compile(r"\b(?:I|we|my|our)\b", re.IGNORECASE)

Pair = dict[str, Any]


def wording(key: int, text: str, speaker: str, day: str | None, outlet: str = "") -> Wording:
    """A side of a pair, printed on its day in an article of its own; a transcript states its day and where it was."""
    published = DayRange.on(date.fromisoformat(day)) if day else None
    is_transcript = outlet.startswith("transcript")
    said = published if is_transcript else DayRange(None, published.last) if published else None
    indirect = [found for found in find_quotations(read_text(text)) if found.kind == "indirect"]
    is_own = find_marked(text, 0, len(text)) or _FIRST_PERSON.search(text)
    is_report = bool(indirect) and not is_transcript and not is_own
    return Wording(
        key=key,
        text=text,
        speaker=speaker or "?",
        said=said,
        is_stated=is_transcript and said is not None,
        published=published,
        article=key,
        kind="indirect" if is_report else "direct",
    )


def sides(pair: Pair) -> list[Wording]:
    return [
        wording(i, pair[f"text_{side}"], pair["speaker"], pair[f"date_{side}"], pair[f"outlet_{side}"])
        for i, side in enumerate("ab", start=1)
    ]


def marked_words(text: str) -> str:
    """What of a writer's clause stands in double marks, as the reading of an article keeps it; all of another text."""
    marked = [found for found in find_marked(text, 0, len(text)) if text[found.outer.start] in '“"']
    outside = "".join([text[: marked[0].outer.start], text[marked[-1].outer.end :]]) if marked else ""
    inner = " … ".join(found.inner.of(text) for found in marked)
    is_clause = (
        re.search(r"\w", outside) and not re.search(r"[“”\"]", outside) and not _FIRST_PERSON.search(outside)
    )
    return inner if is_clause and len(inner.split()) >= MIN_WORDS else text


def answer(pair: Pair) -> Pair:
    """What we hold of a pair: score, conflict, band and label; of two clauses by what they have in marks where that
    has more in common.
    """
    whole = sides(pair)
    inner = [replace(side, text=marked_words(side.text)) for side in whole]
    a, b = max((inner, whole), key=lambda both: (compare(*both).score, both is whole))
    found, texts = judge(a, b), compare(a, b)
    is_conflict = bool(texts.conflict) and texts.band != "none"
    is_open = texts.contained > MOST_OF_DIFFERENT or "indirect" in (a.kind, b.kind)
    label = LABELS.get(found.verdict, "undetermined" if is_open and not is_conflict else "different")
    return {
        "pair_id": pair["pair_id"],
        "score": found.score,
        "conflict": is_conflict,
        "band": found.band,
        "label": label,
    }


def agreement(pairs: list[Pair], answers: list[Pair]) -> dict[str, Any]:
    """How far our answers agree with the labels, in percent or "n of m"."""
    both = list(zip(pairs, answers, strict=True))
    sure = [(pair, given) for pair, given in both if given["label"] != "undetermined"]
    results: dict[str, Any] = {
        "pairs": len(pairs),
        "linked, F1 at as many of either kind, real pairs": _balanced(
            [row for row in both if row[0]["real"]]
        ),
        "auto, not the same statement": _count(
            [row for row in both if row[1]["band"] == "auto"], lambda row: row[0]["label"] != "same_statement"
        ),
        "edited twins in auto or probable": _count(
            [row for row in both if row[0]["kind"].startswith(TWINS)],
            lambda row: row[1]["band"] in ("auto", "probable"),
        ),
        "label, right where given": _percent(
            sum(p["label"] == given["label"] for p, given in sure), len(sure)
        ),
        "label, given": _percent(len(sure), len(both)),
    }
    kinds = sorted({pair["kind"] for pair in pairs if pair["label"] != "different"})
    for kind in kinds:
        rows = [row for row in both if row[0]["kind"] == kind and row[0]["label"] != "different"]
        results[f"linked, {kind}"] = _count(rows, _is_linked)
    return results


def _balanced(both: list[tuple[Pair, Pair]]) -> float:
    """F1 of "linked" if there were as many pairs of different statements as of the same line."""
    same = [row for row in both if row[0]["label"] != "different"]
    others = [row for row in both if row[0]["label"] == "different"]
    found, wrong = (sum(map(_is_linked, rows)) / (len(rows) or 1) for rows in (same, others))
    return round(100 * 2 * found / (found + wrong + 1), 1)


def _is_linked(row: tuple[Pair, Pair]) -> bool:
    return row[1]["band"] in LINKED


def _count(rows: list[Any], test: Callable[[Any], bool]) -> str:
    return f"{sum(map(test, rows))} of {len(rows)}"


def _percent(part: int, whole: int) -> float:
    return round(100 * part / (whole or 1), 1)


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


def main(path: Path, out: Path | None) -> None:
    pairs = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    answers = [answer(pair) for pair in pairs]
    if out:
        out.write_text("".join(f"{json.dumps(given)}\n" for given in answers), encoding="utf-8")
    results = agreement(pairs, answers) | {
        f"seconds to group {WORDINGS} wordings of one speaker": seconds_to_group(WORDINGS)
    }
    text = json.dumps(results, indent=2)
    (HERE / "linking.json").write_text(text + "\n")
    print(text)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="How verdicts on labelled pairs agree with a reader's.")
    parser.add_argument("pairs", type=Path, metavar="PAIRS.jsonl")
    parser.add_argument("--pred", type=Path, metavar="OUT.jsonl", help="where to write our answers")
    given = parser.parse_args()
    main(given.pairs, given.pred)
