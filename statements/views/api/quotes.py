"""Statements and their printings."""

import json
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.urls import reverse

from statements.citations.permalinks import where_now
from statements.models import Appearance, Carriage, Quote
from statements.search.criteria import FACETS, Criteria
from statements.search.engine import Found, Wanted
from statements.search.engines import engine
from statements.search.export.rows import read_rows
from statements.search.facets import most_of, shown_facets
from statements.search.keyset import is_place, read_place, write_place
from statements.search.matches import Asked, asked
from statements.search.selectors import selectors_of
from statements.views.api.answer import Answer, Problem, endpoint, page_of_rows
from statements.views.api.parameters import (
    PAGED,
    SEARCHED,
    no_such_place,
    read_criteria,
    read_page,
    write_cursor,
)
from statements.views.permalinks import find, tombstone


@endpoint(*SEARCHED, *PAGED, "facets")
def quotes(request: HttpRequest) -> HttpResponse:
    """A search, page by page; counted, and its facets, where that is asked for."""
    return _search(request, "quotes")


@endpoint(*SEARCHED, *PAGED)
def appearances(request: HttpRequest) -> HttpResponse:
    """The printings of the statements of a search; a page has those of `limit` statements."""
    return _search(request, "appearances")


@endpoint()
def quote(request: HttpRequest, public_id: str) -> HttpResponse:
    """A statement with all its printings; the way to where a merged one is, and what is left of one that is gone."""
    found = find(Quote.objects.all(), public_id)
    if stone := tombstone(request, found, as_json=True):
        raise Problem(410, "This statement was withdrawn or erased.", **_members(stone))
    now = where_now(found)
    if now != found or public_id != found.public_id:
        address = reverse("api-quote", args=[now.public_id])
        return HttpResponseRedirect(address, status=302 if now != found else 301)
    rows = list(read_rows("quotes", [found.pk]))
    if not rows:
        raise Problem(404, f"There is no statement with the id “{public_id}”.")
    return JsonResponse(rows[0] | {"appearances": list(read_rows("appearances", [found.pk]))})


def _members(stone: HttpResponse) -> dict[str, Any]:
    members = json.loads(stone.content)
    members["state"] = members.pop("status")
    return dict(members)


@endpoint()
def appearance(request: HttpRequest, public_id: str) -> HttpResponse:
    """A printing, with where in its article it stands (W3C Web Annotation selectors)."""
    found = find(Appearance.objects.select_related("reading__article__outlet"), public_id)
    shown = Carriage.objects.active().filter(appearance=found).values_list("quote_id", flat=True)
    rows = [row for row in read_rows("appearances", list(shown)) if row["appearance"] == found.public_id]
    if not rows:
        raise Problem(410, "No published statement has this printing.", id=found.public_id)
    return JsonResponse(rows[0] | {"selectors": selectors_of(found)})


def _search(request: HttpRequest, kind: str) -> HttpResponse:
    limit, place, is_counted, facets = read_page(request)
    criteria = read_criteria(request)
    ask = asked(criteria)
    after = read_place(criteria.sort, place) if is_place(place) else None
    if place and after is None:
        raise no_such_place()
    wanted = {FACETS[name].facet: most_of(criteria, name) for name in facets}
    found = engine().search(ask.query, Wanted(criteria.sort, 0, limit, after), wanted)
    cursor = write_cursor(write_place(criteria.sort, found.keys[-1])) if len(found.keys) == limit else ""
    rows = list(read_rows(kind, found.keys))
    return page_of_rows(request, rows, cursor, **_counts(criteria, ask, found, is_counted, facets))


def _counts(criteria: Criteria, ask: Asked, found: Found, is_counted: bool, facets: list[str]) -> Answer:
    counts: Answer = {}
    if is_counted:
        counts["count"] = {
            "statements": found.total,
            "is_estimate": bool(found.margin),
            "margin": found.margin,
        }
    if facets:
        shown = shown_facets(criteria, found.facets, ask.chosen)
        counts["facets"] = {
            facet.name: [{"value": v.value, "label": v.label, "statements": v.count} for v in facet.values]
            for facet in shown
        }
    return counts
