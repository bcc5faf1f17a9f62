"""What was withdrawn or erased, for the public log of removals."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from statements.citations.permalinks import GONE
from statements.models import Act, Quote, Revision
from statements.search.results import Pages, make_pages, page_of

# To undo a restoration, or the confirmation that published a quote, withdraws it too.
REMOVING = (Act.Kind.WITHDRAW, Act.Kind.ERASE, Act.Kind.UNDO)


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
    quotes = _removed()
    pages = make_pages(number, quotes.count())
    return Removals(pages, _told(page_of(quotes, pages)))


def all_removals() -> tuple[Removal, ...]:
    """All of them, newest first."""
    return _told(_removed())


def _removed() -> QuerySet[Any]:
    """The quotes that are gone, each with the key of the act `behind` it, the newest first."""
    about = Act.objects.filter(entry_noun="quote", kind__in=REMOVING).values("entry_id")
    erased = Act.objects.filter(kind=Act.Kind.ERASE, entry_noun="quote", entry_id=OuterRef("pk"))
    lines = Revision.objects.filter(noun="quote", row_id=OuterRef("pk"), act_id__isnull=False)
    withdrawn = lines.filter(after__status=Quote.Status.WITHDRAWN).order_by("-pk")
    behind = Coalesce(Subquery(erased.values("pk")[:1]), Subquery(withdrawn.values("act_id")[:1]))
    quotes = Quote.objects.filter(status__in=GONE, pk__in=about).annotate(behind=behind)
    return quotes.filter(behind__isnull=False).order_by("-behind")


def _told(quotes: Iterable[Any]) -> tuple[Removal, ...]:
    rows = list(quotes)
    acts = Act.objects.in_bulk([quote.behind for quote in rows])
    return tuple(_removal(acts[quote.behind], quote) for quote in rows)


def _removal(act: Act, quote: Quote) -> Removal:
    is_erased = quote.status == Quote.Status.ERASED
    return Removal(quote.public_id or "", is_erased, act.made_at, "" if is_erased else act.reason)
