"""All that the page of one quote shows, in at most eight queries."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, Subquery
from django.db.models.functions import JSONObject
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext

from statements.citations.cited import article_reference, credits_with_roles, quote_reference
from statements.citations.styles.reference import Reference
from statements.language.wording import running_pieces
from statements.models import Appearance, Quote
from statements.search.carried import Carried, carried_of
from statements.search.matches import filed
from statements.search.passages import Paragraph, Stretch, governing_clause
from statements.search.plain import Link, When, choice_words, link_to, said_when
from statements.search.printings import Printings, Wanted, open_page, printings_of
from statements.search.reach import reach_of
from statements.search.record import Record, record_of
from statements.search.refrain import Recurrence, recurrences_of
from statements.search.replies import Reply, replies_to
from statements.search.sentence_map import SentenceMap, map_sentences
from statements.search.similar import Similar, similar_quotes


@dataclass(frozen=True, slots=True)
class CreditLine:
    """A speaker with the role they held on that day, and in which capacity they spoke."""

    speaker: Link
    role: str
    capacity: str
    basis: str


@dataclass(frozen=True, slots=True)
class QuotePage:
    """The page of a quote. `line` is its wording with seams, or the clause that carries a quotation in part; `anchors`
    are the sentences' keys that the map does not show: those of former sentences, and all where there is no map."""

    quote: Quote
    line: Paragraph
    is_partly_quoted: bool
    word_count: int
    credits: tuple[CreditLine, ...]
    said: When
    occasion: Link | None
    place: str
    prompt: str
    reach: str
    sentence_map: SentenceMap | None
    printings: Printings
    topics: tuple[Link, ...]
    recurrences: tuple[Recurrence, ...]
    similar: tuple[Similar, ...]
    replies: tuple[Reply, ...]
    reference: Reference
    source: Reference
    evidence: str
    record: Record
    anchors: tuple[str, ...]


def read_quote(quote: Quote, wanted: Wanted) -> QuotePage:
    """The page of one quote of any status, loaded `with_carried`, `with_reach`, `with_record`, `with_replies`,
    `with_topics` and `is_repeated`.
    """
    carried, every_sentence = carried_of(quote), list(quote.sentences.all())
    sentences = [row for row in every_sentence if row.successor_id is None]
    page = open_page(quote, carried, wanted)
    reference = page.reference.appearance if page.reference else quote.reference
    is_partly_quoted = reference.kind == Appearance.Kind.MIXED and not quote.is_reported
    spans = page.allowed.get(reference.reading_id, ())
    rows = list(credits_with_roles().filter(quote=quote))
    newest, seen = (quote.frozen[0]["number"] if quote.frozen else None), timezone.localdate()
    outlets = {one.outlet for one in carried}
    line = governing_clause(reference, spans) if is_partly_quoted else _wording(quote, reference)
    sentence_map = map_sentences(quote.wording, sentences, carried) if len(outlets) > 1 else None
    return QuotePage(
        quote=quote,
        line=line,
        is_partly_quoted=is_partly_quoted,
        word_count=len(quote.wording.split()),
        credits=_credits(rows, carried),
        said=said_when(quote),
        occasion=link_to(quote.occasion) if quote.occasion else None,
        place=(quote.occasion.place if quote.occasion else "") or reference.place,
        prompt=next((one.prompt for one in carried if one.prompt), ""),
        reach=reach_of(quote, carried),
        sentence_map=sentence_map,
        printings=printings_of(quote, page, sentences, wanted),
        topics=_topics(quote),
        recurrences=recurrences_of(quote),
        similar=similar_quotes(quote),
        replies=replies_to(quote),
        reference=quote_reference(quote, rows, newest, seen),
        source=article_reference(reference.reading.article, seen),
        evidence=choice_words(reference, "evidence"),
        record=record_of(quote),
        anchors=tuple(row.key for row in every_sentence if row.successor_id or not sentence_map),
    )


def with_topics() -> Subquery:
    """The topics of a quote as an annotation: name, id and slug of each."""
    topics = filed().filter(quote=OuterRef("pk"), topic__public_id__isnull=False).order_by("topic__name")
    return ArraySubquery(
        topics.values(json=JSONObject(name="topic__name", id="topic__public_id", slug="topic__slug"))
    )


def _topics(quote: Quote) -> tuple[Link, ...]:
    return tuple(
        Link(row["name"], reverse("topic", args=[row["id"], row["slug"]]), row["id"]) for row in quote.filed
    )


def _credits(rows: Sequence[Any], carried: Sequence[Carried]) -> tuple[CreditLine, ...]:
    """The speakers with the role held on the day, or else the one an article gives."""
    called = next((one.role for one in carried if one.role), "")
    return tuple(
        CreditLine(
            link_to(row.speaker),
            ", ".join(filter(None, (row.role, row.body))) or called,
            row.get_capacity_display() if row.capacity != row.Capacity.SELF else "",
            row.basis,
        )
        for row in rows
    )


def _wording(quote: Quote, reference: Appearance) -> Paragraph:
    """The wording, with a seam where the article that gives it prints its pieces in different paragraphs."""
    if quote.wording != reference.text or len(reference.words) == 1:
        return (Stretch("said", quote.wording),)
    stretches: list[Stretch] = []
    before = None
    for words, place in zip(running_pieces(reference.words), reference.places, strict=True):
        blocks = reference.reading.blocks
        block = next((i for i, (_, start, end) in enumerate(blocks) if start <= place.start < end), None)
        if stretches:
            is_seam = block != before
            stretches += (
                [Stretch("seam", f" {gettext('further down')} ")] if is_seam else [Stretch("said", " ")]
            )
        stretches.append(Stretch("said", words))
        before = block
    return tuple(stretches)
