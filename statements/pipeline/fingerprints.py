"""The fingerprints of quotes: kept up to date with what the quotes hold, and asked for what is like new words."""

from collections.abc import Collection, Iterable, Iterator
from datetime import date
from itertools import islice

from statements import linking
from statements.models import Carriage, Credit, Fingerprint, Quote, Revision
from statements.search.alike import ANYBODY, quotes_sharing

# The true partner of new words is among the first five in a trial on a million quotes; what shares less than half as
# many fingerprints as the nearest is not looked at, as in the grouping itself. A line that comes again may be a small
# part of a quote, so that refrains are looked for farther.
NEAREST, FARTHER = 12, 30
BATCH = 1000


def renew_fingerprints(quotes: Iterable[int]) -> None:
    """Brings the fingerprints of these quotes, by key, up to date; a quote that is not open has none."""
    waiting = iter(sorted(set(quotes)))
    while batch := list(islice(waiting, BATCH)):
        keys = _keys_of(batch)
        Fingerprint.objects.filter(quote__in=set(batch) - keys.keys()).delete()
        Fingerprint.objects.bulk_create(
            [Fingerprint(quote_id=quote, keys=sorted(held)) for quote, held in keys.items()],
            update_conflicts=True,
            unique_fields=["quote"],
            update_fields=["keys"],
        )


def renew_changed_fingerprints(since: int) -> set[int]:
    """Does so for all quotes that the history says were changed after a mark, and returns their keys."""
    lines = Revision.objects.filter(
        pk__gt=since, entry_noun="quote", noun__in=["quote", "carriage", "credit"]
    )
    changed = set(lines.values_list("entry_id", flat=True))
    renew_fingerprints(changed)
    return changed


def recall_recredited(since: int) -> None:
    """Lets the next linking look again at the quotes that the history says have another speaker since a mark."""
    credits = Revision.objects.filter(pk__gt=since, entry_noun="quote", noun="credit")
    Fingerprint.objects.filter(quote__in=credits.values("entry_id")).update(is_due=True)


def fill_fingerprints() -> None:
    """Makes the fingerprints of open quotes that have none, as those of an archive of an older release."""
    missing = Quote.objects.filter(status__in=Quote.OPEN, fingerprint=None).order_by("pk")
    renew_fingerprints(missing.values_list("pk", flat=True))


def quotes_like(text: str, speaker: int, day: date | None = None) -> list[int]:
    """The quotes of a speaker, by key, that may be what a text is, the nearest first.

    Of a line said so often that none of its fingerprints tells anything, those said near the day, if one is given, and
    no others.
    """
    found = quotes_sharing(text, str(speaker), day, NEAREST)
    most = max((shared for _, shared in found), default=0)
    return [quote for quote, shared in found if 2 * shared >= most]


def quotes_beside(text: str, speaker: int) -> list[int]:
    """The quotes of a speaker, by key, that may have a line in common with a text."""
    return [quote for quote, _ in quotes_sharing(text, str(speaker), None, FARTHER)]


def _keys_of(quotes: Collection[int]) -> dict[int, set[int]]:
    """The keys of those of these quotes that are open and hold something."""
    credits = Credit.objects.filter(quote__in=quotes, quote__status__in=Quote.OPEN)
    speakers: dict[int, list[str]] = {}
    for quote, speaker in credits.values_list("quote", "speaker"):
        speakers.setdefault(quote, []).append(str(speaker))
    keys: dict[int, set[int]] = {}
    for quote, text in _texts_of(quotes):
        held = keys.setdefault(quote, set())
        for salt in (ANYBODY, *speakers.get(quote, ())):
            held.update(linking.fingerprints(text, salt))
    return keys


def _texts_of(quotes: Collection[int]) -> Iterator[tuple[int, str]]:
    carriages = Carriage.objects.active().filter(quote__in=quotes, quote__status__in=Quote.OPEN)
    for carriage in carriages.select_related("appearance").only("quote", "appearance__words"):
        yield carriage.quote_id, carriage.appearance.text
