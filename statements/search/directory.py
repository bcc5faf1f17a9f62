"""The lists of all speakers, outlets, topics, occasions and refrains, page by page."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from django.db.models import Case, CharField, Count, F, Func, Model, OuterRef, QuerySet, Subquery, Value, When
from django.db.models.functions import Cast, Coalesce, ExtractYear, Left, Upper
from django.utils.translation import gettext

from statements.models import Credit, Occasion, Outlet, Quote, Speaker, Topic
from statements.models.document import Facet
from statements.models.quote import FirstDay, LastDay
from statements.search.coverage import counts_of
from statements.search.results import Pages, make_pages, page_of

# A list of names is read faster than cards are.
NAMES_PER_PAGE = 200


@dataclass(frozen=True, slots=True)
class Directory:
    """A page of a list, in groups, as by first letter; a list without groups is one with the name "". With
    `is_about` its numbers are estimates, and the smallest are not known.
    """

    pages: Pages
    groups: tuple[tuple[str, tuple[Model, ...]], ...]
    is_about: bool = False


def listed_speakers() -> QuerySet[Speaker]:
    """All speakers with a page, persons by the last word of their name."""
    family_name = Func(
        F("name"), Value(r"^.*\s"), Value(""), function="regexp_replace", output_field=CharField()
    )
    key = Case(When(kind=Speaker.Kind.PERSON, then=family_name), default=F("name"))
    said = Credit.objects.filter(speaker=OuterRef("pk"), quote__status=Quote.Status.PUBLISHED)
    # Not one subquery for all: the planner would read every statement.
    speakers = Speaker.objects.public().annotate(one=said.values("pk")[:1]).filter(one__isnull=False)
    return speakers.annotate(key=Upper(key), group=Left("key", 1)).order_by("key", "name")


def listed_outlets() -> QuerySet[Outlet]:
    """All outlets with a page."""
    return Outlet.objects.filter(public_id__isnull=False, merged_into=None).order_by("name")


def listed_topics() -> QuerySet[Topic]:
    """All topics with a page."""
    return Topic.objects.filter(public_id__isnull=False, merged_into=None).order_by("name")


def listed_occasions() -> QuerySet[Occasion]:
    """All occasions with a page, by year, the last first and the undated at the end; each has its `quote_count`."""
    day = Coalesce(FirstDay("held_on"), LastDay("held_on"))
    year = Coalesce(Cast(ExtractYear(day), CharField()), Value(gettext("Undated")))
    said = Quote.objects.published().filter(occasion=OuterRef("pk")).order_by().values("occasion")
    number = Coalesce(Subquery(said.annotate(n=Count("pk")).values("n")), 0)
    rows = Occasion.objects.filter(public_id__isnull=False).annotate(day=day, group=year, quote_count=number)
    return rows.order_by(F("day").desc(nulls_last=True), "title", "pk")


def read_directory(rows: QuerySet, number: int, facet: Facet | None = None) -> Directory:
    """One page of the rows, by their `group` where they have one. Of a facet, each has its
    `quote_count`: the published statements that have it.
    """
    pages = make_pages(number, rows.count(), NAMES_PER_PAGE)
    shown = list(page_of(rows, pages))
    if facet is None:
        return Directory(pages, tuple(_by_group(shown)))
    counts = counts_of(facet)
    held = dict(counts.values)
    for row in shown:
        row.quote_count = held.get(row.pk, 0)
    return Directory(pages, tuple(_by_group(shown)), counts.is_about)


def _by_group(rows: Iterable[Model]) -> Iterable[tuple[str, tuple[Model, ...]]]:
    for name, held in groupby(rows, key=lambda row: getattr(row, "group", "")):
        yield name, tuple(held)
