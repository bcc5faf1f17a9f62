"""Two or three outlets beside each other."""

from collections.abc import Iterator, Sequence

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from statements.filters import QuoteFilter
from statements.forms import CompareForm
from statements.models import Quote
from statements.search.criteria import Criteria
from statements.search.engine import Query
from statements.search.fields import ends_of
from statements.search.side_by_side import (
    Comparable,
    Named,
    comparable,
    keys_of_all,
    narrowed,
    read_beside,
    side_by_side,
)
from statements.views.permalinks import page_number
from statements.views.tables import csv_response
from statements.views.unchanged import unless_unchanged

COLUMNS = ("statement", "speakers", "said", "outlet", "published", "words", "relation", "percent", "lag")


@require_safe
@unless_unchanged
def compare(request: HttpRequest) -> HttpResponse:
    """What all of some outlets carried, in whose words, and how much each carried alone."""
    form, criteria, problems = _asked(request)
    held, chosen, topic = _chosen(form, criteria)
    days = ends_of(criteria.ranges.get("said", ""))
    context = {"form": form, "held": held, "topic": topic, "problems": problems, "chosen": chosen}
    context["days"] = [
        request.GET.get(f"said_{end}", day) for end, day in zip(("from", "to"), days, strict=True)
    ]
    if chosen:
        page = side_by_side(chosen, narrowed(criteria, topic), criteria, page_number(request))
        if page.pages.is_beyond:
            raise Http404(gettext("There is no such page of this list."))
        context |= {"page": page, "query": request.GET.urlencode()}
    status = 400 if form.errors or problems else 200
    return render(request, "statements/compare.html", context, status=status)


@require_safe
def compare_csv(request: HttpRequest) -> HttpResponseBase:
    """All that all of some outlets carried, a row for each statement and outlet; else the page that says why not."""
    form, criteria, problems = _asked(request)
    if not form.is_valid() or problems:
        return compare(request)
    _, chosen, topic = _chosen(form, criteria)
    return csv_response("compared", COLUMNS, _rows(chosen, narrowed(criteria, topic)))


def _rows(outlets: Sequence[Named], query: Query) -> Iterator[tuple[str, ...]]:
    for keys in keys_of_all(outlets, query):
        for row in read_beside(keys, outlets):
            speakers = "; ".join(speaker.label for speaker in row.speakers)
            for side in row.sides:
                words = "".join(each.text for each in side.words if each.kind in ("said", "added"))
                about = (side.outlet, side.published, words, side.relation, str(side.percent), side.lag)
                yield (row.statement.id, speakers, row.said.text, *about)


def _asked(request: HttpRequest) -> tuple[CompareForm, Criteria, list[str]]:
    """Which outlets, of which topic and days, and what is wrong with that; other parameters say nothing here."""
    form = CompareForm(request.GET if {"a", "b"} <= request.GET.keys() else None, initial=request.GET.dict())
    known = request.GET.copy()
    for name in set(known) - {"topic", "said", "said_from", "said_to"}:
        del known[name]
    filters = QuoteFilter(known, queryset=Quote.objects.none())
    return form, filters.criteria(), filters.problems()


def _chosen(form: CompareForm, criteria: Criteria) -> tuple[Comparable, list[Named], Named | None]:
    """What can be compared, which outlets are, and on which topic. Raises Http404 for an unknown one."""
    ids = [each.lower() for each in form.cleaned_data["asked"]] if form.is_valid() else []
    topic = next(iter(criteria.chosen("topic")), "")
    held = comparable(ids, topic)
    outlets, topics = ({each.id: each for each in names} for names in (held.outlets, held.topics))
    if not outlets.keys() >= set(ids) or (topic and topic not in topics):
        raise Http404(
            gettext("There is no such outlet or topic in this archive: the address may be mistyped.")
        )
    return held, [outlets[each] for each in ids], topics.get(topic)
