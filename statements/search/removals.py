"""What was withdrawn or erased, for the public log of removals."""

from dataclasses import dataclass
from datetime import datetime

from statements.models import Act, Quote
from statements.search.results import Pages, make_pages, page_of

REMOVING = (Act.Kind.WITHDRAW, Act.Kind.ERASE)


@dataclass(frozen=True, slots=True)
class Removal:
    """One quote that was taken out. Of an erased one no reason is told: it might say who asked, or what it said."""

    public_id: str
    is_erased: bool
    removed_at: datetime
    reason: str


@dataclass(frozen=True, slots=True)
class Removals:
    """One page of the log."""

    pages: Pages
    rows: tuple[Removal, ...]


def read_removals(number: int) -> Removals:
    """This page of the removals that still hold, newest first, in three queries."""
    acts = Act.objects.filter(kind__in=REMOVING, entry_noun="quote", undone_by=None).order_by("-pk")
    pages = make_pages(number, acts.count())
    shown = list(page_of(acts, pages))
    quotes = Quote.objects.in_bulk([act.entry_id for act in shown])
    return Removals(
        pages, tuple(_removal(act, quotes[act.entry_id]) for act in shown if act.entry_id in quotes)
    )


def _removal(act: Act, quote: Quote) -> Removal:
    is_erased = quote.status == Quote.Status.ERASED
    return Removal(quote.public_id or "", is_erased, act.made_at, "" if is_erased else act.reason)
