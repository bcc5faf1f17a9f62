"""Search and browse, one page for both."""

from dataclasses import replace

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from statements.filters import QuoteFilter
from statements.models import Quote
from statements.search.criteria import BEST, RANGES, SIZES, SORTS, SPANS, Criteria
from statements.search.fields import FIELDS, ends_of
from statements.search.grouping import GROUPS
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
        "statistics_query": criteria.published().url.partition("?")[2],
        "problems": problems,
        "typed": request.GET.get("q", "").replace("\0", ""),
        "has_marks": any(mark in criteria.text for mark in QUOTATION_MARKS),
        "sorts": [(key, gettext(name)) for key, name in SORTS.items() if criteria.text or key != BEST],
        "groups": [(key, gettext(name)) for key, name in GROUPS.items()],
        "sizes": SIZES,
        "inputs": [each for name in RANGES for each in _inputs(request, name, criteria.ranges.get(name, ""))],
    }
    return render(request, "statements/search.html", context, status=400 if problems else 200)


def _inputs(request: HttpRequest, name: str, value: str) -> list[tuple[str, str, str, str]]:
    """The fields of a form for a range: name, label, what stands in it (also where it is faulty), and an example."""
    label, example = RANGES[name], FIELDS[name].example.partition(":")[2]
    first, last = ends_of(value) if name in SPANS else ("", "")
    fields = [(name, gettext(label), value, example)]
    if name in SPANS:
        since = gettext("%(what)s from") % {"what": gettext(label)}
        fields = [(f"{name}_from", since, first, "2018"), (f"{name}_to", gettext("to"), last, "2019-04")]
    return [(field, title, request.GET.get(field, held), like) for field, title, held, like in fields]


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
