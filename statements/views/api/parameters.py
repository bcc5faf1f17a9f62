"""The parameters of the API, checked: what is wrong with one is told by its name."""

import re
from base64 import urlsafe_b64decode, urlsafe_b64encode

from django import forms
from django.http import HttpRequest

from statements.filters import MOST_VALUES, QuoteFilter
from statements.models import Quote
from statements.search.criteria import FACETS, RANGES, SORTS, SPANS, Criteria
from statements.views.api.answer import Problem

SEARCHED = ("q", *FACETS, *RANGES, *(f"{name}_{end}" for name in SPANS for end in ("from", "to")), "sort")
PAGED = ("limit", "cursor", "count")
USUAL, MOST = 20, 100
# Ours are some forty of these.
CURSOR = "[0-9A-Za-z_-]{0,80}"
ID = re.compile("([0-9A-Za-z]{8}|none)?", re.ASCII)
# One order goes by how well the words fit, which has no place to go on from.
ORDERS = [order for order in SORTS if order != "best"]


class PageForm(forms.Form):
    """Which page of a list, how long, and whether all are counted."""

    limit = forms.IntegerField(min_value=1, max_value=MOST, required=False)
    cursor = forms.RegexField(f"^{CURSOR}$", required=False)
    count = forms.ChoiceField(choices=[("true", "true"), ("false", "false")], required=False)
    sort = forms.ChoiceField(choices=[(order, order) for order in ORDERS], required=False)
    facets = forms.MultipleChoiceField(choices=[(name, name) for name in FACETS], required=False)


def read_page(request: HttpRequest) -> tuple[int, str, bool, list[str]]:
    """The length of the page, the place it begins after, whether to count, and the facets. Raises Problem."""
    form = PageForm(request.GET)
    if not form.is_valid():
        name, errors = next(iter(form.errors.items()))
        raise Problem(400, f"{name}: {errors[0]}", parameter=name)
    given = form.cleaned_data
    return given["limit"] or USUAL, read_cursor(given["cursor"]), given["count"] == "true", given["facets"]


def read_criteria(request: HttpRequest) -> Criteria:
    """The search. Raises Problem for a faulty parameter; an id with a slip of the pen is one that there is not."""
    filters = QuoteFilter(request.GET, queryset=Quote.objects.none())
    if problems := filters.problems():
        name = next(iter(filters.form.errors))
        is_unknown = name in FACETS and FACETS[name].is_entry and _look_like_ids(request.GET.getlist(name))
        raise Problem(404 if is_unknown else 400, problems[0], parameter=name)
    return filters.criteria()


def _look_like_ids(values: list[str]) -> bool:
    return len(values) <= MOST_VALUES and all(ID.fullmatch(value) for value in values)


def write_cursor(place: str) -> str:
    """A place in a list as something that nobody needs to understand."""
    return urlsafe_b64encode(place.encode()).decode().rstrip("=")


def read_cursor(cursor: str) -> str:
    """The place of a cursor, empty for none. Raises Problem for what is no cursor of ours."""
    try:
        return urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)).decode()
    except ValueError as error:
        raise no_such_place() from error


def no_such_place() -> Problem:
    """What a cursor gets that leads nowhere."""
    return Problem(404, "cursor: there is no such place in this list.", parameter="cursor")
