"""Facets: what a list of quotes can be narrowed by, and how many quotes each choice gives."""

from collections import defaultdict
from dataclasses import dataclass, replace

from django.db.models import Case, CharField, Count, Exists, F, OuterRef, Q, QuerySet, Value, When, Window
from django.db.models.functions import Cast, ExtractYear

from statements.models import Carriage, Credit, Outlet, Speaker, Topic
from statements.search.criteria import FACETS, NONE, Criteria
from statements.search.matches import filed, matching

# As many as are read at a glance; the rest is one link away.
SHORT_LIST = 8
# A list of this length is read through; whoever wants the last of 20,000 speakers searches for the name.
LONG_LIST = 500
TITLES = {"speaker": "Speaker", "outlet": "Outlet", "topic": "Topic", "year": "Year said"}
PLURALS = {"speaker": "speakers", "outlet": "outlets", "topic": "topics", "year": "years"}
BUCKETS = {"speaker": "Unattributed", "year": "Undated"}


@dataclass(frozen=True, slots=True)
class FacetValue:
    """One tick: its value in the address, its label, how many quotes it gives, and the address with it toggled."""

    value: str
    label: str
    count: int
    is_selected: bool
    toggle_url: str


@dataclass(frozen=True, slots=True)
class Facet:
    """A group of ticks, the chosen ones first. `all_url` shows the rest; it is empty where nothing is left out."""

    name: str
    label: str
    plural: str
    values: tuple[FacetValue, ...]
    total: int
    all_url: str


Names = dict[tuple[str, str], str]


def count_facets(criteria: Criteria, names: Names) -> tuple[Facet, ...]:
    """The four facets with their counts, in one query. A facet's counts ignore its own values.

    `names` are the labels of the chosen values, as `chosen_names` gives them: a chosen value without quotes stays.
    """
    first, *others = (_counts(criteria, facet) for facet in FACETS)
    rows = defaultdict(list)
    for facet, value, label, count, total in first.union(*others, all=True):
        rows[facet].append((value, label, count, total))
    return tuple(_facet(criteria, facet, rows[facet], names) for facet in FACETS)


def chosen_names(criteria: Criteria) -> Names:
    """(facet, value) -> name for all chosen values that exist, in one query; an unknown id is not among them."""
    names = {("year", year): year for year in criteria.year}
    names |= {(facet, NONE): label for facet, label in BUCKETS.items()}
    chosen = {Speaker: criteria.speaker, Outlet: criteria.outlet, Topic: criteria.topic}
    queries = [
        model._default_manager.filter(public_id__in=ids).values_list(
            Value(model._meta.model_name, output_field=CharField()), "public_id", "name"
        )
        for model, ids in chosen.items()
        if ids
    ]
    if queries:
        rows = queries[0].order_by().union(*(query.order_by() for query in queries[1:]), all=True)
        names |= {(facet, public_id): name for facet, public_id, name in rows}
    return names


def _counts(criteria: Criteria, facet: str) -> QuerySet:
    """Rows (facet, value, label, count, how many values there are) of the facet's largest and its chosen values."""
    quotes, chosen = matching(criteria, but=facet), criteria.chosen(facet)
    rows: QuerySet
    if facet == "year":
        rows = quotes.with_day().annotate(value=Cast(ExtractYear("day"), CharField()), label=F("value"))
    elif facet == "speaker":
        rows = _credited(quotes)
    elif facet == "outlet":
        outlet = "appearance__reading__article__outlet"
        rows = _named(Carriage.objects.active().filter(quote__in=quotes.values("pk")), outlet)
    else:
        rows = _named(filed().filter(quote__in=quotes.values("pk")), "topic")
    counted = "pk" if facet in ("year", "speaker") else "quote"
    real = [value for value in chosen if value != NONE]
    is_chosen = Q(value__in=real) | Q(value=None) if NONE in chosen else Q(value__in=real)
    counts = (
        rows.order_by()
        .values("value", "label")
        .annotate(
            n=Count(counted, distinct=True),
            total=Window(Count("*")),
            rank=Case(When(is_chosen, then=0), default=1) if chosen else Value(1),
            facet=Value(facet, output_field=CharField()),
        )
    )
    largest = ("rank", F("value").desc(nulls_last=True)) if facet == "year" else ("rank", "-n", "label")
    limit = LONG_LIST if criteria.expanded == facet else SHORT_LIST
    return counts.order_by(*largest).values_list("facet", "value", "label", "n", "total")[
        : limit + len(chosen)
    ]


def _credited(quotes: QuerySet) -> QuerySet:
    """A row for each quote and speaker, and one without a value for each quote without a speaker."""
    has_speaker = Exists(Credit.objects.filter(quote=OuterRef("pk")))
    known = Q(credits__speaker__public_id__isnull=False) | ~Q(has_speaker)
    return quotes.filter(known).annotate(
        value=F("credits__speaker__public_id"), label=F("credits__speaker__name")
    )


def _named(rows: QuerySet, path: str) -> QuerySet:
    """The rows whose outlet or topic has a page, with its id and name."""
    has_page = {f"{path}__public_id__isnull": False}
    return rows.filter(**has_page).annotate(value=F(f"{path}__public_id"), label=F(f"{path}__name"))


def _facet(criteria: Criteria, facet: str, rows: list[tuple[str, str, int, int]], names: Names) -> Facet:
    chosen = criteria.chosen(facet)
    total = rows[0][3] if rows else 0
    counts = {value or NONE: (label or BUCKETS.get(facet, ""), count) for value, label, count, _ in rows}
    for value in chosen:
        counts.setdefault(value, (names.get((facet, value), value), 0))
    picked = [value for value in counts if value in chosen]
    limit = LONG_LIST if criteria.expanded == facet else SHORT_LIST
    others = [value for value in counts if value not in chosen][: max(limit - len(picked), 0)]
    values = tuple(
        FacetValue(value, *counts[value], value in chosen, criteria.toggled(facet, value).url)
        for value in picked + others
    )
    is_cut = total > len(values)
    all_url = replace(criteria, expanded=facet).url if is_cut and criteria.expanded != facet else ""
    return Facet(facet, TITLES[facet], PLURALS[facet], values, total, all_url)
