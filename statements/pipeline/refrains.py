"""Refrains of one speaker: found anew each time, kept under the ids they have."""

from collections.abc import Iterable

from statements import linking
from statements.citations.identifiers import mint_for
from statements.language.spans import Span
from statements.models import Quote, Refrain, Speaker
from statements.pipeline.wordings import wording_of_quote


def save_refrains(speaker: Speaker) -> None:
    """Brings the speaker's refrains up to date with the quotes; one that lost its quotes keeps its id."""
    quotes = Quote.objects.filter(credits__speaker=speaker).filter(status__in=Quote.OPEN)
    quotes = quotes.select_related("occasion").distinct()
    found = linking.find_refrains([wording_of_quote(quote) for quote in quotes])
    published = {quote.pk for quote in quotes if quote.status == Quote.Status.PUBLISHED}
    known = list(speaker.refrains.prefetch_related("repetitions"))
    for line in found:
        refrain = _known(line, known) or Refrain(speaker=speaker)
        known = [other for other in known if other.pk != refrain.pk]
        _save(refrain, line)
        if len(published & {repetition.quote for repetition in line.repetitions}) > 1:
            mint_for(refrain)
    for refrain in known:
        refrain.repetitions.update(is_active=False)


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
