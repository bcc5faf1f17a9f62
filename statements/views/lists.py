"""The lists of speakers, outlets, topics, occasions and refrains."""

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from statements.models.document import Facet
from statements.search.coverage import counted_refrains
from statements.search.directory import (
    listed_occasions,
    listed_outlets,
    listed_speakers,
    listed_topics,
    read_directory,
)
from statements.views.permalinks import page_number
from statements.views.unchanged import unless_unchanged


@require_safe
@unless_unchanged
def speakers(request: HttpRequest) -> HttpResponse:
    """Everybody who said something in the archive, from A to Z."""
    return _listing(request, "speakers", listed_speakers(), Facet.SPEAKER)


@require_safe
@unless_unchanged
def outlets(request: HttpRequest) -> HttpResponse:
    """Everybody who published something in the archive."""
    return _listing(request, "outlets", listed_outlets(), Facet.OUTLET)


@require_safe
@unless_unchanged
def topics(request: HttpRequest) -> HttpResponse:
    """What the statements are about."""
    return _listing(request, "topics", listed_topics(), Facet.TOPIC)


@require_safe
@unless_unchanged
def occasions(request: HttpRequest) -> HttpResponse:
    """Where statements were made, by year."""
    return _listing(request, "occasions", listed_occasions())


@require_safe
@unless_unchanged
def refrains(request: HttpRequest) -> HttpResponse:
    """Lines that somebody said on more than one occasion, the most repeated first."""
    return _listing(request, "refrains", counted_refrains().order_by("-quote_count", "-id"))


def _listing(request: HttpRequest, name: str, rows: QuerySet, facet: Facet | None = None) -> HttpResponse:
    directory = read_directory(rows, page_number(request), facet)
    if directory.pages.is_beyond:
        raise Http404(gettext("There is no such page of this list."))
    return render(request, f"statements/{name}.html", {"directory": directory})
