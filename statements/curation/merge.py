"""Two quotes that are one: the loser's link leads to the survivor, which holds the appearances of both."""

from django.contrib.auth.models import User

from statements.citations.publication import mint_appearances
from statements.curation import checks
from statements.curation.acts import acting, read_anew, require_unchanged
from statements.curation.verdicts import record_verdicts
from statements.models import Act, Appearance, Judgement, Quote, Subject
from statements.pipeline import realign


def merge(
    loser: Quote, survivor: Quote, *, by: User, reason: str, seen: str = "", seen_into: str = ""
) -> Act:
    """Merges one quote into another of the same speaker and occasion. `seen` and `seen_into` are states of the
    two.

    Raises Refused: for two that rest, have different speakers, days or occasions, or the wrong order.
    """
    with acting(Act.Kind.MERGE, loser, by=by, reason=reason, seen=seen) as act:
        read_anew(survivor)
        require_unchanged(survivor, seen_into)
        checks.are_two(loser, survivor)
        checks.is_open(loser)
        checks.is_open(survivor)
        checks.loses_no_permalink(loser, survivor)
        checks.have_one_speaker(loser, survivor)
        checks.have_one_occasion(loser, survivor)
        record_verdicts(act, [(loser.reference_id, survivor.reference_id)], Judgement.Verdict.SAME)
        realign(survivor, take_all(loser))
        if survivor.status == Quote.Status.PUBLISHED:
            mint_appearances(survivor)
        _take_editors_subjects(loser, survivor)
        loser.status, loser.merged_into = Quote.Status.MERGED, survivor
        loser.save(update_fields=["status", "merged_into"])
    return act


def take_all(quote: Quote) -> list[Appearance]:
    """The appearances of a quote, which holds none of them any more; the rows stay, so that they can come back."""
    carriages = list(quote.carriages.with_articles())
    quote.carriages.active().update(is_active=False)
    return [carriage.appearance for carriage in carriages]


def _take_editors_subjects(loser: Quote, survivor: Quote) -> None:
    """What editors filed the loser under, or kept it out of, holds for the survivor where nothing else is said."""
    known = set(survivor.subjects.values_list("topic", flat=True))
    theirs = loser.subjects.filter(by=Subject.By.EDITOR).exclude(topic__in=known)
    for subject in theirs:
        survivor.subjects.create(
            topic_id=subject.topic_id, by=Subject.By.EDITOR, is_rejected=subject.is_rejected
        )
