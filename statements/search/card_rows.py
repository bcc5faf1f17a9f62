"""What cards show, read in two fixed queries: every list asks them, and put together anew by the ORM they take three
times as long."""

from collections import defaultdict
from collections.abc import Sequence
from typing import Any, NamedTuple

from django.db import connection

from statements.search.conditions import Condition

QUOTES = """
SELECT quote.id, quote.public_id, quote.wording, quote.language, quote.is_reported, quote.said_on, quote.said_basis,
    quote.note, quote.reviewed_at IS NOT NULL, reference.id, reference.reading_id, reference.kind, reference.evidence,
    occasion.public_id, occasion.slug, occasion.title, occasion.held_on, occasion.held_basis, document.wordings, (
        SELECT json_agg(json_build_array(speaker.public_id, speaker.slug, speaker.name) ORDER BY credit.id)
        FROM statements_credit AS credit JOIN statements_speaker AS speaker ON speaker.id = credit.speaker_id
        WHERE credit.quote_id = quote.id
    ), {found}
FROM unnest(%s::bigint[]) WITH ORDINALITY AS wanted (id, place)
JOIN statements_quote AS quote USING (id)
JOIN statements_appearance AS reference ON reference.id = quote.reference_id
JOIN statements_searchdocument AS document ON document.quote_id = quote.id
LEFT JOIN statements_occasion AS occasion ON occasion.id = quote.occasion_id
ORDER BY wanted.place
"""
CARRIED = """
SELECT carriage.quote_id, outlet.public_id, outlet.slug, outlet.name, carriage.relation, carriage.share, printed.kind,
    printed.role
FROM statements_carriage AS carriage
JOIN statements_appearance AS printed ON printed.id = carriage.appearance_id
JOIN statements_reading AS reading ON reading.id = printed.reading_id
JOIN statements_article AS article ON article.id = reading.article_id
JOIN statements_outlet AS outlet ON outlet.id = article.outlet_id
WHERE carriage.quote_id = ANY (%s) AND carriage.is_active
ORDER BY article.published_on, article.id, carriage.id
"""


class EntryRow(NamedTuple):
    """A speaker or an outlet, as a link needs it."""

    public_id: str | None
    slug: str
    name: str


class QuoteRow(NamedTuple):
    """A quote with its reference and occasion; `found` is its wording with marks around what a query finds."""

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
    found: str


class CarriedRow(NamedTuple):
    """What an article of an outlet carried of a quote."""

    outlet: EntryRow
    relation: str
    share: float
    kind: str
    role: str


def read_quotes(keys: Sequence[int], found: Condition) -> list[QuoteRow]:
    """The quotes with these keys that are open, in this order; `found` is the SQL of their last column."""
    rows = _rows(QUOTES.format(found=found.sql), (*found.params, [*keys]))
    return [QuoteRow._make((*row, _entries(speakers), found)) for *row, speakers, found in rows]


def _entries(found: list[list[str]] | None) -> tuple[EntryRow, ...]:
    return tuple(EntryRow(*entry) for entry in found or ())


def read_carried(keys: Sequence[int]) -> dict[int, list[CarriedRow]]:
    """What was carried of each quote, in the order of publication."""
    carried: dict[int, list[CarriedRow]] = defaultdict(list)
    for quote, public_id, slug, name, *rest in _rows(CARRIED, ([*keys],)):
        carried[quote].append(CarriedRow(EntryRow(public_id, slug, name), *rest))
    return carried


def _rows(sql: str, params: Sequence[Any]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        return list(cursor.fetchall())
