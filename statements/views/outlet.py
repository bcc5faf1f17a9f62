"""The page of an outlet."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from statements.models import Outlet
from statements.search.entries import articles_of, statements_of, with_article_figures
from statements.views.permalinks import find, moved, page_number


@require_safe
def outlet(request: HttpRequest, public_id: str, slug: str) -> HttpResponse:
    """A publisher: what kind, what the archive holds of it, and what it carried."""
    found = find(with_article_figures(Outlet.objects.filter(public_id__isnull=False)), public_id)
    if elsewhere := moved(request, found):
        return elsewhere
    context = {
        "outlet": found,
        "ownerships": found.ownerships.order_by("held"),
        "articles": articles_of(found, page_number(request, "articles")),
        "statements": statements_of(found, page_number(request)),
    }
    return render(request, "statements/outlet.html", context)
