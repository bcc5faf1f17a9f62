"""The engine that keeps the facets of all published quotes in memory: exact counts for whatever is asked.

Which quotes hold a phrase, or a word that begins so, PostgreSQL says, once for each; sets of quotes are joined and
counted here.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import lru_cache, reduce
from operator import and_, or_
from typing import Any as Anything
from typing import NamedTuple

import numpy as np
from django.db import connection
from pyroaring import BitMap

from statements.models.document import FACET_BITS, Facet
from statements.search.columns import Columns, Ints, day_number, facet_bounds
from statements.search.conditions import DAYS, NUMBERS, TABLE, Condition, meets
from statements.search.engine import After, Counts, Found, Query, Wanted
from statements.search.keyset import BY
from statements.search.postgres import ORDER
from statements.search.postings import forms_of
from statements.search.tree import All, Any, Codes, Days, Field, Node, Not, Numbers, Word

# Sets of quotes are kept for so many words and values; a common word's takes some 100 kB of a million quotes.
MOST_SETS = 2000
HOLDING = """
SELECT string_agg(int4send(quote_id::integer), '') FROM {table} WHERE is_published AND {condition}
"""

# Up to one entry in so many is few.
FEW = 64
# Later than every day.
LAST = np.iinfo(np.int32).max
EVERY = (Days(None, None), Numbers(None, None))


class Row(NamedTuple):
    """A quote that was changed since the columns were read: whether it meets a query, and the facets without whose
    choice it does."""

    key: int
    day: int
    outlets: int
    earliest: int
    facets: list[int]
    is_hit: bool
    but: frozenset[Facet]

    def sort_key(self, order: str) -> tuple[int, int]:
        """What it is sorted by."""
        return sort_key(order, self.key, self.day, self.outlets, self.earliest)


class News(NamedTuple):
    """The entries of the columns that are out of date, and what stands for them now."""

    slots: BitMap
    rows: tuple[Row, ...]


NO_NEWS = News(BitMap(), ())


def sort_key(order: str, key: int, day: int, outlets: int, earliest: int) -> tuple[int, int]:
    """What quotes are sorted by in an order, days as the columns have them."""
    by = {
        "newest": -day,
        "oldest": day or LAST,
        "carried": -outlets,
        "earliest": earliest or LAST,
        "added": 0,
    }
    return int(by[order]), -key


class MemoryEngine:
    """Finds and counts in the columns of one line of the history, and in what was changed since."""

    def __init__(self, columns: Columns) -> None:
        self.columns = columns
        self.size = len(columns.keys)
        self._all = BitMap(range(self.size))
        self._holding = lru_cache(MOST_SETS)(self._read_holding)
        self._with_word = lru_cache(MOST_SETS)(columns.words.of)
        self._with_code = lru_cache(MOST_SETS)(self._read_with_code)
        self._within = lru_cache(MOST_SETS)(self._read_within)
        self._rank = lru_cache(len(ORDER))(self._read_rank)
        self._bounds = {facet: facet_bounds(columns, facet) for facet in Facet}
        self._totals = self._numbers_of(np.arange(self.size))

    def search(
        self, query: Query, wanted: Wanted, facets: Mapping[Facet, int], news: News | None = None
    ) -> Found:
        """One page and its facets, with the news instead of what the columns have of them."""
        news = news or NO_NEWS
        hits = self.matching(query) - news.slots
        of_hits = self._numbers(hits) if facets else None
        counts = {}
        for facet, most in facets.items():
            chosen = query.chosen.get(facet, frozenset())
            numbers = self._numbers(self.matching(query, but=facet) - news.slots) if chosen else of_hits
            fresh = Counter(code for row in news.rows if facet in row.but for code in row.facets)
            counts[facet] = self._counts(numbers, facet, most, (chosen, fresh))
        rows = [row for row in news.rows if row.is_hit]
        if wanted.after:
            before = self._number_before(hits, wanted.order, wanted.after, rows)
            wanted = replace(wanted, start=wanted.start + before)
        return Found(self._page(hits, wanted, rows), len(hits) + len(rows), counts)

    def matching(self, query: Query, *, but: Facet | None = None) -> BitMap:
        """The entries that meet a query; `but` names a facet whose choice is left out of account."""
        sets = [self._meeting(query.tree)] if query.tree is not None else []
        for facet, codes in query.chosen.items():
            if codes and facet != but:
                sets.append(self._one_of(codes))
        ranges: dict[str, Days | Numbers] = {
            "said": query.said, "published": query.published, "carried": query.carried, "wordings": query.wordings
        }  # fmt: skip
        sets += [self._within(name, value) for name, value in ranges.items() if value not in EVERY]
        return reduce(and_, sorted(sets, key=len)) if sets else self._all

    def _meeting(self, tree: Node) -> BitMap:
        if isinstance(tree, All):
            wanted = [self._meeting(node) for node in tree.nodes if not isinstance(node, Not)]
            found = reduce(and_, sorted(wanted, key=len), self._all if not wanted else wanted[0])
            left_out = [self._meeting(node.node) for node in tree.nodes if isinstance(node, Not)]
            return reduce(lambda kept, out: kept - out, left_out, found)
        if isinstance(tree, Any):
            return reduce(or_, map(self._meeting, tree.nodes))
        if isinstance(tree, Not):
            return self._all - self._meeting(tree.node)
        if isinstance(tree, Codes):
            return self._one_of(tree.codes)
        if isinstance(tree, Field) and not isinstance(tree.value, str):
            return self._within(tree.name, tree.value)
        if isinstance(tree, Word) and not tree.is_prefix and (forms := forms_of(tree.text)) is not None:
            return reduce(or_, map(self._with_word, forms), BitMap())
        return self._holding(meets(tree))

    def _one_of(self, codes: Iterable[int]) -> BitMap:
        return reduce(or_, map(self._with_code, codes), BitMap())

    def _read_holding(self, condition: Condition) -> BitMap:
        with connection.cursor() as cursor:
            cursor.execute(HOLDING.format(table=TABLE, condition=condition.sql), condition.params)
            (sent,) = cursor.fetchone()
        return BitMap(self.columns.slots(np.frombuffer(sent or b"", ">i4").astype(np.int32)))

    def _read_with_code(self, code: int) -> BitMap:
        place = int(np.searchsorted(self.columns.codes, code))
        if place == len(self.columns.codes) or self.columns.codes[place] != code:
            return BitMap()
        row = int(np.searchsorted(self.columns.common, place))
        if row < len(self.columns.common) and self.columns.common[row] == place:
            bits = np.unpackbits(self.columns.bits[row], bitorder="little")
            return BitMap(np.flatnonzero(bits).astype(np.uint32))
        rare = self.columns.rare  # row by row, it takes seven times as long
        found = np.flatnonzero(rare.ravel() == place) // max(rare.shape[1], 1)
        entries, places = self.columns.more
        return BitMap(found.astype(np.uint32)) | BitMap(entries[places == place].astype(np.uint32))

    def _read_within(self, name: str, value: Days | Numbers) -> BitMap:
        if isinstance(value, Days):
            first, last = (self.columns.numbers[column] for column in DAYS[name])
            kept = (first > 0) & (last > 0)
            kept &= last >= day_number(value.first) if value.first else True
            kept &= first <= day_number(value.last) if value.last else True
        else:
            column = self.columns.numbers[NUMBERS[name]]
            kept = column >= value.least if value.least is not None else np.ones(self.size, bool)
            kept = kept & (column <= value.most) if value.most is not None else kept
        return BitMap(np.flatnonzero(kept).astype(np.uint32))

    def _counts(
        self, numbers: Anything, facet: Facet, most: int, more: tuple[Iterable[int], Counter[int]]
    ) -> Counts:
        """The counts of a facet, of those of all codes; `more` are the values chosen and what news add."""
        first, last = self._bounds[facet]
        numbers, codes = numbers[first:last], np.asarray(self.columns.codes[first:last])
        added = {code: number for code, number in more[1].items() if code >> FACET_BITS == facet}
        if added:
            numbers, codes = _with(numbers, codes, added)
        return _largest(numbers, codes, most, more[0])

    def _numbers(self, base: BitMap) -> Anything:
        """How many of some entries have each code; of most of them, by how many of the others have it."""
        if 2 * len(base) > self.size:
            return self._totals - self._numbers(self._all - base)
        return self._numbers_of(
            np.frombuffer(base.to_array(), np.uint32) if len(base) else np.zeros(0, np.uint32)
        )

    def _numbers_of(self, slots: Anything) -> Anything:
        """How many of some entries have each code: bit by bit where they are few, else all at once."""
        columns, kinds = self.columns, len(self.columns.codes)
        numbers = np.bincount(np.take(columns.rare, slots, axis=0).ravel(), minlength=kinds + 1)[:kinds]
        held = np.zeros(8 * columns.bits.shape[1], bool)
        held[slots] = True
        entries, places = columns.more
        numbers += np.bincount(places[held[entries]], minlength=kinds)
        if len(slots) * FEW < self.size:
            bits = columns.bits[:, slots >> 3] >> (slots & 7).astype(np.uint8) & 1
            numbers[columns.common] = bits.sum(axis=1, dtype=np.int64)
        else:
            words = np.packbits(held, bitorder="little").view(np.uint64)
            counted = np.bitwise_count(columns.bits.view(np.uint64) & words)
            numbers[columns.common] = counted.sum(axis=1, dtype=np.int64)
        return numbers

    def _page(self, hits: BitMap, wanted: Wanted, rows: Sequence[Row]) -> tuple[int, ...]:
        """The keys of a page: of the entries as many as may stand on it, with the news sorted in."""
        first = max(0, wanted.start - len(rows))
        slots = self._ordered(hits, wanted.order, first, wanted.start + wanted.size)
        if not rows:
            return tuple(map(int, self.columns.keys[slots]))
        held = [self._sort_key(wanted.order, int(slot)) for slot in slots]
        news = sorted(row.sort_key(wanted.order) for row in rows)
        before = sum(key < held[0] for key in news) if first and held else 0
        merged = sorted([*held, *news[before:]])
        start = wanted.start - first - before
        return tuple(-key[-1] for key in merged[start : start + wanted.size])

    def _number_before(self, hits: BitMap, order: str, after: After, rows: Sequence[Row]) -> int:
        """How many hits, and rows of the news, come before a place or are at it."""
        value = day_number(after.value) if isinstance(after.value, date) else after.value or 0
        place = sort_key(order, after.key, value, value, value)
        slots = np.fromiter(hits, np.int32, len(hits))
        keys, by = self.columns.keys[slots], self._sorted_by(order)[slots]
        before = (by < place[0]) | ((by == place[0]) & (-keys <= place[1]))
        return int(before.sum()) + sum(row.sort_key(order) <= place for row in rows)

    def _ordered(self, hits: BitMap, order: str, start: int, stop: int) -> Ints:
        """Some entries, from `start` to `stop` in an order."""
        stop = min(stop, len(hits))
        if start >= stop:
            return np.zeros(0, np.int32)
        if order == "newest":
            return np.fromiter(hits[start:stop], np.int32)
        rank = self._rank(order)
        slots = np.frombuffer(hits.to_array(), np.uint32)
        ranks = rank[slots]
        nearest = np.argpartition(ranks, stop - 1)[:stop] if stop < len(ranks) else np.arange(len(ranks))
        return slots[nearest[np.argsort(ranks[nearest])]][start:].astype(np.int32)

    def _sort_key(self, order: str, slot: int) -> tuple[int, int]:
        day, outlets, earliest = (
            int(self.columns.numbers[name][slot]) for name in ("day", "outlets", "earliest")
        )
        return sort_key(order, int(self.columns.keys[slot]), day, outlets, earliest)

    def _read_rank(self, order: str) -> Ints:
        """The place of each entry in an order."""
        rank = np.empty(self.size, np.int32)
        rank[np.lexsort((-self.columns.keys, self._sorted_by(order)))] = np.arange(self.size)
        return rank

    def _sorted_by(self, order: str) -> Ints:
        """What the entries are sorted by in an order, before their keys, the least first."""
        if order not in BY:
            return np.zeros(self.size, np.int32)
        column, sign = BY[order]
        values = self.columns.numbers[column]
        return -values if sign == "<" else np.where(values > 0, values, LAST)


def _with(numbers: Anything, codes: Ints, added: Mapping[int, int]) -> tuple[Anything, Ints]:
    """Counts and their codes with what is added to them."""
    counts = dict(zip(codes.tolist(), numbers.tolist(), strict=True))
    for code, number in added.items():
        counts[code] = counts.get(code, 0) + number
    in_order = sorted(counts)
    return np.array([counts[code] for code in in_order]), np.array(in_order, np.int32)


def _largest(numbers: Anything, codes: Ints, most: int, chosen: Iterable[int]) -> Counts:
    """The values with most quotes, of equals those with the lowest codes, and the chosen ones that have any."""
    top = held = np.flatnonzero(numbers)
    if len(held) > most:
        least = _number_at(numbers, most) if most else LAST
        above = np.flatnonzero(numbers > least)
        top = np.concatenate([above, np.flatnonzero(numbers == least)[: most - len(above)]])
    kept = top[np.lexsort((codes[top], -numbers[top]))].tolist()
    wanted = held[np.isin(codes[held], np.fromiter(chosen, np.int64))].tolist()
    kept += sorted({*wanted} - {*kept}, key=lambda place: (-numbers[place], codes[place]))
    mask = (1 << FACET_BITS) - 1
    return Counts(tuple((int(codes[place]) & mask, int(numbers[place])) for place in kept), len(held))


def _number_at(numbers: Anything, place: int) -> int:
    """The number at a place of those given, the largest first: most are small, and are not looked at again."""
    least = int(numbers.max())
    while np.count_nonzero(numbers >= least) < place:
        least //= 2
    near = numbers[numbers >= least]
    return int(np.partition(near, len(near) - place)[len(near) - place])
