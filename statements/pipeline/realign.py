"""What follows from the appearances a quote holds, made anew after an editor moved some."""

from collections.abc import Iterable, Sequence

from statements import linking
from statements.citations import publication
from statements.language.diff import share_carried, spans_carried
from statements.models import Appearance, Carriage, Quote
from statements.pipeline.sentences import save_sentences
from statements.pipeline.wordings import wording_of

MOVED = "moved here by an editor"


def realign(quote: Quote, arriving: Iterable[Appearance] = ()) -> None:
    """Brings reference, wording, sentences and carriages of a quote up to date.

    Those `arriving` that it does not hold yet get a carriage by an editor. The reference stays as long as the quote
    holds it, unless one arriving stands above it and no editor chose. Raises ValueError for a quote that would hold
    nothing.
    """
    arriving = list(arriving)
    held = list(quote.carriages.with_articles())
    kept = {carriage.appearance_id: carriage.appearance for carriage in held}
    new = [member for member in arriving if member.pk not in kept]
    if quote.reference_id in kept:
        candidates = (
            [kept[quote.reference_id]] if quote.is_reference_chosen else [kept[quote.reference_id], *arriving]
        )
    else:
        quote.is_reference_chosen = False
        candidates = [*kept.values(), *new]
    quote.is_reported = all(row.kind == Appearance.Kind.INDIRECT for row in [*kept.values(), *new])
    if _take_words(quote, choose_reference(_own(candidates, quote))):
        for carriage in held:
            _measure(carriage, quote)
            carriage.save(update_fields=["carried", "share", "relation"])
    for member in new:
        carriage = Carriage(
            quote=quote, appearance=member, score=1, band=Carriage.Band.EDITOR, basis=MOVED, relation=""
        )
        _measure(carriage, quote)
        carriage.save()
    if quote.status == Quote.Status.PUBLISHED:
        publication.mint_appearances(quote)


def choose_reference(members: Sequence[Appearance]) -> Appearance:
    """Which appearance gives the wording: by evidence, then length, then day. Raises ValueError without any."""
    by_key = {member.pk: member for member in members}
    return by_key[linking.nearest_to_speech([wording_of(member, "same") for member in members]).key]


def _own(candidates: Sequence[Appearance], quote: Quote) -> Sequence[Appearance]:
    """The candidates that no other quote holds too, if any: words that span two quotes are the wording of neither."""
    others = Carriage.objects.active().exclude(quote=quote.pk).filter(appearance__in=candidates)
    shared = set(others.values_list("appearance", flat=True)) - {quote.reference_id}
    return [member for member in candidates if member.pk not in shared] or candidates


def _take_words(quote: Quote, reference: Appearance) -> bool:
    """Sets the reference and what comes with it; tells whether the wording is another one."""
    has_new_words = quote.wording != reference.text
    quote.reference, quote.wording = reference, reference.text
    quote.language = reference.reading.article.language
    quote.save()
    save_sentences(quote)
    return has_new_words


def _measure(carriage: Carriage, quote: Quote) -> None:
    """What an appearance carries of the wording, and how."""
    words = carriage.appearance.text
    carriage.carried = [list(span) for span in spans_carried(quote.wording, words)]
    carriage.share = share_carried(quote.wording, words)
    if carriage.appearance_id == quote.reference_id or carriage.share == 1:
        carriage.relation = Carriage.Relation.VERBATIM
        return
    found = linking.compare(
        wording_of(quote.reference, "same"), wording_of(carriage.appearance, "same")
    ).relation
    if found or carriage.relation in ("", Carriage.Relation.VERBATIM):
        carriage.relation = found or Carriage.Relation.PARAPHRASED
