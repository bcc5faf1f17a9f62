"""Fits how sure an attribution is, and from which score on names are published, on annotated articles of our own.

usage: python bench/confidence.py

Reads bench/articles/train and the articles of demonstration/ that are not sealed; writes
statements/extraction/confidence.json, the same to the byte each time. The threshold is the lowest score of 0.96 or more
from which 99.5 % of the full names are right when every article is scored by weights fitted without it (ten folds), and
from which the scores are 98.5 % in the mean: 99 % are promised, and other newsrooms surprise. Prints that share, and
the same on bench/articles/test, which nothing is fitted on.
"""

import json
import math
import sys
from collections import Counter
from pathlib import Path
from typing import Any, NamedTuple

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))

from bench.annotated import read_annotated, read_demonstration  # noqa: E402
from bench.scoring import same_person  # noqa: E402
from statements.extraction import find_quotations, read_text  # noqa: E402
from statements.extraction.confidence import score_of  # noqa: E402
from statements.extraction.quotations import Quotation  # noqa: E402

OUT = HERE.parent / "statements" / "extraction" / "confidence.json"
# Ridge penalty and rounds of gradient descent: round numbers, at which the weights stand still.
RIDGE, ROUNDS, RATE = 1.0, 600, 1.0
FOLDS = 10
PRECISION = 0.995
# The scale, whose weights the penalty draws to naught, expects less than was seen; it has to agree all the same.
EXPECTED = 0.985
# However sure the others are, no name is published that is wrong once in twenty-five.
FLOOR = 0.96
# A sign seen less often says nothing by itself.
LEAST = 4


class Row(NamedTuple):
    """An attribution to somebody by name: its article, its signs, and whether the name is right; is_full: the name has
    more than one word or an office, without which nothing is published unseen."""

    article: str
    signs: tuple[str, ...]
    is_right: bool
    is_full: bool


def rows_of(article: dict[str, Any]) -> list[Row]:
    """The named attributions of what stands in marks in one article."""
    rows = []
    for quotation in find_quotations(read_text(article["text"], article["title"])):
        if quotation.speaker and quotation.kind != "indirect":
            is_right = same_person(quotation.speaker, speaker_of(quotation, article["quotes"]))
            is_full = len(quotation.speaker.split()) > 1 or bool(quotation.role)
            rows.append(Row(article["doc_id"], quotation.signs, is_right, is_full))
    return rows


def speaker_of(quotation: Quotation, gold: list[dict[str, Any]]) -> str:
    """The annotated speaker of at least half of the characters of a quotation, "" where there is none."""
    shared = Counter[str]()
    for row in gold:
        spans = ((a, b, c, d) for a, b in quotation.segments for c, d in row["spans"])
        shared[row["speaker_entity"] or ""] += sum(max(0, min(b, d) - max(a, c)) for a, b, c, d in spans)
    name, held = max(shared.items(), key=lambda item: item[1], default=("", 0))
    return name if 2 * held >= sum(end - start for start, end in quotation.segments) else ""


def fit(rows: list[Row]) -> dict[str, float]:
    """Weights by gradient descent on the penalised likelihood, in the order of the rows."""
    counts = Counter(sign for row in rows for sign in row.signs)
    known = sorted(sign for sign, count in counts.items() if count >= LEAST)
    weights = dict.fromkeys(["always", *known], 0.0)
    signs = [["always", *(sign for sign in row.signs if sign in weights)] for row in rows]
    for _ in range(ROUNDS):
        slopes = {name: -RIDGE * (name != "always") * weight for name, weight in weights.items()}
        for row, names in zip(rows, signs, strict=True):
            error = row.is_right - _share(sum(weights[name] for name in names))
            for name in names:
                slopes[name] += error
        for name, slope in slopes.items():
            weights[name] += (
                RATE * slope / (counts[name] / 4 + RIDGE if name != "always" else len(rows) / 4) / 9
            )
    return {name: round(weight, 3) for name, weight in weights.items()}


def _share(logit: float) -> float:
    return 1 / (1 + math.exp(-logit))


def held_out(rows: list[Row]) -> list[tuple[float, bool]]:
    """Each full name's score by weights that were fitted without its article, and whether it is right."""
    articles = sorted({row.article for row in rows})
    fold = {article: number % FOLDS for number, article in enumerate(articles)}
    scored = []
    for number in range(FOLDS):
        weights = fit([row for row in rows if fold[row.article] != number])
        held = [row for row in rows if fold[row.article] == number and row.is_full]
        scored += [(score_of(row.signs, weights), row.is_right) for row in held]
    return scored


def threshold(scored: list[tuple[float, bool]]) -> float:
    """The lowest score from FLOOR on from which the share of right names is PRECISION and the mean score EXPECTED, in
    hundredths, rounded up, as the articles are too few for more; 1 where there is none.
    """
    best, right, expected = 1.0, 0, 0.0
    ranked = sorted(scored, reverse=True)
    for number, (value, is_right) in enumerate(ranked, start=1):
        right += is_right
        expected += value
        is_last = number == len(ranked) or ranked[number][0] < value
        if is_last and right >= PRECISION * number and expected >= EXPECTED * number:
            best = value
    return max(FLOOR, math.ceil(best * 100) / 100)


def report(name: str, scored: list[tuple[float, bool]], limit: float) -> None:
    passed = [is_right for value, is_right in scored if value >= limit]
    right = sum(is_right for _, is_right in scored)
    print(f"{name}: {len(scored)} names, {right} right; published {len(passed)}, {sum(passed)} right")


def main() -> None:
    train = [read_annotated(path) for path in sorted((HERE / "articles" / "train").glob("*.txt"))]
    train += read_demonstration(HERE.parent / "demonstration")
    rows = [row for article in train for row in rows_of(article)]
    scored = held_out(rows)
    limit, weights = threshold(scored), fit(rows)
    fitted = {"publish_score": limit, "weights": weights}
    OUT.write_text(json.dumps(fitted, indent=1, sort_keys=True, ensure_ascii=False) + "\n", encoding="utf-8")
    report(f"{len(train)} articles, each scored without itself", scored, limit)
    test = [read_annotated(path) for path in sorted((HERE / "articles" / "test").glob("*.txt"))]
    tested = [row for article in test for row in rows_of(article)]
    full = [(score_of(row.signs, weights), row.is_right) for row in tested if row.is_full]
    report(f"{len(test)} other articles", full, limit)


if __name__ == "__main__":
    main()
