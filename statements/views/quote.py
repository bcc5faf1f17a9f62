"""The page of a quote."""

from functools import cache
from typing import Any

from django.conf import settings
from django.db.models import Max, QuerySet
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from statements.citations.cited import credits_with_roles, quote_reference
from statements.citations.metadata import quotation, quote_tags
from statements.citations.styles.table import FILES
from statements.forms import WordingForm
from statements.models import Quote
from statements.search.carried import with_carried
from statements.search.printings import Wanted
from statements.search.quote import QuotePage, read_quote, with_topics
from statements.search.reach import with_reach
from statements.search.record import with_record
from statements.search.refrain import is_repeated
from statements.search.replies import with_replies
from statements.views.citations import OFFERED, citation_file, printed, signposts
from statements.views.permalinks import find, in_all_forms, is_editor, moved, tombstone
from statements.views.unchanged import unless_unchanged
from statements.views.versions import newest_state


@require_safe
@in_all_forms
@unless_unchanged
def quote(request: HttpRequest, public_id: str, *, form: str) -> HttpResponse:
    """A published quote; a tombstone for one that is gone; the way to where a merged one is; pending for editors."""
    found = find(_quotes(), public_id)
    if found.status == Quote.Status.PENDING and not is_editor(request):
        raise Http404(gettext("There is no statement with the id “%(id)s”.") % {"id": public_id})
    if stone := tombstone(request, found, as_json=form != "html"):
        return stone
    if elsewhere := moved(request, found):
        return elsewhere
    if form == "json":
        return newest_state(found)
    if form != "html":
        return _as_file(found, form)
    page = read_quote(found, _wanted(request))
    if page.printings.pages.is_beyond:
        raise Http404(gettext("There is no such page of the printings of this statement."))
    response = render(request, "statements/quote.html", _context(found, page))
    response["Link"] = signposts(found, [credit.speaker.url for credit in page.credits])
    if found.status == Quote.Status.PENDING:
        patch_cache_control(response, private=True)
    return response


def _context(found: Quote, page: QuotePage) -> dict[str, Any]:
    """The page, its citations, and what machines read of it."""
    return {
        "page": page,
        "permalink": f"{settings.SITE_URL}{found.get_absolute_url()}",
        "cited": printed(page.reference),
        "files": OFFERED,
        "source": printed(page.source, page.reference.authors),
        "tags": quote_tags(found, page.reference, [topic.label for topic in page.topics]),
    }


def _as_file(found: Quote, form: str) -> HttpResponse:
    """The citation of a quote, or its linked data."""
    credits = list(credits_with_roles().filter(quote=found))
    newest = found.versions.aggregate(newest=Max("number"))["newest"]
    reference = quote_reference(found, credits, newest, timezone.localdate())
    if form in FILES:
        return citation_file(reference, form)
    return JsonResponse(quotation(found, reference), content_type="application/ld+json")


@cache
def _quotes() -> QuerySet[Quote]:
    """Quotes with all that their page reads of them. Putting this together takes as long as asking it."""
    rows = Quote.objects.select_related("occasion", "reference__reading__article__outlet", "answer_to")
    return with_reach(with_carried(with_replies(with_record(rows)))).annotate(
        filed=with_topics(), is_repeated=is_repeated()
    )


def _wanted(request: HttpRequest) -> Wanted:
    """What the words are compared with. An address that asks for what there is not still shows the statement."""
    form = WordingForm(request.GET)
    form.is_valid()
    given = form.cleaned_data
    return Wanted(
        given.get("against", ""),
        given.get("diff") == "exact",
        given.get("printings") or 1,
        given.get("at", ""),
    )
