"""A pasted quotation looked up, and many at once."""

import csv
from collections.abc import Callable, Iterator
from io import StringIO

from django.http import HttpRequest, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from statements.forms import CheckForm, LinesForm
from statements.search.check import Checked, check
from statements.search.coverage import read_coverage

COLUMNS = ("quotation", "verdict", "statement", "speakers", "said", "outlets", "words nobody carried")
# What a spreadsheet would take for a formula.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


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
    return StreamingHttpResponse(
        rows,
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": 'attachment; filename="checked.csv"'},
    )


def _rows(lines: list[str], absolute: Callable[[str], str]) -> Iterator[str]:
    yield "\ufeff" + _line(COLUMNS)
    for line in lines:
        yield _line([line, *_cells(check(line), absolute)])


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


def _line(cells: tuple[str, ...] | list[str]) -> str:
    out = StringIO()
    csv.writer(out).writerow([f"'{cell}" if cell.startswith(_FORMULA) else cell for cell in cells])
    return out.getvalue()
