"""A search as data: the page that asks what is wanted of it, and the files."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse, QueryDict, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from statements.filters import QuoteFilter
from statements.forms import ExportForm
from statements.models import Quote
from statements.search.criteria import FACETS, Criteria
from statements.search.export.codebook import codebook
from statements.search.export.fields import ROWS
from statements.search.export.files import FORMATS, Export, lines_of, zip_of
from statements.search.export.rows import Draw
from statements.search.matches import asked


@require_safe
def export(request: HttpRequest) -> HttpResponse:
    """What can be taken out of a search, and in which form."""
    criteria, form, problems = asked_export(request.GET)
    return export_page(request, criteria, form, problems)


@require_safe
def export_file(request: HttpRequest, *, form: str) -> HttpResponseBase:
    """The file itself, sent while it is read; for a faulty address the page that says what is wrong with it."""
    criteria, filled, problems = asked_export(request.GET)
    if form in FORMATS and FORMATS[form].is_of_quotes and not problems:
        problems = _unfit(filled, FORMATS[form].label)
    if problems:
        return export_page(request, criteria, filled, problems)
    wanted = wanted_export(criteria, filled, form)
    if form == "zip":
        packed = zip_of(wanted, filled.cleaned_data["form"] or "csv")
        response = StreamingHttpResponse(packed, content_type="application/zip")
    else:
        lines = lines_of(wanted, form)
        response = StreamingHttpResponse(lines, content_type=f"{FORMATS[form].media_type}; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{wanted.rows}.{form}"'
    book = f"{settings.SITE_URL}{reverse('codebook', args=[wanted.rows])}"
    response["Link"] = f'<{book}>; rel="describedby"; type="text/csv"'
    return response


@require_safe
def codebook_file(_: HttpRequest, rows: str) -> StreamingHttpResponse:
    """What the columns of one kind of rows mean."""
    return StreamingHttpResponse(
        codebook(ROWS[rows]),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{rows}-codebook.csv"'},
    )


def _unfit(form: ExportForm, label: str) -> list[str]:
    """What is asked for that a file of references has not."""
    given = form.cleaned_data
    if given["rows"] in ("", "quotes") and not given["code"]:
        return []
    message = gettext("%(format)s has one reference for each statement: leave the rows and the columns out.")
    return [message % {"format": label}]


def asked_export(given: QueryDict) -> tuple[Criteria, ExportForm, list[str]]:
    """The search and what is wanted of it, and what is wrong with them."""
    filters, form = QuoteFilter(given, queryset=Quote.objects.none()), ExportForm(given)
    form.is_valid()
    faults = [f"{form[name].label}: {error}" for name, errors in form.errors.items() for error in errors]
    return filters.criteria().published(), form, [*filters.problems(), *faults]


def export_page(
    request: HttpRequest, criteria: Criteria, form: ExportForm, problems: list[str]
) -> HttpResponse:
    """The page that asks what is wanted; with problems it is an error (400)."""
    context = {
        "criteria": criteria,
        "form": form,
        "problems": problems,
        "query": criteria.url.partition("?")[2],
        "hidden": [(name, value) for name, values in criteria.parameters.items() for value in values],
        "files": [(reverse(f"export-{ending}"), file.label) for ending, file in FORMATS.items()],
        "books": list(ROWS),
    }
    return render(request, "statements/export.html", context, status=400 if problems else 200)


def wanted_export(criteria: Criteria, form: ExportForm, ending: str) -> Export:
    """What is taken out of a search as a file that ends so."""
    given = form.cleaned_data
    is_of_quotes = ending in FORMATS and FORMATS[ending].is_of_quotes
    strata = FACETS[given["strata"]].facet if given["strata"] else None
    return Export(
        query=asked(criteria).query,
        rows="quotes" if is_of_quotes else given["rows"] or "quotes",
        source=f"{settings.SITE_URL}{criteria.url}",
        draw=Draw(given["n"], given["seed"], strata) if given["n"] else None,
        coded=given["code"],
    )
