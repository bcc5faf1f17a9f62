"""Speakers, outlets, topics, occasions, refrains and articles."""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.urls import reverse

from statements.citations.permalinks import where_now
from statements.models import Article, Occasion, Outlet, Refrain, Speaker, Topic
from statements.search.article import read_article
from statements.search.export.entries import count_entries, read_entries, read_entry
from statements.search.refrain import heir_of, quotes_left
from statements.views.api.answer import Problem, endpoint, page_of_rows
from statements.views.api.parameters import PAGED, no_such_place, read_page, write_cursor
from statements.views.permalinks import find

MODELS: dict[str, Any] = {
    "speakers": Speaker,
    "outlets": Outlet,
    "topics": Topic,
    "occasions": Occasion,
    "refrains": Refrain,
    "articles": Article,
}
# A key of the database has at most so many digits.
LONGEST_KEY = 18


@endpoint(*PAGED)
def entries(request: HttpRequest, *, noun: str) -> HttpResponse:
    """All entries of a kind, page by page, in the order in which they came."""
    limit, place, is_counted, _ = read_page(request)
    if place and not (place.isascii() and place.isdecimal() and len(place) <= LONGEST_KEY):
        raise no_such_place()
    rows, last = read_entries(noun, int(place or 0), limit)
    more = {"count": {"entries": count_entries(noun)}} if is_counted else {}
    return page_of_rows(request, rows, write_cursor(str(last)) if last else "", **more)


@endpoint()
def entry(request: HttpRequest, public_id: str, *, noun: str) -> HttpResponse:
    """One entry; of an article also what everybody may read of its text."""
    found = find(MODELS[noun].objects.filter(public_id__isnull=False), public_id)
    now = where_now(found)
    if noun == "refrains" and not quotes_left_in(found):
        now = _heir(found)
    if now != found or public_id != found.public_id:
        address = reverse(f"api-one-of-{noun}", args=[now.public_id])
        return HttpResponseRedirect(address, status=302 if now != found else 301)
    row = read_entry(noun, found.pk)
    if noun == "articles":
        page = read_article(found, is_editor=False)
        row["text"] = [
            "".join(" […] " if p.is_gap else p.text for p in block.pieces) for block in page.blocks
        ]
    return JsonResponse(row)


def quotes_left_in(refrain: Refrain) -> bool:
    """Whether a refrain still has published statements."""
    return refrain.repetitions.filter(is_active=True, quote__status="published").exists()


def _heir(refrain: Refrain) -> Refrain:
    """The refrain that has the line now. Raises Problem where there is none."""
    if heir := heir_of(refrain):
        return heir
    left = sorted(quotes_left(refrain).values_list("public_id", flat=True))
    raise Problem(410, "No statement is left in this refrain.", id=refrain.public_id, quotes=left)
