"""What is told from a part of the archive, where PostgreSQL could not count all of it while a reader waits."""

from collections.abc import Sequence
from datetime import date
from typing import Any, NamedTuple

from django.db import connection
from django.utils.timezone import localdate

from statements.models.document import NOTHING, SAMPLES, Facet, facet_code
from statements.search.conditions import EVERYTHING, TABLE, Condition, has_one_of
from statements.search.engine import Wanted
from statements.search.keyset import comes_after

# Up to so many quotes are counted one by one; of more, a sample in which so many are hits (7 % either way).
EXACT, ENOUGH = 20_000, 800
# The first quotes of an order that are looked through for a page of what is frequent, and how many more for each one
# wanted; the pages after these are found otherwise.
NEAR, NEAR_EACH, FAR = 4000, 20, 1000
# The orders that an index has.
WALKED = ("newest", "carried", "added")
WALK = """
SELECT quote_id FROM (SELECT * FROM {table} WHERE is_published AND {after} ORDER BY {order} LIMIT %s) AS near
WHERE {condition} ORDER BY {order} LIMIT %s OFFSET %s
"""
# Materialised: PostgreSQL would rather walk through the days, for seconds where the hits are old.
SORTED = """
WITH hits AS MATERIALIZED (SELECT quote_id, day, earliest, outlets FROM {table} WHERE {condition})
SELECT quote_id FROM hits ORDER BY {order} LIMIT %s OFFSET %s
"""
PROBE = "SELECT {number}, count(*) FROM {table} WHERE {condition}"
# The last years hold, by the estimate, so many times what is wanted.
AMPLE = 3


# Years with about how many quotes each has.
Years = Sequence[tuple[int, int]]


class Sample(NamedTuple):
    """A part of the published quotes, and how many times as many there are."""

    condition: Condition
    times: int


WHOLE = Sample(EVERYTHING, 1)
TINY, SMALL, LARGE = (Sample(Condition(f"sample < {size}"), times) for size, times in SAMPLES)


def samples_of(conditions: Sequence[Condition]) -> list[Sample]:
    """For each condition the smallest sample that holds enough of the quotes that meet it; all quotes, where they are
    few. In one statement.
    """
    probes = [condition & sample.condition for condition in conditions for sample in (TINY, SMALL)]
    sql = " UNION ALL ".join(
        PROBE.format(number=number, table=TABLE, condition=probe.sql) for number, probe in enumerate(probes)
    )
    params = [param for probe in probes for param in probe.params]
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        found = [number for _, number in sorted(cursor.fetchall())]
    return [_sample(tiny, small) for tiny, small in zip(found[::2], found[1::2], strict=True)]


def _sample(tiny: int, small: int) -> Sample:
    if tiny >= ENOUGH:
        return TINY
    if small >= ENOUGH:
        return SMALL
    return WHOLE if SMALL.times * small < EXACT else LARGE


def first_keys(condition: Condition, order: str, wanted: Wanted, years: Years) -> tuple[int, ...]:
    """A page of frequent quotes, by the SQL of its order: from the first of all quotes if they suffice, else from the
    last years that do. `years` are (year, about how many).
    """
    page, last = (wanted.size, wanted.start), wanted.start + wanted.size
    after = comes_after(wanted.order, wanted.after) if wanted.after else EVERYTHING
    if wanted.order in WALKED and last <= FAR:
        near = (*after.params, NEAR + NEAR_EACH * last)
        found = _keys(WALK.format(table=TABLE, after=after.sql, condition=condition.sql, order=order),
            (*near, *condition.params, *page))  # fmt: skip
        if len(found) == wanted.size:
            return found
    whole = condition & after
    if wanted.order == "newest" and (codes := _last_years(years, wanted, AMPLE * last)):
        found = sorted_keys(whole & has_one_of(codes), order, page)
        if len(found) == wanted.size:
            return found
    return sorted_keys(whole, order, page)


def _last_years(years: Years, wanted: Wanted, number: int) -> list[int]:
    """The codes of the last years that hold so many; none if all of them do not. Nobody has said anything yet in the
    years to come.
    """
    value = wanted.after.value if wanted.after else localdate().replace(month=12, day=31)
    if not isinstance(value, date):
        return []
    held = 0
    for year, count in sorted((each for each in years if NOTHING < each[0] <= value.year), reverse=True):
        held += count
        if held >= number:
            return [facet_code(Facet.YEAR, known) for known in range(year, value.year + 1)]
    return []


def sorted_keys(condition: Condition, order: str, page: tuple[int, int]) -> tuple[int, ...]:
    """A page of all that meet a condition, by the SQL of its order: so many, from one of them on."""
    return _keys(SORTED.format(table=TABLE, condition=condition.sql, order=order), (*condition.params, *page))


def _keys(sql: str, params: Sequence[Any]) -> tuple[int, ...]:
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        return tuple(key for (key,) in cursor)
