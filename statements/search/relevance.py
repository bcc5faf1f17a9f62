"""The order of best match: quotes in which the words that are sought stand often, exactly and among few others."""

from django.db import connection

from statements.search.conditions import TABLE, sought
from statements.search.lines import Shelf
from statements.search.tree import Node

# The newest so many are compared: ranking all that hold a common word takes seconds.
COMPARED = 2000
# Divided by the logarithm of the length (1), so that a short quote is no worse than a long one that goes on.
RANKED = """
SELECT quote_id FROM {table}, (SELECT {words} AS sought) AS query WHERE quote_id = ANY (%s)
ORDER BY ts_rank(words, sought, 1) + ts_rank(literal, sought, 1) DESC, outlets DESC, quote_id DESC
"""


# Pages of a search are pages of one ranking: some 80 kB.
RANKINGS: Shelf[tuple[Node, tuple[int, ...]], tuple[int, ...]] = Shelf(100)


def best_first(keys: tuple[int, ...], tree: Node) -> tuple[int, ...]:
    """The same keys, those that fit the words of a query best first; in the order given where it has no words."""
    words = sought(tree)
    if words is None:
        return keys
    held = RANKINGS.held()
    if (tree, keys) not in held:
        with connection.cursor() as cursor:
            cursor.execute(RANKED.format(table=TABLE, words=words.sql), [*words.params, [*keys]])
            held[tree, keys] = tuple(key for (key,) in cursor)
    return held[tree, keys]
