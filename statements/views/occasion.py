"""The page of an occasion."""

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

from statements.models import Occasion
from statements.search.entries import statements_of
from statements.search.occasion_map import map_occasion, rows_of_occasion
from statements.search.plain import when
from statements.views.permalinks import find, moved, page_number
from statements.views.tables import csv_response
from statements.views.unchanged import unless_unchanged


@require_safe
@unless_unchanged
def occasion(request: HttpRequest, public_id: str, slug: str) -> HttpResponse:
    """An event: when and where, and what was said there."""
    found = find(Occasion.objects.filter(public_id__isnull=False), public_id)
    if elsewhere := moved(request, found):
        return elsewhere
    context = {
        "occasion": found,
        "held": when(found.held, found.held_basis),
        "map": map_occasion(found),
        "statements": statements_of(found, page_number(request)),
    }
    return render(request, "statements/occasion.html", context)


@require_safe
def occasion_csv(request: HttpRequest, public_id: str) -> HttpResponseBase:
    """Who carried which statement of an occasion, a row for each pair of statement and outlet."""
    found = find(Occasion.objects.filter(public_id__isnull=False), public_id)
    columns = ("statement", "words", "outlet", "carried", "articles of the outlet held of that week")
    return csv_response("outlets", columns, rows_of_occasion(found))
