"""The page of a quote."""

from functools import cache

from django.conf import settings
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from statements.forms import WordingForm
from statements.models import Quote
from statements.search.carried import with_carried
from statements.search.printings import Wanted
from statements.search.quote import read_quote, with_topics
from statements.search.reach import with_reach
from statements.search.record import with_record
from statements.search.replies import with_replies
from statements.views.permalinks import find, in_two_forms, is_editor, moved, tombstone
from statements.views.unchanged import unless_unchanged
from statements.views.versions import newest_state


@require_safe
@in_two_forms
@unless_unchanged
def quote(request: HttpRequest, public_id: str, *, as_json: bool) -> HttpResponse:
    """A published quote; a tombstone for one that is gone; the way to where a merged one is; pending for editors."""
    found = find(_quotes(), public_id)
    if found.status == Quote.Status.PENDING and not is_editor(request):
        raise Http404(gettext("There is no statement with the id “%(id)s”.") % {"id": public_id})
    if stone := tombstone(request, found, as_json=as_json):
        return stone
    if elsewhere := moved(request, found, as_json=as_json):
        return elsewhere
    if as_json:
        return newest_state(found)
    page = read_quote(found, _wanted(request))
    if page.printings.pages.is_beyond:
        raise Http404(gettext("There is no such page of the printings of this statement."))
    permalink = f"{settings.SITE_URL}{found.get_absolute_url()}"
    response = render(request, "statements/quote.html", {"page": page, "permalink": permalink})
    if found.status == Quote.Status.PENDING:
        patch_cache_control(response, private=True)
    return response


@cache
def _quotes() -> QuerySet[Quote]:
    """Quotes with all that their page reads of them. Putting this together takes as long as asking it."""
    rows = Quote.objects.select_related("occasion", "reference__reading__article__outlet", "answer_to")
    return with_reach(with_carried(with_replies(with_record(rows)))).annotate(filed=with_topics())


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
