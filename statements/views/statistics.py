"""Statistics of the archive, or of any search."""

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

from statements.filters import QuoteFilter
from statements.models import Quote
from statements.search.criteria import Criteria
from statements.search.statistics import read_statistics, rows_of
from statements.views.tables import csv_response
from statements.views.unchanged import unless_unchanged

COLUMNS = ("facet", "value", "label", "statements")


@require_safe
@unless_unchanged
def statistics(request: HttpRequest) -> HttpResponse:
    """How the statements of a search are spread. A faulty parameter is told and left out."""
    criteria, problems = _asked(request)
    context = {
        "criteria": criteria,
        "statistics": read_statistics(criteria),
        "problems": problems,
        "query": criteria.url.partition("?")[2],
    }
    return render(request, "statements/statistics.html", context, status=400 if problems else 200)


@require_safe
def statistics_csv(request: HttpRequest) -> HttpResponseBase:
    """The whole tables of a search; for a faulty one the page that says what is wrong with it."""
    criteria, problems = _asked(request)
    return statistics(request) if problems else csv_response("statistics", COLUMNS, rows_of(criteria))


def _asked(request: HttpRequest) -> tuple[Criteria, list[str]]:
    filters = QuoteFilter(request.GET, queryset=Quote.objects.none())
    return filters.criteria().published(), filters.problems()
