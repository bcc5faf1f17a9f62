"""Reads what lists read from the disk into memory, as a server that has been up for a while has it."""

from typing import Any

from tqdm import tqdm

TABLES = (
    "searchdocument",
    "quote",
    "appearance",
    "carriage",
    "credit",
    "subject",
    "reading",
    "article",
    "occasion",
)
# The indexes by which cards are read, besides those of keys, by table.
BY = {"carriage": "quote_id", "credit": "quote_id + speaker_id", "subject": "quote_id + topic_id"}
READ = "SELECT count({column}) FROM statements_{table}"
ROWS = ("enable_indexscan", "enable_indexonlyscan", "enable_bitmapscan")
INDEXES = ("enable_seqscan", "enable_bitmapscan")


def read_into_memory(cursor: Any) -> None:
    """All rows of the tables, and the indexes by which they are found."""
    for table in tqdm(TABLES, desc="reading", disable=None):
        key = "quote_id" if table == "searchdocument" else "id"
        columns = [key, BY[table]] if table in BY else [key]
        _without(cursor, ROWS, READ.format(column="*", table=table))
        for column in columns:
            _without(cursor, INDEXES, READ.format(column=column, table=table))


def _without(cursor: Any, ways: tuple[str, ...], query: str) -> None:
    for way in ways:
        cursor.execute(f"SET {way} = off")
    cursor.execute(query)
    for way in ways:
        cursor.execute(f"RESET {way}")
