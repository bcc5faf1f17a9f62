"""Makes a synthetic archive ten times as large for the measurements of search: nine more of each quote.

usage: python bench/tenfold.py --quotes 1000000 [--seed 1]

Wants the archive that bench/synthetic.py made with the same --quotes and --seed on the embedded server, with its search
documents (manage.py rebuild_index). Copies that database and, in the copy, what search reads: quotes with their
occasions, speakers, topics and appearances, and their search documents. Articles, names and words are those of the
first tenth, so that each search finds ten times as much; what search does not read (fingerprints, sentences, the
indexes of permanent names) is left out. Ten million take some 40 GB and a quarter of
an hour; stopped, it begins anew.
"""

import argparse
import os
import sys
import time
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
from psycopg import sql
from tqdm import tqdm

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))

from archive.database import open_database  # noqa: E402
from bench.synthesis.database import connect  # noqa: E402

TIMES = 10
# Further than any key of the first tenth, and for occasions, whose keys have to fit into codes of facets, further than
# any within a chunk of it.
STEP, OCCASION_STEP = 40_000_000, 1000
# What each column is in a copy, where it is not what it was; n is the number of the copy.
KEY = "{column} + n * {step}"
OCCASION = "{column} + n * {occasions}"
NAME = """CASE WHEN public_id IS NOT NULL
    THEN left(translate(md5(id || '-' || n), 'abcdef', 'bcdfgh'), 8) END"""
CODES = """(SELECT array_agg(CASE WHEN code > 4 << 26 AND code < 5 << 26 THEN code + n * {occasions} ELSE code END
    ORDER BY place) FROM unnest(facets) WITH ORDINALITY AS held (code, place))"""
COPIED: dict[str, dict[str, str]] = {
    "occasion": {"id": OCCASION, "public_id": NAME},
    "appearance": {"id": KEY, "public_id": NAME, "successor_id": KEY},
    "quote": {
        "id": KEY, "public_id": NAME, "occasion_id": OCCASION, "reference_id": KEY,
        "answer_to_id": KEY, "merged_into_id": KEY, "split_from_id": KEY,
    },
    "credit": {"id": KEY, "quote_id": KEY},
    "subject": {"id": KEY, "quote_id": KEY},
    "carriage": {"id": KEY, "quote_id": KEY, "appearance_id": KEY},
    "searchdocument": {"quote_id": KEY, "facets": CODES},
}  # fmt: skip
TABLES = [f"statements_{name}" for name in COPIED]
LEFT_OUT = ("fingerprint", "sentence")
# Indexes that search does not read, by a part of their name.
UNREAD = ("public_id", "once_per", "quote_search", "_like", "reviewed_by", "split_from", "merged_into", "answer_to",
          "via_outlet", "successor")  # fmt: skip
COLUMNS = """SELECT column_name FROM information_schema.columns
    WHERE table_name = %s AND is_generated = 'NEVER' ORDER BY ordinal_position"""
FOREIGN_KEYS = """SELECT conrelid::regclass::text, conname FROM pg_constraint
    WHERE contype IN ('f', 'u') AND (conrelid = ANY (%(of)s::regclass[]) OR confrelid = ANY (%(of)s::regclass[]))
    ORDER BY contype"""
INDEXES = """SELECT indexrelid::regclass::text, pg_get_indexdef(indexrelid) FROM pg_index
    WHERE NOT indisprimary AND indrelid = ANY (%s::regclass[]) ORDER BY 1"""


ADD = """INSERT INTO statements_{table} ({names}) SELECT {values}
    FROM statements_{table}, (SELECT %(n)s::integer AS n) AS copy WHERE {is_first}"""


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--quotes", type=int, required=True, metavar="NUMBER")
    parser.add_argument("--seed", type=int, default=1, metavar="NUMBER")
    given = parser.parse_args()
    began = time.monotonic()
    open_database()
    url = os.environ["DATABASE_OWNER_URL"]
    first, tenfold = (f"synthetic_{quotes}_{given.seed}" for quotes in (given.quotes, TIMES * given.quotes))
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(sql.SQL("DROP DATABASE IF EXISTS {}").format(sql.Identifier(tenfold)))
        make = "CREATE DATABASE {} TEMPLATE {} STRATEGY file_copy"
        connection.execute(sql.SQL(make).format(*map(sql.Identifier, (tenfold, first))))
    with connect(urlsplit(url)._replace(path=f"/{tenfold}").geturl()) as connection:
        copy_all(connection)
    print(f"{tenfold} is whole after {time.monotonic() - began:.0f} s.")


def copy_all(connection: psycopg.Connection) -> None:
    """Adds the copies, without indexes until all are there."""
    left_out = ", ".join(f"statements_{name}" for name in LEFT_OUT)
    connection.execute(f"TRUNCATE {left_out}")
    for table, name in connection.execute(FOREIGN_KEYS, {"of": TABLES}).fetchall():
        connection.execute(f"ALTER TABLE {table} DROP CONSTRAINT {name}")
    indexes = connection.execute(INDEXES, [TABLES]).fetchall()
    for name, _ in indexes:
        connection.execute(f"DROP INDEX {name}")
    # Words of the plain search of the ORM are not made anew for each copy.
    connection.execute("ALTER TABLE statements_quote ALTER COLUMN search DROP EXPRESSION")
    for table in TABLES:
        connection.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
    for number in tqdm(range(1, TIMES), desc="copies", disable=None):
        for table, made in COPIED.items():
            connection.execute(copying(connection, table, made), {"n": number})
    kept = [make for name, make in indexes if not any(part in name for part in UNREAD)]
    for make in tqdm(kept, desc="indexes", disable=None):
        connection.execute(make)
    connection.execute(f"VACUUM (ANALYZE) {', '.join(TABLES)}")


def copying(connection: psycopg.Connection, table: str, made: dict[str, str]) -> str:
    """The statement that adds copy %(n)s of the first tenth of a table."""
    columns = [name for (name,) in connection.execute(COLUMNS, [f"statements_{table}"])]
    values = [
        made.get(name, '"{column}"').format(column=name, step=STEP, occasions=OCCASION_STEP)
        for name in columns
    ]
    key, step = ("id", OCCASION_STEP) if table == "occasion" else (columns[0], STEP)
    is_first = f"id % 20000 < {step}" if table == "occasion" else f"{key} <= {step}"
    names = ", ".join(f'"{name}"' for name in columns)
    return ADD.format(
        table=table, names=names, values=", ".join(values), is_first=is_first.replace("%", "%%")
    )


if __name__ == "__main__":
    main()
