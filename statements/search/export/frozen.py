"""A frozen set as files. They are made of its versions alone, so that they stay as they are whatever becomes of the
archive; what was erased or withdrawn since is marked.
"""

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.urls import reverse

from statements.citations.sets import Member, count_gone, manifest, read_members
from statements.models import FrozenSet
from statements.search.export.archives import zip_of_parts
from statements.search.export.codebook import codebook
from statements.search.export.fields import MACHINE, NOT_KNOWN, Field
from statements.search.export.rows import Row, plain
from statements.search.export.tables import rows_as_csv
from statements.search.versions import clause_in

Document = dict[str, Any]
NOBODY = "nobody is known"
GONE = "see mark"


def days_of(document: Document) -> Document:
    """Day and basis: those of the occasion where it has them, which the version settled when it was frozen."""
    occasion = document.get("occasion") or {}
    return occasion.get("held") or document.get("said") or {}


def _occasion(key: str) -> Callable[[Document], Any]:
    return lambda document: (document.get("occasion") or {}).get(key)


def _speakers(key: str) -> Callable[[Document], Any]:
    return lambda document: [credit["speaker"][key] for credit in document.get("credits", ())]


def _outlets(document: Document) -> list[str]:
    held = (row["article"]["outlet"]["name"] for row in document.get("appearances", ()))
    return list(dict.fromkeys(held))


@dataclass(frozen=True, slots=True)
class Column:
    """A field of the table of a set, and how it is read from a version."""

    field: Field
    read: Callable[[Document], Any]


def _column(
    name: str, kind: Any, about: str, how: str, missing: str, read: Callable[[Document], Any]
) -> Column:
    return Column(Field(name, kind, about, how, missing), read)


COLUMNS = (
    _column("wording", "text", "The reference wording.", MACHINE, GONE, lambda d: d.get("wording")),
    _column("clause", "text", "The sentence that carries a statement quoted in part.",
        "cut out of the article of the reference wording",
        "quoted as a whole, or the rights allow no more than the words in marks", clause_in),
    _column("language", "text", "BCP 47 code of the wording.", MACHINE, NOT_KNOWN, lambda d: d.get("language")),
    _column("is_reported", "boolean", "Whether no outlet printed it in quotation marks.", MACHINE, GONE,
        lambda d: d.get("is_reported")),
    _column("speakers", "list", "Who said it.", MACHINE, NOBODY, _speakers("name")),
    _column("speaker_ids", "list", "Their permanent ids.", MACHINE, NOBODY, _speakers("id")),
    _column("said_first", "date", "The first day on which it may have been said.", "see said_basis", NOT_KNOWN,
        lambda d: days_of(d).get("first")),
    _column("said_last", "date", "The last such day.", "see said_basis", NOT_KNOWN, lambda d: days_of(d).get("last")),
    _column("said_basis", "text", "What the day rests on.", MACHINE, NOT_KNOWN, lambda d: days_of(d).get("basis")),
    _column("occasion", "text", "Permanent id of the occasion.", MACHINE, NOT_KNOWN, _occasion("id")),
    _column("occasion_title", "text", "Its title.", MACHINE, NOT_KNOWN, _occasion("title")),
    _column("outlets", "list", "The outlets that had carried it.", "read from the version", GONE, _outlets),
    _column("appearances", "integer", "How many printings it had.", "counted in the version", GONE,
        lambda d: len(d["appearances"]) if d else None),
    _column("is_reviewed", "boolean", "Whether an editor had confirmed it.", "by an editor", GONE,
        lambda d: d.get("is_reviewed")),
    _column("note", "text", "An editor's note on the record.", "by an editor", "no note", lambda d: d.get("note")),
    _column("frozen_at", "text", "When this version was frozen, ISO 8601.", "by the clock", GONE,
        lambda d: d.get("frozen_at")),
)  # fmt: skip
LEAF = (
    Field("quote", "text", "The permanent id of the statement: /q/ and it is its address."),
    Field("version", "integer", "Which of its versions is in the set: /q/ id /v number.", "counted"),
    Field("sha256", "text", "Digest of the JSON of that version.", "SHA-256", GONE),
    Field(
        "mark", "text", "erased, withdrawn, or withheld with another that is: since the set was made.",
        "by what became of it", "all of it is there",
    ),
)  # fmt: skip
FIELDS = (*LEAF, *(column.field for column in COLUMNS))


def codebook_of_sets() -> str:
    """The codebook that a set keeps."""
    return "".join(codebook(FIELDS))


def _row(member: Member) -> Row:
    leaf = member.leaf
    named: Row = {"quote": leaf.quote, "version": leaf.number, "mark": leaf.mark or None}
    named["sha256"] = None if leaf.mark else leaf.sha256.hex()
    return named | {column.field.name: plain(column.read(member.document)) for column in COLUMNS}


def _line(member: Member) -> str:
    if not member.leaf.mark:
        return f"{member.body.decode()}\n"
    named = {"id": member.leaf.quote, "mark": member.leaf.mark, "version": member.leaf.number}
    return json.dumps(named, separators=(",", ":")) + "\n"


def _csv(row: FrozenSet) -> Iterator[str]:
    return rows_as_csv(FIELDS, map(_row, read_members(row.members)))


def _lines(row: FrozenSet) -> Iterator[str]:
    return map(_line, read_members(row.members))


def _manifest(row: FrozenSet) -> Iterator[str]:
    is_whole = not count_gone(row)[0]
    return manifest(
        (member.leaf for member in read_members(row.members)), bytes(row.salt) if is_whole else b""
    )


def _about(row: FrozenSet) -> Iterator[str]:
    yield json.dumps(about_set(row), ensure_ascii=False, indent=1) + "\n"


def _codebook(row: FrozenSet) -> Iterator[str]:
    yield row.codebook


@dataclass(frozen=True, slots=True)
class File:
    """A file of a set: what its address ends with, its name in the ZIP, its media type, how it is written."""

    label: str
    name: str
    media_type: str
    write: Callable[[FrozenSet], Iterable[str]]


FILES = {
    "csv": File("CSV", "statements.csv", "text/csv", _csv),
    "jsonl": File("JSON Lines", "statements.jsonl", "application/jsonl", _lines),
    "sha256": File("Manifest", "manifest.sha256", "text/plain", _manifest),
    "codebook.csv": File("Codebook", "codebook.csv", "text/csv", _codebook),
    "json": File("JSON", "set.json", "application/json", _about),
}


def set_as_zip(row: FrozenSet) -> Iterator[bytes]:
    """All files of a set in one archive."""
    return zip_of_parts({file.name: file.write(row) for file in FILES.values()})


def found_by(row: FrozenSet) -> str:
    """The address that takes the same search away today."""
    return f"{reverse('export')}?{urlencode(row.search, doseq=True)}"


def about_set(row: FrozenSet) -> Document:
    """What is known of a set beside its members."""
    url = f"{settings.SITE_URL}{row.get_absolute_url()}"
    erased, withdrawn = count_gone(row)
    return {
        "type": "set",
        "id": row.public_id,
        "url": url,
        "title": row.title,
        "found_by": f"{settings.SITE_URL}{found_by(row)}",
        "made_at": row.made_at.isoformat(),
        "statements": len(row.members),
        "erased_since": erased,
        "withdrawn_since": withdrawn,
        "sha256_of_manifest": bytes(row.sha256).hex(),
        "files": {form: f"{url}.{form}" for form in (*FILES, "zip")},
    }
