"""What was changed since the columns were read, and how it stands to a query now."""

from collections.abc import Collection, Mapping

import numpy as np
from django.db import connection
from pyroaring import BitMap

from statements.models.document import Facet
from statements.search.columns import Columns
from statements.search.conditions import TABLE
from statements.search.engine import Query
from statements.search.memory import NO_NEWS, News, Row
from statements.search.postgres import condition_of

CHANGED = """
SELECT quote_id FROM (
    SELECT quote_id FROM statements_searchdocument WHERE line > %(line)s
    UNION
    SELECT row_id FROM statements_revision WHERE id > %(line)s AND noun = 'quote' AND after ? 'status'
) AS changed LIMIT %(most)s
"""
# Days as the columns have them.
DAY = "coalesce({0} - '0001-01-01' + 1, 0)"
ROWS = """
SELECT quote_id, {day}, outlets, {earliest}, facets, {conditions} FROM {table}
WHERE is_published AND quote_id = ANY (%s)
"""


def changed_since(line: int, most: int) -> frozenset[int]:
    """The keys of the quotes that were changed after a line of the history, at most so many."""
    with connection.cursor() as cursor:
        cursor.execute(CHANGED, {"line": line, "most": most})
        return frozenset(key for (key,) in cursor)


def read_news(columns: Columns, query: Query, facets: Mapping[Facet, int], changed: Collection[int]) -> News:
    """What stands for the changed quotes now, in one statement."""
    if not changed:
        return NO_NEWS
    slots = BitMap(columns.slots(np.fromiter(changed, np.int32, len(changed))).astype(np.uint32))
    own = [facet for facet in facets if query.chosen.get(facet)]
    conditions = [condition_of(query), *(condition_of(query, but=facet) for facet in own)]
    flags = ", ".join(f"({condition.sql})" for condition in conditions)
    sql = ROWS.format(day=DAY.format("day"), earliest=DAY.format("earliest"), table=TABLE, conditions=flags)
    params = [param for condition in conditions for param in condition.params]
    with connection.cursor() as cursor:
        cursor.execute(sql, [*params, list(changed)])
        found = cursor.fetchall()
    return News(slots, tuple(_row(values, own, facets) for values in found))


def _row(values: tuple, own: list[Facet], facets: Mapping[Facet, int]) -> Row:
    key, day, outlets, earliest, codes, is_hit, *without = values
    but = {facet for facet, is_met in zip(own, without, strict=True) if is_met}
    but |= {facet for facet in facets if facet not in own and is_hit}
    return Row(key, day, outlets, earliest, codes, bool(is_hit), frozenset(but))
