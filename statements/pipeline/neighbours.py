"""What new words may change: the quotes that are like them, and those that these were judged with."""

from collections.abc import Iterable

from django.db.models import Q, QuerySet

from statements.models import Appearance, Carriage, Judgement, Quote, Speaker
from statements.models.quote import LastDay
from statements.pipeline.fingerprints import quotes_like
from statements.search.alike import NEAR

# Verdicts on which it depends who belongs with whom: another occasion, or other words, stay what they are.
BINDING = (Judgement.Verdict.SAME, Judgement.Verdict.UNSURE)
# A line said hundreds of times is looked at as far as that, the nearest first.
MOST = 3000


def neighbours(speaker: Speaker, new: Iterable[Appearance]) -> set[int]:
    """The appearances of a speaker, by key, whose grouping may depend on new ones: what is like them, what that was
    judged with, and so on. The new ones are among them."""
    new = list(new)
    found = {appearance.pk for appearance in new}
    quotes = {quote for appearance in new for quote in _quotes_beside(speaker, appearance)}
    seen: set[int] = set()
    while quotes - seen and len(found) < MOST:
        held = Carriage.objects.active().filter(quote__in=quotes - seen, quote__credits__speaker=speaker)
        seen |= quotes
        members = set(held.values_list("appearance", flat=True)) - found
        found |= members
        quotes = _quotes_judged_with(members)
    return found


def _quotes_beside(speaker: Speaker, appearance: Appearance) -> Iterable[int]:
    article = appearance.reading.article
    days = appearance.said if appearance.is_day_stated else article.published
    yield from quotes_like(appearance.text, speaker.pk, days.last if days else None)
    if days and days.last:
        near = Quote.objects.filter(credits__speaker=speaker, status__in=Quote.OPEN).annotate(
            day=LastDay("said_on")
        )
        near = near.filter(day__range=(days.last - NEAR, days.last + NEAR))
        if appearance.kind != Appearance.Kind.INDIRECT:
            near = near.filter(is_reported=True)
        yield from near.order_by().values_list("pk", flat=True)[:MOST]


def _quotes_judged_with(appearances: set[int]) -> set[int]:
    """The quotes that hold what these appearances were judged with, where the verdict binds."""
    judged: QuerySet[Judgement] = Judgement.objects.filter(verdict__in=BINDING)
    pairs = judged.filter(Q(left__in=appearances) | Q(right__in=appearances)).values_list("left", "right")
    others = {key for pair in pairs for key in pair} - appearances
    held = Carriage.objects.active().filter(appearance__in=others, quote__status__in=Quote.OPEN)
    return set(held.values_list("quote", flat=True))
