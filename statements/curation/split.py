"""One quote that is two: some of its appearances leave for a quote of their own."""

from collections.abc import Collection, Sequence
from datetime import date
from itertools import product

from django.contrib.auth.models import User

from statements.citations.publication import publish
from statements.curation import checks
from statements.curation.acts import acting
from statements.curation.verdicts import record_verdicts
from statements.models import Act, Appearance, Carriage, Judgement, Quote
from statements.models.dated import to_column
from statements.pipeline import choose_reference, find_occasion, realign, said_days

# The verdicts that part two appearances.
PARTING = (Judgement.Verdict.DIFFERENT, Judgement.Verdict.OTHER_OCCASION, Judgement.Verdict.CHANGED)


def split(
    quote: Quote,
    leaving: Collection[int],
    verdict: Judgement.Verdict = Judgement.Verdict.DIFFERENT,
    *,
    by: User,
    reason: str,
    seen: str = "",
) -> Quote:
    """Parts a quote in two and returns the new one. `leaving` are appearances by database key; the verdict says why.

    The id stays with the part that has more appearances, or else the earlier one, whichever was named. Raises Refused
    where one part would be empty, or the quote rests.
    """
    with acting(Act.Kind.SPLIT, quote, by=by, reason=reason, seen=seen) as act:
        checks.is_open(quote)
        checks.holds(quote, list(leaving))
        held = [carriage.appearance for carriage in quote.carriages.with_articles()]
        parts = [[row for row in held if row.pk in leaving], [row for row in held if row.pk not in leaving]]
        moving, staying = sorted(parts, key=_claim_to_the_id)
        record_verdicts(act, _pairs(moving, staying), verdict)
        return part(quote, moving)


def part(quote: Quote, moving: Sequence[Appearance]) -> Quote:
    """Moves appearances of a quote to a new one that is credited, filed and published as it is."""
    new = Quote(split_from=quote, note=quote.note, is_date_chosen=quote.is_date_chosen)
    new.said_on, new.said_basis, new.occasion = quote.said_on, quote.said_basis, quote.occasion
    if not quote.is_date_chosen:
        days, new.said_basis = said_days(moving)
        new.said_on, new.occasion = to_column(days), find_occasion(moving)
    new.reference = choose_reference(moving)
    new.wording = new.reference.text
    new.save()
    quote.carriages.active().filter(appearance__in=moving).update(is_active=False)
    realign(new, moving)
    for credit in quote.credits.all():
        new.credits.create(speaker_id=credit.speaker_id, capacity=credit.capacity, basis=credit.basis)
    for subject in quote.subjects.all():
        new.subjects.create(topic_id=subject.topic_id, by=subject.by, is_rejected=subject.is_rejected)
    realign(quote)
    if quote.status == Quote.Status.PUBLISHED:
        publish(new)
        realign(new)
    return new


def _claim_to_the_id(rows: Sequence[Appearance]) -> tuple[int, int, int]:
    """What parts are sorted by: the last one keeps the id."""
    first = min(_day(row) for row in rows)
    return len(rows), -first.toordinal(), -min(row.pk for row in rows)


def _day(row: Appearance) -> date:
    published = row.reading.article.published
    return (published and (published.first or published.last)) or date.max


def _pairs(moving: Sequence[Appearance], staying: Sequence[Appearance]) -> set[tuple[int, int]]:
    """Each appearance with the foremost of the other part: enough to hold the parts apart, and not all with all."""
    foremost = {choose_reference(rows).pk: rows for rows in (moving, staying)}
    (one, ours), (other, theirs) = foremost.items()
    return {*product([one], (row.pk for row in theirs)), *product([other], (row.pk for row in ours))}


def reject_carriage(carriage: Carriage, *, by: User, reason: str, seen: str = "") -> Quote:
    """Takes one appearance out of a quote that it does not belong to; it gets a quote of its own, which is returned."""
    return split(carriage.quote, [carriage.appearance_id], by=by, reason=reason, seen=seen)
