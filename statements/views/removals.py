"""The public log of removals."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from statements.search.removals import read_removals
from statements.views.permalinks import page_number


@require_safe
def removals(request: HttpRequest) -> HttpResponse:
    """What was withdrawn or erased, when and why, newest first: that something is missing is never hidden."""
    page = read_removals(page_number(request))
    if page.pages.is_beyond:
        raise Http404(gettext("There is no such page of this list."))
    return render(request, "statements/removals.html", {"page": page})
