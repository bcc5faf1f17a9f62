"""The peers of bench/search.py: the query that plain Django would make, and the same quotes and facets in tantivy and
SQLite's FTS5, asked for the same pages.

The last two are files in a folder, filled from the search documents of an archive: the words, the codes of all facets,
the day. A page of theirs is the total, the eight values with most quotes of each facet, and 20 wordings; names of the
values, marks of outlets and all else that a card of the archive shows are left out, to the advantage of the peers.
"""

import sqlite3
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Any

import tantivy
from django.db import connection
from django.db.models import Count
from tqdm import tqdm

from statements.models import Quote
from statements.models.document import FACET_BITS, Facet
from statements.search.cards import make_cards
from statements.search.criteria import FACETS, Criteria
from statements.search.facets import look_up

ROWS = """
SELECT document.quote_id, quote.wording, document.facets, coalesce(document.day - '0001-01-01', 0)
FROM statements_searchdocument AS document JOIN statements_quote AS quote ON quote.id = document.quote_id
WHERE document.is_published
"""
BATCH, PAGE, SHORT = 5000, 20, 8
MEMORY = 500_000_000
MASK = (1 << FACET_BITS) - 1

Row = tuple[int, str, list[int], int]


def rows() -> Iterator[Row]:
    """All published quotes: key, wording, facet codes, day."""
    with connection.chunked_cursor() as cursor:
        cursor.execute(ROWS)
        yield from tqdm(cursor, unit="quote", desc="peers", disable=None)


class Tantivy:
    """Each facet is a column of numbers of its own, counted by one aggregation."""

    def __init__(self, folder: Path) -> None:
        build = tantivy.SchemaBuilder()
        build.add_text_field("words", tokenizer_name="en_stem")
        build.add_text_field("wording", stored=True)
        build.add_unsigned_field("code", indexed=True)
        for name in ("day", *map(str, Facet)):
            build.add_unsigned_field(f"f{name}", fast=True)
        self._index = tantivy.Index(build.build(), path=str(folder))
        self._counting = {
            str(facet): {"terms": {"field": f"f{facet}", "size": SHORT}} for facet in map(str, Facet)
        }

    def fill(self, quotes: Iterator[Row]) -> None:
        """Index all quotes."""
        writer = self._index.writer(MEMORY, 1)
        for _, wording, codes, day in quotes:
            document = tantivy.Document(words=wording, wording=wording)
            document.add_unsigned("fday", day)
            for code in codes:
                document.add_unsigned("code", code)
                document.add_unsigned(f"f{code >> FACET_BITS}", code & MASK)
            writer.add_document(document)
        writer.commit()
        writer.wait_merging_threads()
        self._index.reload()

    def ask(self, criteria: Criteria) -> Any:
        """One page."""
        query, searcher = self._query(criteria), self._index.searcher()
        start = (criteria.page - 1) * PAGE
        by_day = {} if criteria.sort == "best" else {"order_by_field": "fday"}
        found = searcher.search(query, limit=PAGE, offset=start, count=True, **by_day)
        return (
            found.count,
            searcher.aggregate(query, self._counting),
            [searcher.doc(address)["wording"] for _, address in found.hits],
        )

    def _query(self, criteria: Criteria) -> Any:
        schema, parts = self._index.schema, []
        if criteria.text:
            parts.append(self._index.parse_query(criteria.text, ["words"], conjunction_by_default=True))
        for code in codes_of(criteria):
            parts.append(tantivy.Query.term_query(schema, "code", code))
        if not parts:
            return tantivy.Query.all_query()
        return tantivy.Query.boolean_query([(tantivy.Occur.Must, part) for part in parts])


class Sqlite:
    """A table of quotes, one of their facets and an index of words, as Datasette makes them."""

    SCHEMA = """
    CREATE TABLE quote (id INTEGER PRIMARY KEY, wording TEXT, day INTEGER);
    CREATE TABLE facet (quote INTEGER, code INTEGER);
    CREATE VIRTUAL TABLE words USING fts5(wording, content='quote', content_rowid='id', tokenize='porter unicode61');
    """
    INDEXES = """
    INSERT INTO words (words) VALUES ('rebuild');
    CREATE INDEX quote_day ON quote (day DESC, id DESC);
    CREATE INDEX facet_code ON facet (code, quote);
    CREATE INDEX facet_quote ON facet (quote, code);
    ANALYZE;
    """
    CARDS = "SELECT wording FROM quote WHERE {condition} ORDER BY day DESC, id DESC LIMIT 20 OFFSET {start}"
    COUNTS = """
    SELECT code, count(*) FROM facet WHERE quote IN (SELECT id FROM quote WHERE {condition})
    GROUP BY code ORDER BY 2 DESC
    """
    TOTAL = "SELECT count(*) FROM quote WHERE {condition}"

    def __init__(self, folder: Path) -> None:
        self._base = sqlite3.connect(folder / "peers.sqlite")

    def fill(self, quotes: Iterator[Row]) -> None:
        """Write all quotes, then their indexes."""
        self._base.executescript(self.SCHEMA)
        while batch := list(islice(quotes, BATCH)):
            self._base.executemany(
                "INSERT INTO quote VALUES (?, ?, ?)", [(key, text, day) for key, text, _, day in batch]
            )
            self._base.executemany(
                "INSERT INTO facet VALUES (?, ?)",
                [(key, code) for key, _, codes, _ in batch for code in codes],
            )
        self._base.commit()
        self._base.executescript(self.INDEXES)

    def ask(self, criteria: Criteria) -> Any:
        """One page."""
        condition, params = self._condition(criteria)
        start = (criteria.page - 1) * PAGE
        return [
            self._base.execute(sql.format(condition=condition, start=start), params).fetchall()
            for sql in (self.CARDS, self.COUNTS, self.TOTAL)
        ]

    def _condition(self, criteria: Criteria) -> tuple[str, list[Any]]:
        conditions, params = ["1"], []
        if criteria.text:
            conditions.append("id IN (SELECT rowid FROM words WHERE words MATCH ?)")
            params.append(criteria.text)
        for code in codes_of(criteria):
            conditions.append("id IN (SELECT quote FROM facet WHERE code = ?)")
            params.append(code)
        return " AND ".join(conditions), params


def plain_django(criteria: Criteria) -> Any:
    """A page as the ORM would be asked for it by somebody in a hurry: joins, four facets, count() and a slice."""
    quotes = Quote.objects.published()
    if criteria.text:
        quotes = quotes.filter(search=criteria.text.replace('"', ""))
    paths = {"speaker": "credits__speaker", "outlet": "carriages__appearance__reading__article__outlet"}
    for name, path in paths.items():
        if criteria.chosen(name):
            quotes = quotes.filter(**{f"{path}__public_id__in": criteria.chosen(name)})
    if criteria.chosen("year"):
        quotes = quotes.filter(said_on__startswith__year=criteria.chosen("year")[0])
    quotes = quotes.distinct()
    start = (criteria.page - 1) * 20
    cards = make_cards(quotes.order_by("-said_on", "-id").values_list("pk", flat=True)[start : start + 20])
    counts = [
        list(quotes.order_by().values(path).annotate(n=Count("pk", distinct=True)).order_by("-n")[:8])
        for path in (*paths.values(), "subjects__topic", "said_on__startswith__year")
    ]
    return quotes.count(), cards, counts


def codes_of(criteria: Criteria) -> Sequence[int]:
    """The codes of the values chosen."""
    return [FACETS[name].facet << FACET_BITS | key for (name, _), (key, _) in look_up(criteria).items()]


def size_of(folder: Path) -> int:
    """What the files in a folder take, in MB."""
    return round(sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) / 1e6)
