"""Finds what was changed behind the history's back, and gaps in it.

The checks are queries of the program's own, not functions of the database: who can change the tables could change
those too. Each query sees one moment, so that others may write meanwhile.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db import connection, transaction
from django.db.models import GeneratedField

from statements.models import Seal
from statements.models.revision import UNTRACKED

# Told how many lines were looked at since it was told last.
Progress = Callable[[int], object]
# Lines that one query looks at: a fraction of a second, so that progress is seen.
SLICE = 20_000
FIRST, LAST = -(2**63), 2**63 - 1
# As the triggers write values out (migration 0004), and no compiling of queries.
SETTINGS = """
SET LOCAL timezone = 'UTC'; SET LOCAL datestyle = 'ISO, YMD'; SET LOCAL intervalstyle = 'postgres';
SET LOCAL bytea_output = 'hex'; SET LOCAL extra_float_digits = 1; SET LOCAL jit = off
"""
LINE_SHA256 = """
sha256(coalesce(previous_sha256, '') || convert_to(jsonb_build_array(
    id, noun, row_id, entry_noun, entry_id, number, operation, made_at, actor, act_id, role,
    encode(row_sha256, 'hex'), encode(content_sha256, 'hex')
)::text, 'UTF8'))
"""
CONTENT_SHA256 = "sha256(salt || convert_to(jsonb_build_array(before, after, reason)::text, 'UTF8'))"
LINES = f"""
WITH line AS (
    SELECT *, lag(number) OVER history AS former_number, lag(sha256) OVER history AS former_sha256
    FROM statements_revision WHERE noun = %(noun)s AND row_id > %(after)s AND row_id <= %(upto)s
    WINDOW history AS (PARTITION BY row_id ORDER BY number)
)
SELECT row_id, number, what FROM line, unnest(ARRAY[
    CASE WHEN number <> coalesce(former_number, 0) + 1 THEN 'lines before it are missing' END,
    CASE WHEN previous_sha256 IS DISTINCT FROM former_sha256 THEN 'it does not follow the line before it' END,
    CASE WHEN sha256 IS DISTINCT FROM {LINE_SHA256} THEN 'it was changed' END,
    CASE WHEN erased_by IS NULL AND content_sha256 IS DISTINCT FROM {CONTENT_SHA256}
    THEN 'its content was changed' END,
    CASE WHEN erased_by IS NOT NULL AND num_nonnulls(before, after, salt) > 0
    THEN 'it is marked as erased, and is not' END,
    CASE WHEN erased_by IS NOT NULL
        AND NOT EXISTS (SELECT FROM statements_act AS act WHERE act.id = erased_by AND act.kind = 'erase')
    THEN 'it was erased without an act' END
]) AS what
WHERE what IS NOT NULL ORDER BY row_id, number
"""  # noqa: S608
ROWS = """
WITH last AS (
    SELECT DISTINCT ON (row_id) row_id, number, operation, salt, row_sha256
    FROM statements_revision WHERE noun = %(noun)s AND row_id > %(after)s AND row_id <= %(upto)s
    ORDER BY row_id, number DESC
), present AS (
    SELECT id, to_jsonb(t) - %(ignored)s::text[] AS content
    FROM {table} AS t WHERE id > %(after)s AND id <= %(upto)s
)
SELECT coalesce(row_id, id), number, what FROM last FULL JOIN present ON row_id = id, unnest(ARRAY[CASE
    WHEN row_id IS NULL THEN 'the row has no history'
    WHEN id IS NULL AND operation <> 'delete' THEN 'the row is gone, and no line says so'
    WHEN id IS NOT NULL AND operation = 'delete' THEN 'the row is there, though this line says it was deleted'
    WHEN id IS NOT NULL AND row_sha256 IS DISTINCT FROM sha256(salt || convert_to(
        (content - ARRAY(SELECT key FROM jsonb_each(content) WHERE value = 'null'))::text, 'UTF8'
    )) THEN 'the row is not as this line left it'
END]) AS what
WHERE what IS NOT NULL ORDER BY 1
"""
VERSIONS = """
WITH version AS (
    SELECT *, lag(number) OVER history AS former_number, lag(sha256) OVER history AS former_sha256
    FROM statements_version WINDOW history AS (PARTITION BY quote_id, refrain_id, article_id ORDER BY number)
)
SELECT id, number, what FROM version, unnest(ARRAY[
    CASE WHEN number <> coalesce(former_number, 0) + 1 THEN 'versions before it are missing' END,
    CASE WHEN previous_sha256 IS DISTINCT FROM former_sha256 THEN 'it does not follow the version before it' END,
    CASE WHEN body <> '' AND sha256 IS DISTINCT FROM sha256(body) THEN 'its body was changed' END
]) AS what
WHERE what IS NOT NULL ORDER BY id
"""
# As statements_make_seal() makes them (migration 0005).
SEALED = """
SELECT coalesce(sum(lines), 0), sha256(%(former)s || convert_to(
    jsonb_build_array(%(number)s, %(upto)s, %(count)s, %(made_at)s::timestamptz)::text, 'UTF8'
) || sha256(string_agg(digest, '' ORDER BY block)))
FROM (
    SELECT id / 10000 AS block, count(*) AS lines,
        sha256(string_agg(int8send(id) || sha256, '' ORDER BY id)) AS digest
    FROM statements_revision WHERE id > %(after)s AND id <= %(upto)s GROUP BY 1
) AS blocks
"""
TRIGGERS = "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal AND tgenabled IN ('O', 'A')"
SLICE_END = """
SELECT count(*), max(row_id) FROM (
    SELECT row_id FROM statements_revision WHERE noun = %s AND row_id > %s ORDER BY row_id LIMIT %s
) AS slice
"""


@dataclass(frozen=True, slots=True)
class Finding:
    """What is wrong, and where: a record, a line or version of it, a seal, a trigger."""

    where: str
    what: str

    def __str__(self) -> str:
        return f"{self.where}: {self.what}"


def unseen(lines: int) -> None:
    """Progress that nobody watches."""


def verify(witness: Sequence[str], progress: Progress = unseen) -> Iterator[Finding]:
    """What is wrong with the history and the rows it tells of; nothing, if all is well.

    `witness` are the lines of a file outside the database that say which seals there were. For `progress` each line
    counts twice, for itself and for its seal.
    """
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute(SETTINGS)
        yield from verify_triggers()
        yield from verify_nouns()
        for noun in tracked_tables():
            yield from verify_records(noun, progress)
        yield from verify_seals(witness, progress)
        yield from verify_versions()


def count_lines() -> int:
    """How many lines of history there are."""
    [(lines,)] = _rows("SELECT count(*) FROM statements_revision")
    return int(lines)


def tracked_tables() -> dict[str, tuple[str, list[str]]]:
    """By noun, the tables that have a history, each with the generated columns that are left out of it."""
    models = [
        m for m in apps.get_app_config("statements").get_models() if m._meta.model_name not in UNTRACKED
    ]
    return {
        str(m._meta.model_name): (
            m._meta.db_table,
            [field.column for field in m._meta.local_fields if isinstance(field, GeneratedField)],
        )
        for m in models
    }


def expected_triggers() -> set[str]:
    """The triggers that write the history and keep it."""
    history = {
        f"{noun}_history_{event}" for noun in tracked_tables() for event in ("insert", "update", "delete")
    }
    tables = {f"{noun}_keep_table" for noun in (*tracked_tables(), "revision", "seal")}
    return (
        history
        | tables
        | {f"{noun}_keep_row" for noun in ("act", "frozenset", "judgement", "revision", "seal", "version")}
    )


def verify_triggers() -> Iterator[Finding]:
    """Whether the triggers that write and keep the history are at work."""
    for name in sorted(expected_triggers() - {name for (name,) in _rows(TRIGGERS)}):
        yield Finding(f"trigger {name}", "it is missing or switched off")


def verify_nouns() -> Iterator[Finding]:
    """Whether all lines are of tables that have a history."""
    for noun, lines in _rows("SELECT noun, count(*) FROM statements_revision GROUP BY noun"):
        if noun not in tracked_tables():
            yield Finding(noun, f"{lines} lines of history are of no table that has one")


def verify_records(noun: str, progress: Progress = unseen) -> Iterator[Finding]:
    """The chains of one table's records, and whether its rows are as their last lines left them."""
    table, ignored = tracked_tables()[noun]
    after = FIRST
    while after < LAST:
        [(lines, upto)] = _rows(SLICE_END, [noun, after, SLICE])
        if lines < SLICE:
            upto = LAST
        slice_of = {"noun": noun, "after": after, "upto": upto, "ignored": ignored}
        for key, number, what in _rows(LINES, slice_of):
            yield Finding(f"{noun} {key}, line {number}", what)
        for key, number, what in _rows(ROWS.format(table=table), slice_of):
            yield Finding(f"{noun} {key}" + (f", line {number}" if number else ""), what)
        progress(lines)
        after = upto


def verify_seals(witness: Sequence[str], progress: Progress = unseen) -> Iterator[Finding]:
    """Whether each seal fits the lines that it covers, and the witness knows no other."""
    former = Seal(number=0, last_revision=FIRST, sha256=b"")
    held = set()
    for seal in Seal.objects.order_by("number").iterator():
        if seal.number != former.number + 1:
            yield Finding(str(seal), "seals before it are missing")
        [(lines, sha256)] = _rows(
            SEALED,
            {
                "former": bytes(former.sha256),
                "number": seal.number,
                "after": former.last_revision,
                "upto": seal.last_revision,
                "count": seal.count,
                "made_at": seal.made_at,
            },
        )
        if lines != seal.count:
            yield Finding(str(seal), f"it covers {seal.count} lines of history, and there are {lines}")
        elif bytes(sha256 or b"") != bytes(seal.sha256):
            yield Finding(str(seal), "it does not fit the lines that it covers")
        progress(lines)
        held.add(seal.line)
        former = seal
    for line in witness:
        if line not in held:
            yield Finding(f"witness {line}", "the archive does not hold this seal")


def verify_versions() -> Iterator[Finding]:
    """Whether each frozen state has the hash it was given, and follows the one before."""
    for key, number, what in _rows(VERSIONS):
        yield Finding(f"version {key}, number {number}", what)


def _rows(query: str, parameters: Any = None) -> Iterator[tuple[Any, ...]]:
    """The rows of a result, fetched piece by piece."""
    with connection.chunked_cursor() as cursor:
        cursor.execute(query, parameters)
        yield from cursor
