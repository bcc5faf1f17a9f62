"""The page of a refrain."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from statements.search.refrain import read_refrain, shown_refrains
from statements.views.permalinks import find, moved, page_number


@require_safe
def refrain(request: HttpRequest, public_id: str) -> HttpResponse:
    """A line with every occasion on which it was said, and who carried it each time."""
    found = find(shown_refrains(), public_id)
    if elsewhere := moved(request, found):
        return elsewhere
    page = read_refrain(found, page_number(request))
    if page.pages.is_beyond:
        raise Http404("There is no such page of this refrain.")
    context = {"page": page, "permalink": f"{settings.SITE_URL}{found.get_absolute_url()}"}
    return render(request, "statements/refrain.html", context)
