"""Feeds: what is new in a search, in a list of entries, and in the log of removals."""

from typing import Any

from django.conf import settings
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.feedgenerator import Atom1Feed
from django.utils.text import Truncator
from django.utils.translation import gettext, gettext_noop
from django.views.decorators.http import require_safe

from statements.citations.cited import ARCHIVE, cited, with_citations, words_of
from statements.citations.styles.parts import straight
from statements.citations.styles.table import STYLES
from statements.filters import QuoteFilter
from statements.models import FrozenSet, Occasion, Outlet, Quote, Revision, Speaker, Topic
from statements.search.coverage import counted_refrains
from statements.search.criteria import Criteria
from statements.search.engine import Wanted
from statements.search.engines import engine
from statements.search.matches import asked
from statements.search.removals import read_removals
from statements.views.unchanged import unless_unchanged

ENTRIES = 50
TITLE_WORDS = 30
# The lists of entries by the names of their addresses.
LISTS: dict[str, tuple[str, QuerySet[Any]]] = {
    "speakers": (gettext_noop("speakers"), Speaker.objects.public().filter(merged_into=None)),
    "outlets": (gettext_noop("outlets"), Outlet.objects.filter(public_id__isnull=False, merged_into=None)),
    "topics": (gettext_noop("topics"), Topic.objects.filter(public_id__isnull=False, merged_into=None)),
    "occasions": (gettext_noop("occasions"), Occasion.objects.filter(public_id__isnull=False)),
    "refrains": (gettext_noop("refrains"), counted_refrains()),
    "sets": (gettext_noop("sets"), FrozenSet.objects.defer("members", "codebook")),
}


@require_safe
@unless_unchanged
def search_feed(request: HttpRequest) -> HttpResponse:
    """The newest statements of a search, each with its speaker and citation, as Atom (RFC 4287)."""
    filters = QuoteFilter(request.GET, queryset=Quote.objects.none())
    if problems := filters.problems():
        return HttpResponse("\n".join(problems), status=400, content_type="text/plain; charset=utf-8")
    criteria = filters.criteria().published()
    found = engine().search(asked(criteria).query, Wanted("added", 0, ENTRIES), {})
    rows = with_citations(Quote.objects.published().filter(pk__in=found.keys)).in_bulk()
    return _answer(_feed(criteria, [rows[key] for key in found.keys if key in rows]))


@require_safe
@unless_unchanged
def list_feed(request: HttpRequest, *, noun: str) -> HttpResponse:
    """The newest entries of one of LISTS."""
    title, rows = LISTS[noun]
    newest = list(rows.order_by("-pk")[:ENTRIES])
    lines = Revision.objects.filter(
        noun=rows.model._meta.model_name,
        row_id__in=[row.pk for row in newest],
        operation=Revision.Operation.INSERT,
    )
    added = dict(lines.values_list("row_id", "made_at"))
    feed = _empty(title, reverse(noun), request.path)
    for row in newest:
        url, day = f"{settings.SITE_URL}{row.get_absolute_url()}", added.get(row.pk)
        feed.add_item(str(row), url, "", unique_id=url, pubdate=day, updateddate=day)
    return _answer(feed)


@require_safe
@unless_unchanged
def removals_feed(request: HttpRequest) -> HttpResponse:
    """What was withdrawn or erased last."""
    feed = _empty(gettext("What was removed"), reverse("removals"), request.path)
    for removal in read_removals(1).rows:
        url, day = f"{settings.SITE_URL}{reverse('quote', args=[removal.public_id])}", removal.removed_at
        title = gettext("Erased") if removal.is_erased else gettext("Withdrawn")
        feed.add_item(f"{title}: {removal.public_id}", url, removal.reason, unique_id=url, updateddate=day)
    return _answer(feed)


def _answer(feed: Atom1Feed) -> HttpResponse:
    return HttpResponse(feed.writeString("utf-8"), content_type=Atom1Feed.content_type)


def _empty(title: str, address: str, own: str) -> Atom1Feed:
    site = settings.SITE_URL
    name = f"{ARCHIVE}: {title}"
    return Atom1Feed(
        title=name,
        link=f"{site}{address}",
        description="",
        feed_url=f"{site}{own}",
        language="en",
        author_name=ARCHIVE,
    )


def _feed(criteria: Criteria, quotes: list[Quote]) -> Atom1Feed:
    asked_for = criteria.url.partition("?")[2]
    title = criteria.text or asked_for or gettext("all statements")
    own = f"{reverse('search-feed')}{'?' if asked_for else ''}{asked_for}"
    feed = _empty(title, criteria.url, own)
    for quote in quotes:
        reference = cited(quote, timezone.localdate())
        url = f"{settings.SITE_URL}{quote.get_absolute_url()}"
        feed.add_item(
            title=f"“{Truncator(words_of(quote)).words(TITLE_WORDS)}”",
            link=url,
            unique_id=url,
            description=STYLES["apa"].html(reference),
            author_name="; ".join(map(straight, reference.authors)) or gettext("Unattributed"),
            pubdate=quote.added_at,
            updateddate=quote.reviewed_at or quote.added_at,
        )
    return feed
