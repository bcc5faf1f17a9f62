"""Verdicts of editors on pairs of appearances, which outlast every new reading and linking."""

from collections.abc import Iterable

from statements.models import Act, Judgement


def record_verdicts(act: Act, pairs: Iterable[tuple[int, int]], verdict: Judgement.Verdict) -> None:
    """Stores the verdict of an act on each pair of appearances, by database key in any order."""
    ordered = {(min(pair), max(pair)) for pair in pairs if pair[0] != pair[1]}
    Judgement.objects.bulk_create(
        Judgement(
            left_id=left,
            right_id=right,
            verdict=verdict,
            by=Judgement.By.EDITOR,
            editor=act.by,
            why=act.reason[:500],
            act=act,
        )
        for left, right in sorted(ordered)
    )


def repeat_verdicts(act: Act, former: Act) -> None:
    """Gives the verdicts of a former act again, for an act that brings it back."""
    for verdict in {judgement.verdict for judgement in former.judgements.all()}:
        pairs = former.judgements.filter(verdict=verdict).values_list("left_id", "right_id")
        record_verdicts(act, pairs, Judgement.Verdict(verdict))
