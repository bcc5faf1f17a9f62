"""Refrains of one speaker: found anew each time, kept under the ids they have."""

from collections.abc import Collection, Iterable

from statements import linking
from statements.citations.identifiers import mint_for
from statements.language.spans import Span
from statements.models import Quote, Refrain, Repetition, Speaker
from statements.pipeline.fingerprints import quotes_beside
from statements.pipeline.wordings import wording_of_quote


def save_refrains(speaker: Speaker, changed: Collection[int] | None = None) -> None:
    """Brings the speaker's refrains up to date with the quotes; one that lost its quotes keeps its id.

    With the keys of the `changed` quotes only those are looked at that share a line with them.
    """
    quotes = Quote.objects.filter(credits__speaker=speaker, status__in=Quote.OPEN)
    known = speaker.refrains.all()
    if changed is not None:
        beside = _beside(speaker, changed)
        quotes, known = quotes.filter(pk__in=beside), known.filter(repetitions__quote__in=beside).distinct()
    quotes = quotes.select_related("occasion").distinct()
    found = linking.find_refrains([wording_of_quote(quote) for quote in quotes])
    published = {quote.pk for quote in quotes if quote.status == Quote.Status.PUBLISHED}
    left = list(known.prefetch_related("repetitions"))
    for line in found:
        refrain = _known(line, left) or Refrain(speaker=speaker)
        left = [other for other in left if other.pk != refrain.pk]
        _save(refrain, line)
        if len(published & {repetition.quote for repetition in line.repetitions}) > 1:
            mint_for(refrain)
    for refrain in left:
        refrain.repetitions.update(is_active=False)


def _beside(speaker: Speaker, changed: Collection[int]) -> set[int]:
    """The changed quotes, those that are like them, and all that a refrain of one of these stands in."""
    wordings = Quote.objects.filter(pk__in=changed).values_list("wording", flat=True)
    beside = {*changed, *(quote for wording in wordings for quote in quotes_beside(wording, speaker.pk))}
    while True:
        sharing = Repetition.objects.filter(quote__in=beside, refrain__speaker=speaker).values("refrain")
        more = set(Repetition.objects.filter(refrain__in=sharing).values_list("quote", flat=True)) - beside
        if not more:
            return beside
        beside |= more


def _known(line: linking.Refrain, known: Iterable[Refrain]) -> Refrain | None:
    """The refrain whose line stands at the same places in most of the same quotes."""
    shared = [(sum(_is_at(line, repetition) for repetition in r.repetitions.all()), -r.pk, r) for r in known]
    best = max(shared, default=(0, 0, None), key=lambda entry: entry[:2])
    return best[2] if best[0] else None


def _is_at(line: linking.Refrain, stored) -> bool:  # type: ignore[no-untyped-def]
    spans = [Span(*pair) for pair in stored.spans]
    return any(
        repetition.quote == stored.quote_id and any(a.overlaps(b) for a in repetition.spans for b in spans)
        for repetition in line.repetitions
    )


def _save(refrain: Refrain, line: linking.Refrain) -> None:
    refrain.wording = line.title
    refrain.save()
    quotes = {repetition.quote for repetition in line.repetitions}
    refrain.repetitions.exclude(quote__in=quotes).update(is_active=False)
    for repetition in line.repetitions:
        refrain.repetitions.update_or_create(
            quote_id=repetition.quote,
            defaults={
                "spans": [list(span) for span in repetition.spans],
                "wording": repetition.wording,
                "is_active": True,
            },
        )
