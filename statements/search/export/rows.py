"""The rows of an export, read from the database in batches: a million need little more memory than a few."""

from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db import connection, transaction

from statements.models import Appearance
from statements.models.document import FACET_BITS, Facet
from statements.search.cards import clauses_of
from statements.search.conditions import TABLE, Condition
from statements.search.engine import Query
from statements.search.export.changes import changes_in
from statements.search.export.fields import ROWS, Field
from statements.search.plain import is_retold
from statements.search.postgres import ORDER, condition_of

Row = dict[str, Any]
BATCH, FETCHED = 500, 20_000
# A large search is sorted as a whole before its first row comes.
PATIENCE = "SET LOCAL statement_timeout = '60s'"
KEYS = "SELECT quote_id FROM {table} WHERE {condition} ORDER BY {order}"
# By lot, the same for one seed on every machine: the digests of the permanent ids behind the seed.
DRAWN = """
SELECT quote_id FROM (
    SELECT quote_id, lot, row_number() OVER (PARTITION BY stratum ORDER BY lot) AS place FROM (
        SELECT document.quote_id, md5(%s || ':' || quote.public_id) AS lot, {stratum} AS stratum
        FROM (SELECT * FROM {table} WHERE {condition}) AS document
        JOIN statements_quote AS quote ON quote.id = document.quote_id
    ) AS tickets
) AS placed WHERE place <= %s ORDER BY lot
"""
STRATUM = "(SELECT min(code) FROM unnest(document.facets) AS code WHERE code >> {bits} = {facet:d})"
FROM = """
FROM unnest(%s::bigint[]) WITH ORDINALITY AS wanted (id, place)
JOIN statements_quote AS quote ON quote.id = wanted.id AND quote.status = 'published'
JOIN statements_appearance AS reference ON reference.id = quote.reference_id
JOIN statements_searchdocument AS document ON document.quote_id = quote.id
LEFT JOIN statements_occasion AS occasion ON occasion.id = quote.occasion_id
"""
OF_QUOTES = (
    "SELECT {columns}, reference.id, reference.reading_id, reference.kind {tables} ORDER BY wanted.place"
)
OF_PRINTED = """
SELECT {columns}, printed.id, printed.reading_id, printed.kind, printed.words, quote.wording, carriage.relation,
    quote.reference_id
{tables}
JOIN statements_carriage AS carriage ON carriage.quote_id = quote.id AND carriage.is_active
JOIN statements_appearance AS printed ON printed.id = carriage.appearance_id
JOIN statements_reading AS reading ON reading.id = printed.reading_id
JOIN statements_article AS article ON article.id = reading.article_id
JOIN statements_outlet AS outlet ON outlet.id = article.outlet_id
ORDER BY wanted.place, article.published_on, article.id, carriage.id
"""


@dataclass(frozen=True, slots=True)
class Draw:
    """So many quotes by lot, or so many of each value of a facet; the same seed draws the same."""

    number: int
    seed: str
    strata: Facet | None = None


def keys_of(query: Query, order: str, draw: Draw | None = None) -> "array[int]":
    """The keys of all published quotes that meet a query, in one of ORDERS, or of those that are drawn, by lot."""
    condition = condition_of(query)
    sql, params = KEYS.format(table=TABLE, condition=condition.sql, order=ORDER[order]), [*condition.params]
    if draw:
        sql, params = _drawn(condition, draw)
    keys = array("q")
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(PATIENCE)
        cursor.execute(f"DECLARE export_keys NO SCROLL CURSOR FOR {sql}", params)
        while True:
            cursor.execute(f"FETCH {FETCHED} FROM export_keys")
            if not (found := cursor.fetchall()):
                break
            keys.extend(key for (key,) in found)
        cursor.execute("CLOSE export_keys")
    return keys


def _drawn(condition: Condition, draw: Draw) -> tuple[str, list[Any]]:
    stratum = STRATUM.format(bits=FACET_BITS, facet=draw.strata) if draw.strata else "0"
    sql = DRAWN.format(table=TABLE, condition=condition.sql, stratum=stratum)
    return sql, [draw.seed, *condition.params, draw.number]


def batches(keys: Sequence[int]) -> Iterator[Sequence[int]]:
    """The keys, so many at a time as are read at once."""
    return (keys[start : start + BATCH] for start in range(0, len(keys), BATCH))


def read_rows(kind: str, keys: Sequence[int]) -> Iterator[Row]:
    """The rows of one of ROWS, by the names of its fields, in the order of the keys; of quotes that were withdrawn
    since there are none.
    """
    read = {"quotes": _quotes, "appearances": _appearances, "changes": _changes}[kind]
    for batch in batches(keys):
        yield from read(batch)


def _quotes(keys: Sequence[int]) -> Iterator[Row]:
    found = _read(OF_QUOTES, "quotes", keys)
    clauses = _clauses((key, reading) for row, (key, reading, kind) in found if _is_part(row, kind))
    for row, (key, *_) in found:
        yield row | {"clause": clauses.get(key)}


def _is_part(row: Row, kind: str) -> bool:
    return kind == Appearance.Kind.MIXED and not row["is_reported"]


def _appearances(keys: Sequence[int]) -> Iterator[Row]:
    found = _read(OF_PRINTED, "appearances", keys)
    clauses = _clauses(
        (key, reading) for _, (key, reading, kind, *_) in found if kind == Appearance.Kind.MIXED
    )
    for row, (key, *_) in found:
        yield row | {"clause": clauses.get(key)}


def _changes(keys: Sequence[int]) -> Iterator[Row]:
    for row, (key, _, kind, words, wording, relation, reference) in _read(OF_PRINTED, "changes", keys):
        if key == reference or is_retold(relation, kind):
            continue
        for change in changes_in(wording, words):
            yield row | change


def _read(sql: str, kind: str, keys: Sequence[int]) -> list[tuple[Row, list[Any]]]:
    """Each row with what of it is no field."""
    fields = ROWS[kind]
    read = [field for field in fields if field.sql]
    sql = sql.format(columns=", ".join(field.sql for field in read), tables=FROM)
    with connection.cursor() as cursor:
        cursor.execute(sql, [[*keys]])
        return [(row_of(fields, values), list(values[len(read) :])) for values in cursor]


def row_of(fields: Sequence[Field], values: Sequence[Any]) -> Row:
    """A row of the values that the SQL of its fields gave, in their order; fields without SQL are null."""
    held = iter(values)
    return {field.name: plain(next(held)) if field.sql else None for field in fields}


def plain(value: Any) -> Any:
    """A value as JSON has it; what is empty is null."""
    if isinstance(value, Decimal):
        return float(value)
    if hasattr(value, "isoformat"):
        return value.isoformat()
    return None if value in ("", []) else value


def _clauses(found: Iterator[tuple[int, int]]) -> dict[int, str]:
    """For each quotation in part, by the reading it is in, the clause that carries it, as far as all may read it."""
    return {key: "".join(part.text for part in line) for key, line in clauses_of(dict(found)).items()}
