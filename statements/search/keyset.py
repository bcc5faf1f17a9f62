"""Where a page begins that stays the same however many quotes come in before it: after a quote, in an order.

In an address it is the value that the order goes by and the quote's id, "2018-04-04.0hx5mdw9": it holds when the quote
is no longer open, too.
"""

import re
from datetime import date

from statements.citations.identifiers import is_well_formed
from statements.models import Quote, SearchDocument
from statements.search.conditions import Condition
from statements.search.engine import After

# What each order goes by: the column, and the sign between a quote and one that comes after it.
BY = {
    "newest": ("day", "<"),
    "oldest": ("day", ">"),
    "carried": ("outlets", "<"),
    "earliest": ("earliest", ">"),
}
NO_DAY = "undated"
_TYPED = re.compile(rf"(?:(\d{{4}}-\d\d-\d\d)|(\d{{1,6}})|{NO_DAY})\.([a-z0-9]{{8}})", re.ASCII)


def is_place(typed: str) -> bool:
    """Whether it may be a place in a list."""
    match = _TYPED.fullmatch(typed)
    if match is None or not is_well_formed(match[3]):
        return False
    try:
        return match[1] is None or bool(date.fromisoformat(match[1]))
    except ValueError:
        return False


def read_place(order: str, typed: str) -> After | None:
    """The place that an address names; None where there is no such quote, or the order goes by something else. It has
    to be a place by `is_place`.
    """
    value, _, public_id = typed.partition(".")
    is_number, is_day = value.isdecimal(), not value.isdecimal() and value != NO_DAY
    wants_number = order not in BY or order == "carried"
    key = Quote.objects.filter(public_id=public_id).values_list("pk", flat=True).first()
    if key is None or (is_number != wants_number):
        return None
    return After(date.fromisoformat(value) if is_day else int(value) if is_number else None, key)


def write_place(order: str, key: int) -> str:
    """The place after a quote that is in the list now. Raises SearchDocument.DoesNotExist where it is not."""
    column = BY[order][0] if order in BY else "wordings"  # the order of coming in goes by no column
    value, public_id = SearchDocument.objects.values_list(column, "quote__public_id").get(pk=key)
    return f"{NO_DAY if value is None else value}.{public_id}"


def comes_after(order: str, after: After) -> Condition:
    """Quotes that come after a place; those without a day come last."""
    tie = Condition("quote_id < %s", (after.key,))
    if order not in BY:
        return tie
    column, sign = BY[order]
    if after.value is None:
        return Condition(f"({column} IS NULL AND {tie.sql})", tie.params)
    return Condition(
        f"({column} {sign} %s OR ({column} = %s AND {tie.sql}) OR {column} IS NULL)",
        (after.value, after.value, *tie.params),
    )
