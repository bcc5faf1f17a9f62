"""Frozen sets: all of them, one of them in every form, and the making of one."""

from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from statements.citations.cited import set_reference
from statements.citations.metadata import set_tags
from statements.citations.sets import count_gone
from statements.citations.styles.table import FILES as CITATIONS
from statements.curation import Refused, TooMuch, freeze_set
from statements.forms import ExportForm, SetForm
from statements.models import FrozenSet
from statements.search.criteria import Criteria
from statements.search.export.frozen import FILES, codebook_of_sets, found_by, set_as_zip
from statements.search.export.rows import keys_of
from statements.search.results import make_pages
from statements.search.sets import MEMBERS_PER_PAGE, listed_sets, read_set
from statements.views.addresses import address_of_client
from statements.views.citations import citation_file, printed
from statements.views.export import asked_export, export_page, wanted_export
from statements.views.permalinks import find, moved, page_number

# The files of its citation that a page offers.
OFFERED = (("bib", "BibLaTeX"), ("ris", "RIS"), ("csl.json", "CSL-JSON"))


@require_safe
def sets(request: HttpRequest) -> HttpResponse:
    """The sets that were made, newest first."""
    pages = make_pages(page_number(request), FrozenSet.objects.count())
    if pages.is_beyond:
        raise Http404(gettext("There is no such page of this list."))
    return render(request, "statements/sets.html", {"sets": listed_sets(pages), "pages": pages})


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def new_set(request: HttpRequest) -> HttpResponse:
    """The form for the title of a set; sent, it freezes what the search of the address finds, and leads to the set."""
    criteria, drawn, problems = asked_export(request.GET)
    if problems:
        return export_page(request, criteria, drawn, problems)
    export = wanted_export(criteria, drawn, "csv")
    keys = keys_of(export.query, "newest", export.draw)
    form = SetForm(request.POST or None)
    context = {"form": form, "number": len(keys), "criteria": criteria}
    if request.method != "POST" or not form.is_valid():
        return render(request, "statements/new_set.html", context, status=400 if form.is_bound else 200)
    try:
        return redirect(
            freeze_set(
                keys,
                title=form.cleaned_data["title"],
                search=_parameters(criteria, drawn),
                codebook=codebook_of_sets(),
                address=address_of_client(request),
            )
        )
    except Refused as refusal:
        status = 429 if isinstance(refusal, TooMuch) else 400
        return render(request, "statements/new_set.html", context | {"refusal": refusal}, status=status)


def _parameters(criteria: Criteria, drawn: ExportForm) -> dict[str, list[str]]:
    """The parameters of the search and of what is drawn by lot, by which the same can be found again."""
    given = drawn.cleaned_data
    lot = {name: [str(given[name])] for name in ("n", "strata", "seed") if given["n"] and given[name]}
    return {name: [*values] for name, values in criteria.parameters.items()} | lot


@require_safe
def frozen_set(request: HttpRequest, public_id: str, *, form: str = "") -> HttpResponseBase:
    """The page of a set, or one of its files."""
    row = find(FrozenSet.objects.all(), public_id)
    if elsewhere := moved(request, row):
        return elsewhere
    if form in CITATIONS:
        return citation_file(set_reference(row, timezone.localdate()), form)
    if form == "zip":
        return _download(row, form, StreamingHttpResponse(set_as_zip(row), content_type="application/zip"))
    if form:
        file = FILES[form]
        lines = StreamingHttpResponse(file.write(row), content_type=f"{file.media_type}; charset=utf-8")
        return lines if form in ("json", "sha256") else _download(row, form, lines)
    return _page(request, row)


def _download(row: FrozenSet, form: str, response: HttpResponseBase) -> HttpResponseBase:
    response["Content-Disposition"] = f'attachment; filename="{row.public_id}.{form}"'
    return response


def _page(request: HttpRequest, row: FrozenSet) -> HttpResponse:
    pages = make_pages(page_number(request), len(row.members), MEMBERS_PER_PAGE)
    if pages.is_beyond:
        raise Http404(gettext("There is no such page of this set."))
    context = {"set": row, "members": read_set(row, pages), "pages": pages, "found_by": found_by(row)}
    context["erased"], context["withdrawn"] = count_gone(row)
    return render(request, "statements/set.html", context | _citable(row))


def _citable(row: FrozenSet) -> dict[str, Any]:
    """Its files, citations and proof, and what machines read of it."""
    permalink = f"{settings.SITE_URL}{row.get_absolute_url()}"
    reference = set_reference(row, timezone.localdate())
    types = {f"{permalink}.{form}": file.media_type for form, file in FILES.items()}
    return {
        "permalink": permalink,
        "downloads": [(f"{permalink}.{form}", file.label) for form, file in FILES.items()],
        "sha256": bytes(row.sha256).hex(),
        "cited": printed(reference),
        "files": OFFERED,
        "tags": set_tags(row, reference, types),
    }
