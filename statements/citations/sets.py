"""Frozen sets: which versions of which quotes they hold, and the manifest that anybody can check them by."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.db.models import Count, Q

from statements.citations.permalinks import GONE, name_gone
from statements.models import FrozenSet, Quote, Version

# So many versions are held in memory at once.
BATCH = 500
NEWEST = """
SELECT DISTINCT ON (version.quote_id) version.quote_id, version.id, quote.public_id, version.number, version.sha256
FROM statements_version AS version JOIN statements_quote AS quote ON quote.id = version.quote_id
WHERE version.quote_id = ANY (%s) ORDER BY version.quote_id, version.number DESC
"""


@dataclass(frozen=True, slots=True)
class Leaf:
    """A version in a set: its key, the public id of its quote, its number, its digest; `mark` says why nothing else of
    it can be had: "erased", "withdrawn", or "withheld" where it holds words of another that is gone.
    """

    key: int
    quote: str
    number: int
    sha256: bytes
    mark: str = ""


@dataclass(frozen=True, slots=True)
class Member:
    """A version in a set with its bytes and what they say; both are empty where it has a mark."""

    leaf: Leaf
    body: bytes
    document: dict[str, Any]


def newest_versions(quotes: Sequence[int]) -> dict[int, Leaf]:
    """The newest version of each quote that has one, by the keys of the quotes."""
    with connection.cursor() as cursor:
        cursor.execute(NEWEST, [[*quotes]])
        return {key: Leaf(version, quote, number, bytes(sha)) for key, version, quote, number, sha in cursor}


def read_members(keys: Sequence[int]) -> Iterator[Member]:
    """The versions with these keys, in their order."""
    for start in range(0, len(keys), BATCH):
        batch = keys[start : start + BATCH]
        rows = Version.objects.select_related("quote").in_bulk(batch)
        yield from _members([rows[key] for key in batch])


def _members(rows: Sequence[Any]) -> Iterator[Member]:
    bodies = [bytes(row.body) for row in rows]
    documents = [json.loads(body or b"{}") for body in bodies]
    named = [document | named_by(row, document) for row, document in zip(rows, documents, strict=True)]
    for row, body, document, is_gone in zip(rows, bodies, documents, name_gone(named), strict=True):
        mark = _mark(row, is_gone)
        leaf = Leaf(row.pk, row.quote.public_id, row.number, bytes(row.sha256), mark)
        yield Member(leaf, b"" if mark else body, {} if mark else document)


def named_by(row: Version, document: Mapping[str, Any]) -> dict[str, Any]:
    """The quotes that a version names, with its own: that may have been merged into one that is gone."""
    own = [{"id": row.quote.public_id}] if row.quote else []
    return {"quotes": [*document.get("quotes", ()), *own]}


def _mark(row: Any, is_gone: bool) -> str:
    if not row.body:
        return "erased"
    if not is_gone:
        return ""
    return "withdrawn" if row.quote.status in GONE else "withheld"


def manifest(leaves: Iterable[Leaf], salt: bytes) -> Iterator[str]:
    """The lines of a set's manifest, as `sha256sum --check` reads them: a digest and a file for each version, and what
    is gone as a comment. Without a salt nobody can test by the set's digest whether a guess at erased words is right.
    """
    yield f"# salt {salt.hex()}\n" if salt else "# The salt is gone with what was erased.\n"
    for leaf in leaves:
        name = f"{leaf.quote}-v{leaf.number}.json"
        yield f"# {leaf.mark}  {name}\n" if leaf.mark else f"{leaf.sha256.hex()}  {name}\n"


def count_gone(row: FrozenSet) -> tuple[int, int]:
    """How many of a set's members were erased, and how many are of quotes that were withdrawn, since it was made."""
    is_erased = Q(body=b"")
    counts = Version.objects.filter(pk__in=row.members).aggregate(
        erased=Count("pk", filter=is_erased),
        withdrawn=Count("pk", filter=~is_erased & Q(quote__status=Quote.Status.WITHDRAWN)),
    )
    return counts["erased"], counts["withdrawn"]
