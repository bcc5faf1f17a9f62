"""Quotes that share fingerprints with a text: where to look for what is like it."""

from datetime import date, timedelta
from typing import Any

from django.db import connection

from statements.linking import fingerprints
from statements.linking.candidates import STOP

# Words that whoever says them is found by.
ANYBODY = ""
# How near, in days: an outlet reports for some days what it does not date.
NEAR = timedelta(days=4)

ALIKE = """
SELECT quote_id, count(*) FROM (
    SELECT found.quote_id, count(*) OVER (PARTITION BY wanted.key) AS spread
    FROM unnest(%s::int[]) AS wanted (key)
    CROSS JOIN LATERAL (
        SELECT quote_id FROM statements_fingerprint WHERE keys @> ARRAY[wanted.key] LIMIT %s
    ) AS found
) AS sharing
WHERE spread <= %s
GROUP BY quote_id ORDER BY count(*) DESC, quote_id LIMIT %s
"""
# For a line that has no telling key: those of its quotes that were said in some days.
ALIKE_THEN = """
SELECT quote_id, (SELECT count(*) FROM unnest(keys) AS key WHERE key = ANY (%s)) AS shared
FROM statements_fingerprint JOIN statements_quote AS quote ON quote.id = quote_id
WHERE keys && %s::int[] AND upper(said_on) - 1 BETWEEN %s AND %s
ORDER BY shared DESC, quote_id LIMIT %s
"""
# The planner knows nothing of a key, takes it for one of every two hundredth quote, and would read the table from its
# beginning until it has met so many: seconds where a key is rare.
BY_INDEX = "SET LOCAL enable_seqscan = off; {}; SET LOCAL enable_seqscan = on"


def quotes_sharing(text: str, speaker: str, day: date | None, limit: int) -> list[tuple[int, int]]:
    """Quotes of a speaker, or of ANYBODY, that share fingerprints with a text, and how many; those with most first."""
    keys = list(fingerprints(text, speaker))
    if found := _rows(ALIKE, [keys, STOP + 1, STOP, limit]):
        return found
    days = (day - NEAR, day + NEAR) if day else (date.min, date.max)
    return _rows(ALIKE_THEN, [keys, keys, *days, limit])


def _rows(sql: str, params: list[Any]) -> list[tuple[int, int]]:
    with connection.cursor() as cursor:
        cursor.execute(BY_INDEX.format(sql), params)
        cursor.nextset()  # the first is that of SET
        return cursor.fetchall()
