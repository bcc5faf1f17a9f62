"""A pasted quotation looked up, and many at once."""

from collections.abc import Callable, Iterator

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from statements.forms import CheckForm, LinesForm
from statements.search.check import Checked, check
from statements.search.coverage import read_coverage
from statements.views.tables import csv_response

COLUMNS = ("quotation", "verdict", "statement", "speakers", "said", "outlets", "words nobody carried")


@require_http_methods(["GET", "HEAD", "POST"])
def check_quotation(request: HttpRequest) -> HttpResponseBase:
    """What the archive holds of a sentence; of the lines of a file, as CSV."""
    if request.method == "POST":
        return _check_lines(request)
    form = CheckForm(request.GET)
    checked = check(form.cleaned_data["text"]) if form.is_valid() and form.cleaned_data["text"] else None
    context = {"form": form, "lines": LinesForm(), "checked": checked, "coverage": read_coverage()}
    return render(request, "statements/check.html", context, status=200 if form.is_valid() else 400)


def _check_lines(request: HttpRequest) -> HttpResponseBase:
    form = LinesForm(request.POST, request.FILES)
    if not form.is_valid():
        context = {"form": CheckForm({}), "lines": form, "coverage": read_coverage()}
        return render(request, "statements/check.html", context, status=400)
    rows = _rows(form.cleaned_data["lines"], request.build_absolute_uri)
    return csv_response("checked", COLUMNS, rows)


def _rows(lines: list[str], absolute: Callable[[str], str]) -> Iterator[list[str]]:
    return ([line, *_cells(check(line), absolute)] for line in lines)


def _cells(checked: Checked, absolute: Callable[[str], str]) -> list[str]:
    left = " … ".join(stretch.text.strip() for stretch in checked.line if stretch.kind == "added")
    if not checked.matches:
        return [checked.verdict, "", "", "", "", left]
    best = checked.matches[0]
    return [
        best.verdict,
        absolute(best.url),
        "; ".join(link.label for link in best.speakers),
        best.said.text,
        "; ".join(mark.outlet.label for mark in best.outlets),
        left,
    ]
