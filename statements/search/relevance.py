"""The order of best match: quotes in which the words that are sought stand often, exactly and among few others."""

from collections.abc import Sequence

from django.db import connection

from statements.search.conditions import TABLE, sought
from statements.search.tree import Node

# The newest so many are compared: ranking all that hold a common word takes seconds.
COMPARED = 2000
# Divided by the logarithm of the length (1), so that a short quote is no worse than a long one that goes on.
RANKED = """
SELECT quote_id FROM {table}, (SELECT {words} AS sought) AS query WHERE quote_id = ANY (%s)
ORDER BY ts_rank(words, sought, 1) + ts_rank(literal, sought, 1) DESC, outlets DESC, quote_id DESC
"""


def best_first(keys: Sequence[int], tree: Node) -> tuple[int, ...]:
    """The same keys, those that fit the words of a query best first; in the order given where it has no words."""
    words = sought(tree)
    if words is None:
        return tuple(keys)
    with connection.cursor() as cursor:
        cursor.execute(RANKED.format(table=TABLE, words=words.sql), [*words.params, list(keys)])
        return tuple(key for (key,) in cursor)
