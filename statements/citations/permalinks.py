"""Where a permanent id leads now: to its own entry, to the one that it was merged into, or to a tombstone."""

from collections.abc import Mapping, Sequence
from typing import Any, TypeVar

from django.db import connection
from django.db.models import Exists, Model, OuterRef

from statements.models import Act, Carriage, Quote, Revision

Row = TypeVar("Row", bound=Model)
# States of a quote of which only a tombstone is left.
GONE = {Quote.Status.WITHDRAWN, Quote.Status.ERASED}

# The acts of merging are kept one by one, so that each can be undone; the way through all of them is walked here.
WAY = """
WITH RECURSIVE way (id, next, step) AS (
    SELECT id, merged_into_id, 0 FROM {table} WHERE id = %s
    UNION ALL
    SELECT entry.id, entry.merged_into_id, way.step + 1 FROM way JOIN {table} entry ON entry.id = way.next
) CYCLE id SET turned USING steps
SELECT id FROM way WHERE next IS NULL
"""
# Which of the quotes with these public ids are gone, or were merged into one that is.
GONE_IN_THE_END = """
WITH RECURSIVE way (named, next, status) AS (
    SELECT public_id, merged_into_id, status FROM statements_quote WHERE public_id = ANY (%s)
    UNION ALL
    SELECT way.named, entry.merged_into_id, entry.status
    FROM way JOIN statements_quote AS entry ON entry.id = way.next
) CYCLE named, next SET turned USING steps
SELECT DISTINCT named FROM way WHERE status = ANY (%s)
"""


def where_now(row: Row) -> Row:
    """The entry that a row of quotes, speakers, outlets or topics was merged into, in the end; or the row itself.

    The row itself, too, where two were merged into each other: the lock keeps that from happening, and a page that
    never comes would be worse than one of an entry that should not be there.
    """
    if getattr(row, "merged_into_id", None) is None:
        return row
    table = row._meta.db_table  # one of ours, no input
    manager = type(row)._default_manager
    ends = list(manager.raw(WAY.format(table=table), [row.pk]))
    return manager.get(pk=ends[0].pk) if ends else row


def act_behind(quote: Quote) -> Act | None:
    """The act that brought a quote into the state it is in, if an editor's act did."""
    if quote.status == Quote.Status.ERASED:
        return Act.objects.filter(kind=Act.Kind.ERASE, entry_noun="quote", entry_id=quote.pk).first()
    lines = Revision.objects.filter(noun="quote", row_id=quote.pk, after__status=quote.status)
    line = lines.exclude(act_id=None).order_by("-pk").first()
    return Act.objects.filter(pk=line.act_id).first() if line else None


def name_gone(documents: Sequence[Mapping[str, Any]]) -> list[bool]:
    """For each frozen state, whether it shows words of a quote that is gone by now: of one that it names, or in an
    appearance that one holds and no quote that can be seen. In two queries for all."""
    quotes = [{quote["id"] for quote in document.get("quotes", ())} for document in documents]
    shown = [
        {entry["id"] for entry in document.get("appearances", ()) if entry["id"]} for document in documents
    ]
    with connection.cursor() as cursor:
        cursor.execute(GONE_IN_THE_END, [list(set().union(*quotes)), list(GONE)])
        gone = {public_id for (public_id,) in cursor.fetchall()}
    active = Carriage.objects.active()
    seen = active.filter(appearance=OuterRef("appearance"), quote__status=Quote.Status.PUBLISHED)
    held = active.filter(quote__status__in=GONE, appearance__public_id__in=set().union(*shown))
    held = held.exclude(Exists(seen))
    gone |= set(held.values_list("appearance__public_id", flat=True))
    # A line that no quote has any more is of those that are gone.
    unsaid = [document.get("type") == "refrain" and not document["quotes"] for document in documents]
    return [
        is_unsaid or bool(gone & (named | printed))
        for is_unsaid, named, printed in zip(unsaid, quotes, shown, strict=True)
    ]


def is_gone(quote: Quote) -> bool:
    """Whether only a tombstone is left of a quote."""
    return quote.status in GONE
