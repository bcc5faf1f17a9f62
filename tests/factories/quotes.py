"""Quotes, with all that makes one whole, and what they are filed under."""

from collections.abc import Sequence
from datetime import date
from itertools import count
from typing import Any

from django.contrib.auth.models import User
from django.utils.text import slugify

from statements.citations.identifiers import mint_for
from statements.citations.publication import mint_appearances, publish
from statements.curation import freeze_set
from statements.language.sentences import split_sentences
from statements.models import (
    Appearance,
    FrozenSet,
    Judgement,
    Occasion,
    Outlet,
    Quote,
    Refrain,
    Speaker,
    Topic,
)
from tests.factories.articles import Days, days_column, make_appearance, make_article, make_outlet
from tests.factories.people import make_speaker

numbers = count(1)
NEW: Any = object()


def make_quote(
    *,
    wording: str = "We will keep the lighthouse lit.",
    appearances: Sequence[Appearance] | None = None,
    speaker: Speaker | None = NEW,
    carried_by: Sequence[Outlet] | None = None,
    said: Days = None,
    status: str = "published",
    **fields,
) -> Quote:
    """A quote with its speaker, sentences and carriages, and, unless it is pending, its public ids.

    It is carried by the appearances given, the first of which is the reference, or else printed word for
    word in a new article of each outlet in `carried_by` (one new outlet, if none is given). Speaker None
    leaves it unattributed. It is filed under the `topics`; other keywords are columns.
    """
    speaker = make_speaker() if speaker is NEW else speaker
    if appearances is None:
        appearances = [_printed(wording, outlet, speaker) for outlet in carried_by or [make_outlet()]]
    wording, topics = appearances[0].text, fields.pop("topics", ())
    if said:
        fields = {"said_basis": "stated in the text"} | fields
    quote = Quote.objects.create(
        reference=appearances[0], wording=wording, said_on=days_column(said), **{"language": "en"} | fields
    )
    if speaker:
        quote.credits.create(speaker=speaker, basis="named beside the quotation")
    for topic in topics:
        quote.subjects.create(topic=topic, by="machine")
    _carry(quote, appearances)
    if status != "pending":
        publish(quote)
        mint_appearances(quote)
        for row in [*appearances, *([speaker] if speaker else [])]:
            row.refresh_from_db(fields=["public_id"])
    if status == "withdrawn":
        quote.status = status
        quote.save(update_fields=["status"])
    return quote


def make_topic(*, name: str | None = None, **fields) -> Topic:
    """A topic with a public id."""
    name = name or f"Lighthouses {next(numbers)}"
    topic = Topic.objects.create(name=name, slug=slugify(name), **fields)
    mint_for(topic)
    return topic


def make_occasion(*, title: str | None = None, held: Days = date(2026, 2, 10), **fields) -> Occasion:
    """An occasion with a public id."""
    title = title or f"Press conference in Skerry {next(numbers)}"
    fields = {"place": "Skerry", "held_basis": "stated in the text" if held else ""} | fields
    occasion = Occasion.objects.create(title=title, slug=slugify(title), held_on=days_column(held), **fields)
    mint_for(occasion)
    return occasion


def make_refrain(*, quotes: Sequence[Quote], wording: str | None = None, **fields) -> Refrain:
    """A refrain with a public id; the wording, by default the first quote's, is looked for in each quote."""
    line = wording or quotes[0].wording
    fields.setdefault("speaker", quotes[0].credits.get().speaker)
    refrain = Refrain.objects.create(wording=line, **fields)
    for quote in quotes:
        start = max(quote.wording.find(line), 0)
        end = start + len(line) if line in quote.wording else len(quote.wording)
        refrain.repetitions.create(quote=quote, spans=[[start, end]], wording=quote.wording[start:end])
    mint_for(refrain)
    return refrain


def make_judgement(
    *,
    left: Appearance | None = None,
    right: Appearance | None = None,
    verdict: str = "same",
    editor: User | None = None,
    **fields,
) -> Judgement:
    """A verdict on two appearances, given in any order; the machine's, unless an editor is named."""
    pair = sorted([left or make_appearance(), right or make_appearance()], key=lambda row: row.pk)
    basis = {"by": "editor", "why": "seen on film"} if editor else {"by": "machine", "why": "the same words"}
    return Judgement.objects.create(
        left=pair[0], right=pair[1], verdict=verdict, editor=editor, **basis | {"score": 0.9} | fields
    )


def _printed(wording: str, outlet: Outlet, speaker: Speaker | None) -> Appearance:
    """The wording in a new article of the outlet."""
    name = speaker.name if speaker else ""
    return make_appearance(article=make_article(outlet=outlet), words=[wording], speaker_name=name)


def _carry(quote: Quote, appearances: Sequence[Appearance]) -> None:
    """The quote's sentences and a carriage for each appearance, as far as their words are the quote's."""
    for position, span in enumerate(split_sentences(quote.wording), start=1):
        quote.sentences.create(
            key=str(position),
            position=position,
            words=span.of(quote.wording),
            start=span.start,
            end=span.end,
            appearance=quote.reference,
        )
    for appearance in appearances:
        relation, start = "reworded", quote.wording.find(appearance.text)
        if start >= 0:
            relation = "verbatim" if appearance.text == quote.wording else "truncated"
        end = start + len(appearance.text) if start >= 0 else len(quote.wording)
        quote.carriages.create(
            appearance=appearance,
            carried=[[max(start, 0), end]],
            share=round((end - max(start, 0)) / len(quote.wording), 4),
            relation=relation,
            score=1 if start >= 0 else 0.8,
            band="same",
            basis="the same words" if start >= 0 else "most of the same words",
        )


def make_set(*, quotes: Sequence[Quote] = (), title: str = "Lighthouses of the coast") -> FrozenSet:
    """A frozen set of these quotes, or of all that are published."""
    keys = [quote.pk for quote in quotes or Quote.objects.published().order_by("-pk")]
    return freeze_set(keys, title=title, search={"q": ["lighthouse"]}, codebook="name\n", address="192.0.2.1")
