"""A database that takes a synthetic archive: whose it is, what rests while it is filled, what is done at the end."""

import hashlib
import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path
from typing import Any

import psycopg
from django.apps import apps
from psycopg import sql

from bench.synthesis.rows import CHUNK_TABLES, COLUMNS, Rows, public_id
from bench.synthesis.shared import shared_rows
from bench.synthesis.world import CHUNK, World

Connection = psycopg.Connection[Any]
# Who the history of the archive says it was, and how the comment on a database of ours begins.
ACTOR = "bench/synthetic.py"
# What was begun by other programs than these cannot be gone on with.
PROGRAMS = hashlib.sha256(
    b"".join(path.read_bytes() for path in sorted(Path(__file__).parent.glob("*.py")))
).hexdigest()
# What rests while rows come in, as the statements that drop it and make it again: foreign keys, then the constraints
# that rows are unique, then indexes. Primary keys stay.
_CONSTRAINTS = """SELECT format('ALTER TABLE %%s DROP CONSTRAINT %%I', conrelid::regclass, conname),
      format('ALTER TABLE %%s ADD CONSTRAINT %%I %%s', conrelid::regclass, conname, pg_get_constraintdef(oid))
    FROM pg_constraint WHERE contype IN ('f', 'u') AND conrelid = ANY (%s::regclass[]) ORDER BY contype, conname"""
_INDEXES = """SELECT format('DROP INDEX %%s', indexrelid::regclass), pg_get_indexdef(indexrelid)
    FROM pg_index WHERE NOT indisprimary AND indrelid = ANY (%s::regclass[]) ORDER BY indexrelid::regclass::text"""

# What search knows is made of the whole, by bench/search.py.
FOLLOW = "ALTER TABLE statements_revision {} TRIGGER statements_search"


class Refused(ValueError):
    """A database that cannot be filled; its message is for the operator."""


@dataclass(slots=True)
class Mark:
    """What the comment on a database says of the synthetic archive in it.

    put_back: the statements that make the indexes and foreign keys that rest while it is filled, those that are left.
    """

    quotes: int
    seed: int
    programs: str
    put_back: list[str]
    is_whole: bool = False


@contextmanager
def connect(url: str) -> Iterator[Connection]:
    """A connection that tells the history who it is. It does not wait for the disk: what a crash of the server undoes
    are chunks, and the next load makes them again."""
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(f"SET archive.actor = '{ACTOR}'")
        connection.execute("SET synchronous_commit = off")
        connection.execute("SET maintenance_work_mem = '256MB'")
        yield connection


def read_mark(connection: Connection) -> Mark | None:
    """The mark of a database; None where it has none."""
    query = "SELECT shobj_description(oid, 'pg_database') FROM pg_database WHERE datname = current_database()"
    (found,) = connection.execute(query).fetchone() or (None,)
    comment = str(found)
    if not comment.startswith(ACTOR):
        return None
    return Mark(**json.loads(comment.removeprefix(ACTOR)))


def save_mark(connection: Connection, mark: Mark) -> None:
    """Writes the mark as the comment on the database."""
    comment = f"{ACTOR} {json.dumps(asdict(mark))}"
    name = sql.Identifier(connection.info.dbname)
    connection.execute(sql.SQL("COMMENT ON DATABASE {} IS {}").format(name, comment))


def claim(connection: Connection, world: World) -> Mark:
    """Makes an empty database this archive's and saves what its chunks share; finds the one that a load left behind.

    Raises Refused where the database holds anything else.
    """
    wanted = Mark(world.quotes, world.seed, PROGRAMS, [])
    held = read_mark(connection)
    if held is None:
        for table in ("article", "outlet", "speaker", "topic"):
            if _has_rows(connection, table):
                raise Refused(f"it has rows in statements_{table} already; give an empty one")
        with connection.transaction():
            copy_rows(connection, shared_rows(world))
            connection.execute("SET CONSTRAINTS ALL IMMEDIATE")
            wanted.put_back = _set_aside(connection)
            save_mark(connection, wanted)
        return wanted
    if (held.quotes, held.seed) != (world.quotes, world.seed):
        raise Refused(f"it holds the synthetic archive of {held.quotes} quotes with the seed {held.seed}")
    if not held.is_whole and held.programs != wanted.programs:
        raise Refused("it holds what an earlier version of this program left unfinished; drop it")
    return held


def copy_rows(connection: Connection, rows: Rows) -> None:
    """Copies rows into their tables, in an order in which every row finds those it points at."""
    with connection.cursor() as cursor:
        for table in COLUMNS:
            if table not in rows:
                continue
            defaults = _defaults(table)
            columns = ", ".join([*COLUMNS[table].split(), *defaults])
            rest = tuple(defaults.values())
            with cursor.copy(f"COPY statements_{table} ({columns}) FROM STDIN") as copy:
                for row in rows[table]:
                    copy.write_row(row + rest)


@cache
def _defaults(table: str) -> dict[str, object]:
    """What the model gives to the columns that rows do not name and that may not be null."""
    fields = apps.get_model("statements", table)._meta.concrete_fields
    named = {column.strip('"') for column in COLUMNS[table].split()}
    others = [field for field in fields if not (field.null or field.generated or field.column in named)]
    return {field.column: field.get_default() for field in others}


def chunks_held(connection: Connection) -> set[int]:
    """The numbers of the chunks that are saved: each was saved whole."""
    found = connection.execute("SELECT id / %s FROM statements_quote WHERE id %% %s = 1", [CHUNK, CHUNK])
    return {number for (number,) in found}


def put_back_next(connection: Connection, mark: Mark) -> None:
    """Makes the next index or foreign key that rests; the database checks all rows by it."""
    with connection.transaction():
        connection.execute(mark.put_back[0])
        mark.put_back = mark.put_back[1:]
        save_mark(connection, mark)


def finish(connection: Connection, world: World, mark: Mark) -> None:
    """Names the speakers, lets later rows get keys of their own, and tells the planner how full the tables are."""
    with connection.transaction():
        _name_speakers(connection, world)
        for table in COLUMNS:
            move = (
                "SELECT setval(pg_get_serial_sequence({name}, 'id'), max(id)) FROM {table} HAVING max(id) > 0"
            )
            name = f"statements_{table}"
            connection.execute(sql.SQL(move).format(name=name, table=sql.Identifier(name)))
    connection.execute("VACUUM (ANALYZE)")
    mark.is_whole = True
    save_mark(connection, mark)


def _has_rows(connection: Connection, table: str) -> bool:
    return connection.execute(f"SELECT FROM statements_{table} LIMIT 1").fetchone() is not None


def _set_aside(connection: Connection) -> list[str]:
    """Drops the constraints and indexes of the tables that chunks fill; returns what makes them again, in order.

    Checked and built over all rows at once they take a third of the time that they take row by row.
    """
    tables = [f"statements_{table}" for table in CHUNK_TABLES]
    put_back = []
    for query in (_CONSTRAINTS, _INDEXES):
        for drop, make in connection.execute(query, [tables]).fetchall():
            connection.execute(drop)
            put_back.append(make)
    connection.execute(FOLLOW.format("DISABLE"))
    return [*put_back[::-1], FOLLOW.format("ENABLE")]


def _name_speakers(connection: Connection, world: World) -> None:
    """Gives a permanent name to every speaker of a quote that has one."""
    keys = [speaker.key for speaker in world.speakers]
    connection.execute(
        """UPDATE statements_speaker AS speaker SET public_id = given.public_id
        FROM unnest(%s::bigint[], %s::text[]) AS given (key, public_id)
        WHERE speaker.id = given.key AND speaker.public_id IS NULL AND speaker.id IN
          (SELECT speaker_id FROM statements_credit JOIN statements_quote AS quote ON quote_id = quote.id
          WHERE quote.public_id IS NOT NULL)""",
        [keys, [public_id("speaker", key) for key in keys]],
    )
