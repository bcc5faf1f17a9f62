"""Why two quotes are one, or two: what the linking holds of the appearances of either; nothing is saved."""

from collections.abc import Iterable
from typing import NamedTuple

from statements import linking
from statements.linking.values import Comparison
from statements.models import Appearance, Judgement, Quote
from statements.pipeline.wordings import editors_decisions, wording_of


class ExplainedPair(NamedTuple):
    """What the linking holds of two appearances, and what an editor decided, "" where none did."""

    left: Appearance
    right: Appearance
    texts: Comparison
    occasion: linking.Verdict
    verdict: linking.Verdict
    decided: str


def explain_quotes(first: Quote, second: Quote) -> list[ExplainedPair]:
    """Each appearance of one quote with each of the other, as if one speaker had said both, the surest first."""
    left, right = (list(_held(quote)) for quote in (first, second))
    decided = editors_decisions([row.pk for row in (*left, *right)])
    pairs = [_explain(a, b, decided) for a in left for b in right if a.pk != b.pk]
    return sorted(
        pairs, key=lambda pair: (-pair.verdict.score, -pair.texts.score, pair.left.pk, pair.right.pk)
    )


def _held(quote: Quote) -> Iterable[Appearance]:
    return (carriage.appearance for carriage in quote.carriages.with_articles())


def _explain(a: Appearance, b: Appearance, decided: dict[tuple[int, int], str]) -> ExplainedPair:
    one, other = wording_of(a, "same"), wording_of(b, "same")
    verdict = decided.get((min(a.pk, b.pk), max(a.pk, b.pk)), "")
    return ExplainedPair(
        left=a,
        right=b,
        texts=linking.compare(one, other),
        occasion=linking.same_occasion(one, other),
        verdict=linking.judge(one, other),
        decided=str(Judgement.Verdict(verdict).label) if verdict else "",
    )
