"""The engine that is PostgreSQL alone: exact up to some 20,000 quotes; where there are more it counts a sample."""

import math
from collections.abc import Collection, Hashable, Mapping, Sequence
from dataclasses import replace
from typing import Any, NamedTuple

from django.db import connection

from statements.models.document import FACET_BITS, Facet, facet_code, value_of
from statements.search.conditions import EVERYTHING, TABLE, Condition, has_one_of, joined, meets, within
from statements.search.engine import Counts, Found, Query, Wanted
from statements.search.keyset import comes_after
from statements.search.lines import Shelf, one_page
from statements.search.samples import WHOLE, Sample, Years, first_keys, samples_of, sorted_keys
from statements.search.tree import Days, Numbers

ORDER = {
    "newest": "day DESC NULLS LAST, quote_id DESC",
    "oldest": "day ASC NULLS LAST, quote_id DESC",
    "carried": "outlets DESC, quote_id DESC",
    "earliest": "earliest ASC NULLS LAST, quote_id DESC",
    "added": "quote_id DESC",
}
# Rows (code, key, number, total): code 0 for the keys of the page with their place, -1 for how many quotes there are,
# and the codes of each facet with how many quotes have them and how many codes there are.
PAGE = """
WITH hits AS MATERIALIZED (
    SELECT quote_id, day, earliest, outlets, facets FROM {table} WHERE {hits}
),
page AS (SELECT quote_id FROM hits WHERE {after} ORDER BY {order} LIMIT %s OFFSET %s),
counted AS ({counted}),
ranked AS (
    SELECT code, number, row_number() OVER facet AS place, count(*) OVER (PARTITION BY code >> {bits}) AS total
    FROM counted WINDOW facet AS (PARTITION BY code >> {bits} ORDER BY number DESC, code)
)
SELECT 0, quote_id, row_number() OVER (), 0 FROM page
UNION ALL SELECT -1, 0, {times} * count(*), 0 FROM hits
UNION ALL SELECT ranked.code, 0, number, total FROM ranked
    LEFT JOIN unnest(%s::int[], %s::int[]) AS asked (facet, most) ON asked.facet = code >> {bits}
    WHERE place <= most OR code = ANY (%s)
"""
# The counts of facets with a choice of their own leave it out of account. Among what is selected, unnest takes half of
# the time that it takes as a table.
OF_HITS = """
SELECT code, {times} * count(*) AS number FROM (SELECT unnest(facets) AS code FROM hits) AS held
WHERE {condition} GROUP BY code
"""
OF_OTHERS = """
SELECT code, {times} * count(*) AS number FROM (SELECT unnest(facets) AS code FROM {table} WHERE {condition}) AS held
WHERE code >> {bits} = {facet} GROUP BY code
"""
COUNT = "SELECT count(*) FROM {table} WHERE {condition}"
# Of a page without a sample of its own all years are wanted: they lead to the newest quotes.
EVERY_YEAR = 10_000


# Whoever sorts out one page far back has sorted those beside it: so many keys.
BLOCK = 400
# What is kept of searches: the facets of so many, some kilobytes each, but none that list all names.
MOST_COUNTED, LARGE = 500, 1000


class Counted(NamedTuple):
    """What was found, and where it was counted by a sample, the years as (year, about how many)."""

    found: Found
    years: Years | None


class PostgresEngine:
    """Needs nothing but the database."""

    def __init__(self) -> None:
        # Whoever turns a page asks for the same facets.
        self._counted: Shelf[Hashable, Counted] = Shelf(MOST_COUNTED)
        self._keys: Shelf[Hashable, tuple[int, ...]] = Shelf(MOST_COUNTED)

    @one_page()
    def search(self, query: Query, wanted: Wanted, facets: Mapping[Facet, int]) -> Found:
        """One page and its facets."""
        held, keys, asked = self._counted.held(), self._keys.held(), (query, tuple(facets.items()))
        if asked in held:
            known = held[asked]
            return replace(known.found, keys=self._page_of(query, wanted, known.years))
        counted = _count(query, wanted, facets)
        if max(facets.values(), default=LARGE) < LARGE:
            held[asked], keys[query, wanted] = counted, counted.found.keys
        return counted.found

    def _page_of(self, query: Query, wanted: Wanted, years: Years | None) -> tuple[int, ...]:
        """The keys of a page of what was counted; those further back come many pages at a time."""
        block, skipped = wanted, wanted.start % BLOCK
        if wanted.start >= BLOCK and skipped + wanted.size <= BLOCK:
            block = replace(wanted, start=wanted.start - skipped, size=BLOCK)
        held = self._keys.held()
        if (query, block) not in held:
            held[query, block] = _page_of(query, block, years)
        return held[query, block] if block is wanted else held[query, block][skipped : skipped + wanted.size]

    def count(self, queries: Sequence[Query]) -> list[int]:
        """How many quotes meet each query, in one statement."""
        conditions = [condition_of(query) for query in queries]
        if not conditions:
            return []
        sql = " UNION ALL ".join(
            f"SELECT {number}, ({COUNT.format(table=TABLE, condition=condition.sql)})"
            for number, condition in enumerate(conditions)
        )
        with connection.cursor() as cursor:
            cursor.execute(sql, [param for condition in conditions for param in condition.params])
            return [number for _, number in sorted(cursor.fetchall())]


def _count(query: Query, wanted: Wanted, facets: Mapping[Facet, int]) -> Counted:
    """A page and its facets, exact or by a sample."""
    own = [facet for facet in facets if query.chosen.get(facet)]
    conditions = [condition_of(query), *(condition_of(query, but=facet) for facet in own)]
    sample, *others = [WHOLE] * len(conditions) if query.is_pending else samples_of(conditions)
    samples = dict(zip(own, others, strict=True))
    if sample is WHOLE:
        return Counted(_search(query, sample, samples, wanted, facets), None)
    counted = _search(query, sample, samples, Wanted(size=0), {**facets, Facet.YEAR: EVERY_YEAR})
    years = counted.facets[Facet.YEAR].values
    margin = 2 / math.sqrt(max(counted.total / sample.times, 1))
    kept = {facet: counted.facets[facet] for facet in facets}
    if Facet.YEAR in kept:
        kept[Facet.YEAR] = _first(kept[Facet.YEAR], facets[Facet.YEAR], query.chosen.get(Facet.YEAR, ()))
    return Counted(Found(_page_of(query, wanted, years), counted.total, kept, margin), years)


def _page_of(query: Query, wanted: Wanted, years: Years | None) -> tuple[int, ...]:
    """The keys of a page of what was counted."""
    condition, order = condition_of(query), ORDER[wanted.order]
    if not wanted.size:
        return ()
    if years is not None:
        return first_keys(condition, order, wanted, years)
    after = comes_after(wanted.order, wanted.after) if wanted.after else EVERYTHING
    return sorted_keys(condition & after, order, (wanted.size, wanted.start))


def _first(counts: Counts, most: int, chosen: Collection[int]) -> Counts:
    """As many years as were asked for, and the chosen ones."""
    rest = (value for value in counts.values[most:] if facet_code(Facet.YEAR, value[0]) in chosen)
    return replace(counts, values=(*counts.values[:most], *rest))


def condition_of(query: Query, *, but: Facet | None = None) -> Condition:
    """What a document has to meet; `but` names a facet whose choice is left out of account."""
    conditions = [Condition("NOT is_published" if query.is_pending else "is_published")]
    if query.tree is not None:
        conditions.append(meets(query.tree))
    conditions += [has_one_of(codes) for facet, codes in query.chosen.items() if codes and facet != but]
    ranges: Mapping[str, Days | Numbers] = {
        "said": query.said, "published": query.published, "carried": query.carried, "wordings": query.wordings
    }  # fmt: skip
    conditions += [found for name, value in ranges.items() if (found := within(name, value)) != EVERYTHING]
    return joined(conditions, "AND")


def _search(
    query: Query, sample: Sample, own: Mapping[Facet, Sample], wanted: Wanted, facets: Mapping[Facet, int]
) -> Found:
    """A page of the sample, and what is estimated from it and from those of the facets with a choice of their own."""
    left_out = [facet for facet in Facet if facet not in facets or facet in own]
    of_them = joined([Condition(f"code >> {FACET_BITS} <> {facet:d}") for facet in left_out], "AND")
    parts = [OF_HITS.format(times=sample.times, condition=of_them.sql)]
    params: list[Any] = [*of_them.params]
    for facet, of_others in own.items():
        others = condition_of(query, but=facet) & of_others.condition
        sql = OF_OTHERS.format(
            times=of_others.times, table=TABLE, condition=others.sql, bits=FACET_BITS, facet=int(facet)
        )
        parts.append(sql)
        params += others.params
    hits = condition_of(query) & sample.condition
    after = comes_after(wanted.order, wanted.after) if wanted.after else EVERYTHING
    sql = PAGE.format(
        table=TABLE, hits=hits.sql, order=ORDER[wanted.order], counted=" UNION ALL ".join(parts), bits=FACET_BITS,
        times=sample.times, after=after.sql,
    )  # fmt: skip
    codes = [code for codes in query.chosen.values() for code in codes]
    asked = [list(map(int, facets)), list(facets.values()), codes]
    with connection.cursor() as cursor:
        cursor.execute(sql, [*hits.params, *after.params, wanted.size, wanted.start, *params, *asked])
        return _found(cursor.fetchall(), {facet: own.get(facet, sample).times > 1 for facet in facets})


def _found(rows: Sequence[tuple[int, int, int, int]], facets: Mapping[Facet, bool]) -> Found:
    """What the rows say; for each facet whether its numbers are estimates."""
    keys: list[tuple[int, int]] = []
    values: dict[int, list[tuple[int, int]]] = {int(facet): [] for facet in facets}
    totals: dict[int, int] = {}
    total = 0
    for code, key, number, of_facet in rows:
        if code == 0:
            keys.append((number, key))
        elif code < 0:
            total = number
        else:
            facet, value = value_of(code)
            values[facet].append((value, number))
            totals[facet] = of_facet
    ranked = {facet: tuple(sorted(found, key=lambda v: (-v[1], v[0]))) for facet, found in values.items()}
    counts = {
        facet: Counts(ranked[int(facet)], totals.get(int(facet), 0), is_about)
        for facet, is_about in facets.items()
    }
    return Found(tuple(key for _, key in sorted(keys)), total, counts)
