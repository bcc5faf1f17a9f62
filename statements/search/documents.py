"""The search documents as a whole: made anew, and compared with what the other tables say.

Triggers keep them up to date quote by quote; this is for after an update, and for doubts.
"""

from collections.abc import Iterator

from django.db import connection, transaction

# So many quotes are one transaction: a second or two of work, so that a stop loses little and editors wait little.
BATCH = 2000
# Quotes whose document is missing or older than their history, and documents of what is no open quote any more.
STALE = """
SELECT quote.id FROM statements_quote AS quote
LEFT JOIN statements_searchdocument AS document ON document.quote_id = quote.id
LEFT JOIN LATERAL (
    SELECT max(id) AS line FROM statements_revision WHERE entry_noun = 'quote' AND entry_id = quote.id
) AS history ON true
WHERE quote.id > %s AND (
    CASE WHEN quote.status IN ('pending', 'published')
        THEN document.line IS NULL OR document.line < coalesce(history.line, 0) ELSE document.line IS NOT NULL END
) ORDER BY quote.id LIMIT %s
"""
EVERY = "SELECT id FROM statements_quote WHERE id > %s ORDER BY id LIMIT %s"
COLUMNS = "quote_id, is_published, day, earliest, latest, outlets, wordings, facets, words, literal"
DIFFERING = f"""
SELECT DISTINCT quote_id FROM (
    (SELECT {COLUMNS} FROM statements_documents_of(%(quotes)s)
        EXCEPT SELECT {COLUMNS} FROM statements_searchdocument WHERE quote_id = ANY (%(quotes)s))
    UNION ALL
    (SELECT {COLUMNS} FROM statements_searchdocument WHERE quote_id = ANY (%(quotes)s)
        EXCEPT SELECT {COLUMNS} FROM statements_documents_of(%(quotes)s))
) AS differing ORDER BY quote_id
"""  # noqa: S608


def renew_documents(after: int = 0, *, is_anew: bool = False) -> Iterator[tuple[int, int]]:
    """Makes the documents that are missing or stale, or with `is_anew` all, of quotes with keys above `after`.

    Gives the last key and the number of quotes of each batch once that batch is kept.
    """
    while batch := _keys(EVERY if is_anew else STALE, after):
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SELECT statements_renew_documents(%s)", [batch])
        after = batch[-1]
        yield after, len(batch)


def differing() -> Iterator[tuple[int, list[int]]]:
    """For each batch of all quotes how many it has, and the keys of those whose document is not what it should be."""
    after = 0
    while batch := _keys(EVERY, after):
        with connection.cursor() as cursor:
            cursor.execute(DIFFERING, {"quotes": batch})
            found = [key for (key,) in cursor.fetchall()]
        after = batch[-1]
        yield len(batch), found


def _keys(query: str, after: int) -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute(query, [after, BATCH])
        return [key for (key,) in cursor.fetchall()]
