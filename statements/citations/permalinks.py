"""Where a permanent id leads now: to its own entry, to the one that it was merged into, or to a tombstone."""

from typing import TypeVar

from django.db.models import Model

from statements.models import Act, Quote, Revision

Row = TypeVar("Row", bound=Model)
# States of a quote of which only a tombstone is left.
GONE = {Quote.Status.WITHDRAWN, Quote.Status.ERASED}

# The acts of merging are kept one by one, so that each can be undone; the way through all of them is walked here.
WAY = """
WITH RECURSIVE way (id, next, step) AS (
    SELECT id, merged_into_id, 0 FROM {table} WHERE id = %s
    UNION ALL
    SELECT entry.id, entry.merged_into_id, way.step + 1 FROM way JOIN {table} entry ON entry.id = way.next
)
SELECT id FROM way WHERE next IS NULL
"""


def where_now(row: Row) -> Row:
    """The entry that a row of quotes, speakers, outlets or topics was merged into, in the end; or the row itself."""
    if getattr(row, "merged_into_id", None) is None:
        return row
    table = row._meta.db_table  # one of ours, no input
    manager = type(row)._default_manager
    return manager.get(pk=manager.raw(WAY.format(table=table), [row.pk])[0].pk)


def act_behind(quote: Quote) -> Act | None:
    """The act that brought a quote into the state it is in, if an editor's act did."""
    if quote.status == Quote.Status.ERASED:
        return Act.objects.filter(kind=Act.Kind.ERASE, entry_noun="quote", entry_id=quote.pk).first()
    lines = Revision.objects.filter(noun="quote", row_id=quote.pk, after__status=quote.status)
    line = lines.exclude(act_id=None).order_by("-pk").first()
    return Act.objects.filter(pk=line.act_id).first() if line else None


def is_gone(quote: Quote) -> bool:
    """Whether only a tombstone is left of a quote."""
    return quote.status in GONE
