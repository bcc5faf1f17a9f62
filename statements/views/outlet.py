"""The page of an outlet."""

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from statements.models import Outlet
from statements.search.entries import articles_of, statements_of, with_article_figures
from statements.search.manner import manner_of, rows_of, with_manner
from statements.views.permalinks import find, moved, page_number
from statements.views.tables import csv_response


@require_safe
def outlet(request: HttpRequest, public_id: str, slug: str) -> HttpResponse:
    """A publisher: what kind, what the archive holds of it, what it carried, and how."""
    found = find(with_manner(with_article_figures(_outlets())), public_id)
    if elsewhere := moved(request, found):
        return elsewhere
    context = {
        "outlet": found,
        "manner": manner_of(found),
        "articles": articles_of(found, page_number(request, "articles")),
        "statements": statements_of(found, page_number(request)),
    }
    return render(request, "statements/outlet.html", context)


@require_safe
def outlet_csv(request: HttpRequest, public_id: str) -> HttpResponseBase:
    """How an outlet carries, as a table."""
    manner = manner_of(find(with_manner(_outlets()), public_id))
    if manner is None:
        raise Http404(gettext("This outlet carried no published statement."))
    return csv_response("manner", ("what", "value", "printings", "of"), rows_of(manner))


def _outlets() -> QuerySet[Outlet]:
    return Outlet.objects.filter(public_id__isnull=False)
