"""Search and browse, one page for both."""

from dataclasses import replace

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from statements.filters import QuoteFilter
from statements.models import Quote
from statements.search.criteria import BEST, RANGES, SORTS, Criteria
from statements.search.fields import FIELDS
from statements.search.passages import QUOTATION_MARKS
from statements.search.results import find_quotes
from statements.views.unchanged import unless_unchanged


@require_safe
@unless_unchanged
def search(request: HttpRequest) -> HttpResponse:
    """A page of results. Leads to the one address of a search from any other; says what is wrong with a faulty one."""
    criteria, problems = _asked(request)
    if not problems and not _is_canonical(request, criteria):
        return redirect(criteria.url)
    context = {
        "criteria": criteria,
        "results": find_quotes(criteria),
        "problems": problems,
        "typed": request.GET.get("q", "").replace("\0", ""),
        "has_marks": any(mark in criteria.text for mark in QUOTATION_MARKS),
        "sorts": [each for each in SORTS.items() if criteria.text or each[0] != BEST],
        "ranges": [
            {
                "name": name,
                "label": label,
                "value": criteria.ranges.get(name, ""),
                "example": FIELDS[name].example.partition(":")[2],
            }
            for name, label in RANGES.items()
        ],
    }
    return render(request, "statements/search.html", context, status=400 if problems else 200)


def _asked(request: HttpRequest) -> tuple[Criteria, list[str]]:
    """What is asked for, and what is wrong with that; only editors may ask for what is pending."""
    filters = QuoteFilter(request.GET, queryset=Quote.objects.none())
    criteria = filters.criteria()
    if criteria.is_pending and not request.user.is_staff:
        criteria = replace(criteria, is_pending=False)
    return criteria, filters.problems()


def _is_canonical(request: HttpRequest, criteria: Criteria) -> bool:
    asked = [(name, tuple(values)) for name, values in request.GET.lists()]
    return asked == list(criteria.parameters.items())
