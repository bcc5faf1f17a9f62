"""The public archive as a folder of files: every table as CSV and JSON Lines, the frozen versions, what was removed, a
dictionary, and a description for tools.
"""

import json
from array import array
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, ExitStack, contextmanager
from dataclasses import dataclass
from datetime import UTC
from itertools import tee
from pathlib import Path
from types import MappingProxyType

from django.conf import settings
from django.db import connection, transaction

from statements.citations.permalinks import name_gone
from statements.citations.sets import named_by, read_members
from statements.models import FrozenSet, Quote, Revision, Version
from statements.search.export.codebook import COLUMNS, codebook_rows
from statements.search.export.entries import ENTRIES, read_entries
from statements.search.export.fields import ROWS, Field
from statements.search.export.folders import packed, whole_folder, write_lines
from statements.search.export.frozen import about_set
from statements.search.export.package import describe
from statements.search.export.rows import Row, read_rows
from statements.search.export.tables import csv_lines, rows_as_csv, rows_as_lines
from statements.search.removals import all_removals

# Told the name of a table and how many of its rows were written since it was told last.
Progress = Callable[[str, int], object]
# A file that takes rows, given its path and the fields.
Sink = Callable[[Path, tuple[Field, ...]], AbstractContextManager[Callable[[Row], None]]]
PAGE = 500
SNAPSHOT = """
SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY;
SET LOCAL statement_timeout = 0; SET LOCAL jit = off
"""
NO_SINKS: Mapping[str, Sink] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class DumpTable:
    """A table of a dump: its fields and its rows."""

    fields: tuple[Field, ...]
    rows: Iterator[Row]


def dump(folder: Path, progress: Progress, sinks: Mapping[str, Sink] = NO_SINKS) -> None:
    """Writes the public archive, as it is at one moment, into a new folder; with `sinks`, by the endings of their
    files, every table in other forms as well. Raises FolderTrouble.
    """
    with whole_folder(folder) as new, snapshot():
        tables = public_tables()
        for name, table in tables.items():
            _write_table(new / name, table, progress, sinks)
        for name, lines in (("versions", _versions()), ("sets", _sets())):
            write_lines(new / f"{name}.jsonl.gz", _told(name, lines, progress))
        write_lines(new / "dictionary.csv", _dictionary(tables))
        write_lines(new / "README.txt", _readme())
        described = describe(new, {name: table.fields for name, table in tables.items()}, as_of())
        write_lines(new / "datapackage.json", [json.dumps(described, ensure_ascii=False, indent=1) + "\n"])


@contextmanager
def snapshot() -> Iterator[None]:
    """A transaction that sees the archive as it is at one moment, whoever writes meanwhile, and may take its time."""
    with transaction.atomic(durable=True):
        with connection.cursor() as cursor:
            cursor.execute(SNAPSHOT)
        yield


def public_tables() -> dict[str, DumpTable]:
    """Every table of the public archive by its name."""
    quotes = array("q", Quote.objects.published().order_by("pk").values_list("pk", flat=True).iterator())
    tables = {name: DumpTable(fields, read_rows(name, quotes)) for name, fields in ROWS.items()}
    tables |= {name: DumpTable(table.fields, _entries(name)) for name, table in ENTRIES.items()}
    return tables | {"removals": DumpTable(REMOVALS, _removals())}


def _entries(noun: str) -> Iterator[Row]:
    page, after = read_entries(noun, 0, PAGE)
    yield from page
    while after:
        page, after = read_entries(noun, after, PAGE)
        yield from page


REMOVALS = (
    Field("quote", "text", "The permanent id of the statement."),
    Field("how", "text", "withdrawn or erased.", "by an editor's act"),
    Field("day", "date", "When.", "by the clock"),
    Field("reason", "text", "Why.", "by an editor", "it was erased"),
)


def _removals() -> Iterator[Row]:
    for removal in all_removals():
        yield {
            "quote": removal.public_id,
            "how": "erased" if removal.is_erased else "withdrawn",
            "day": f"{removal.removed_at:%Y-%m-%d}",
            "reason": removal.reason or None,
        }


def _write_table(path: Path, table: DumpTable, progress: Progress, sinks: Mapping[str, Sink]) -> None:
    """Writes a table in every form, in one pass."""
    for_csv, for_json, rows = tee(table.rows, 3)
    # The mark by which spreadsheets know UTF-8 would be taken for a part of the first name.
    cells, lines = rows_as_csv(table.fields, for_csv, mark=""), rows_as_lines(table.fields, for_json)
    with ExitStack() as stack:
        csv = stack.enter_context(path.with_suffix(".csv").open("w", encoding="utf-8", newline=""))
        jsonl = stack.enter_context(packed(path.with_suffix(".jsonl.gz")))
        others = [
            stack.enter_context(sink(path.with_suffix(f".{ending}"), table.fields))
            for ending, sink in sinks.items()
        ]
        csv.write(next(cells))
        for cell, line, row in zip(cells, lines, rows, strict=True):
            csv.write(cell)
            jsonl.write(line.encode())
            for other in others:
                other(row)
            progress(path.name, 1)


def _told(name: str, lines: Iterator[str], progress: Progress) -> Iterator[str]:
    for line in lines:
        yield line
        progress(name, 1)


def _versions() -> Iterator[str]:
    """Every frozen state that everybody may read, as the bytes that it has for ever."""
    rows = Version.objects.exclude(body=b"").exclude(quote__status=Quote.Status.PENDING)
    keys = array("q", rows.order_by("pk").values_list("pk", flat=True).iterator())
    for start in range(0, len(keys), PAGE):
        batch = list(rows.select_related("quote").filter(pk__in=keys[start : start + PAGE]).order_by("pk"))
        bodies = [bytes(row.body) for row in batch]
        documents = [json.loads(body) for body in bodies]
        named = [document | named_by(row, document) for row, document in zip(batch, documents, strict=True)]
        for body, is_gone in zip(bodies, name_gone(named), strict=True):
            if not is_gone:
                yield f"{body.decode()}\n"


def _sets() -> Iterator[str]:
    for row in FrozenSet.objects.order_by("pk"):
        members = [
            {"quote": m.leaf.quote, "version": m.leaf.number, "mark": m.leaf.mark or None}
            for m in read_members(row.members)
        ]
        yield json.dumps(about_set(row) | {"members": members}, ensure_ascii=False) + "\n"


def _dictionary(tables: Mapping[str, DumpTable]) -> Iterator[str]:
    rows = [(name, *cells) for name, table in tables.items() for cells in codebook_rows(table.fields)]
    return csv_lines(("table", *COLUMNS), rows, mark="")


def as_of() -> str:
    """When the archive was changed last, ISO 8601: two dumps of one state are the same files. "" if it never was."""
    line = Revision.objects.order_by("-pk").first()
    return line.made_at.astimezone(UTC).isoformat(timespec="seconds") if line else ""


def _readme() -> Iterator[str]:
    yield "Statement Archive: the public archive as files\n\n"
    yield f"Of: {settings.SITE_URL}\nAs it was after its last change: {as_of()}\n\n"
    yield "Each table is there as CSV and as JSON Lines (packed with gzip). dictionary.csv says what its columns\n"
    yield "mean, datapackage.json tells programs the same (Data Package 2.0). In CSV a list has semicolons between\n"
    yield "its parts, and a quotation mark stands before a cell that a spreadsheet would take for a formula.\n"
    yield "versions.jsonl.gz holds every frozen version, as the bytes that its digest is of; sets.jsonl.gz the sets\n"
    yield "that readers froze. SHA256SUMS has a digest of every file: sha256sum --check SHA256SUMS\n\n"
    yield "What was withdrawn or erased is in removals.csv, without its words. Statements that are not published,\n"
    yield "and texts of articles, are not in here. Counts are counts of what this archive holds, never of all that\n"
    yield "was said or printed. Quotations and headlines are of who said and wrote them.\n"
