"""What cards show, read in one fixed query: every list asks it, and as several that the ORM puts together anew it takes
six times as long."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from statements.search.prepared import Prepared

QUOTES = Prepared(
    "card_rows",
    "bigint[]",
    """
SELECT quote.id, quote.public_id, quote.wording, quote.language, quote.is_reported, quote.said_on, quote.said_basis,
    quote.note, quote.reviewed_at IS NOT NULL, reference.id, reference.reading_id, reference.kind, reference.evidence,
    occasion.public_id, occasion.slug, occasion.title, occasion.held_on, occasion.held_basis, document.wordings, (
        SELECT json_agg(json_build_array(speaker.public_id, speaker.slug, speaker.name, NULL, speaker.kind)
            ORDER BY credit.id)
        FROM statements_credit AS credit JOIN statements_speaker AS speaker ON speaker.id = credit.speaker_id
        WHERE credit.quote_id = quote.id
    ), (
        SELECT json_agg(json_build_array(
            outlet.public_id, outlet.slug, outlet.name, (
                SELECT ownership.control FROM statements_ownership AS ownership
                WHERE ownership.outlet_id = outlet.id AND (ownership.held IS NULL
                    OR ownership.held && COALESCE(article.published_on, daterange(CURRENT_DATE, NULL)))
                ORDER BY ownership.held DESC NULLS LAST, ownership.id DESC LIMIT 1
            ), carriage.relation, carriage.share, printed.kind, printed.role
        ) ORDER BY article.published_on, article.id, carriage.id)
        FROM statements_carriage AS carriage
        JOIN statements_appearance AS printed ON printed.id = carriage.appearance_id
        JOIN statements_reading AS reading ON reading.id = printed.reading_id
        JOIN statements_article AS article ON article.id = reading.article_id
        JOIN statements_outlet AS outlet ON outlet.id = article.outlet_id
        WHERE carriage.quote_id = quote.id AND carriage.is_active
    ), ARRAY(
        SELECT topic.name
        FROM statements_subject AS subject JOIN statements_topic AS topic ON topic.id = subject.topic_id
        WHERE subject.quote_id = quote.id AND NOT subject.is_rejected ORDER BY topic.name
    )
FROM unnest($1) WITH ORDINALITY AS wanted (id, place)
JOIN statements_quote AS quote USING (id)
JOIN statements_appearance AS reference ON reference.id = quote.reference_id
JOIN statements_searchdocument AS document ON document.quote_id = quote.id
LEFT JOIN statements_occasion AS occasion ON occasion.id = quote.occasion_id
ORDER BY wanted.place
""",
)


class EntryRow(NamedTuple):
    """A speaker or an outlet, as a link needs it. An outlet has who controlled it then, where that is known, a speaker
    its kind.
    """

    public_id: str | None
    slug: str
    name: str
    control: str | None = None
    kind: str = ""


class CarriedRow(NamedTuple):
    """What an article of an outlet carried of a quote."""

    outlet: EntryRow
    relation: str
    share: float
    kind: str
    role: str


class QuoteRow(NamedTuple):
    """A quote with its reference and occasion."""

    id: int
    public_id: str | None
    wording: str
    language: str
    is_reported: bool
    said_on: Any
    said_basis: str
    note: str
    is_reviewed: bool
    reference: int
    reading: int
    kind: str
    evidence: str
    occasion: str | None
    occasion_slug: str | None
    occasion_title: str | None
    held_on: Any
    held_basis: str | None
    wordings: int
    speakers: tuple[EntryRow, ...]
    carried: tuple[CarriedRow, ...]
    topics: tuple[str, ...]


def read_quotes(keys: Sequence[int]) -> list[QuoteRow]:
    """The quotes with these keys, in this order, what was carried of each in the order of publication."""
    return [
        QuoteRow._make((*row, _entries(speakers), _carried(carried), tuple(topics)))
        for *row, speakers, carried, topics in QUOTES.rows([*keys])
    ]


def _entries(found: list[list[str]] | None) -> tuple[EntryRow, ...]:
    return tuple(EntryRow(*entry) for entry in found or ())


def _carried(found: list[list[Any]] | None) -> tuple[CarriedRow, ...]:
    return tuple(CarriedRow(EntryRow(*row[:4]), *row[4:]) for row in found or ())
