"""One page of a search: its quotes, its facets, and what narrows it down."""

from dataclasses import dataclass
from math import ceil
from typing import Any

from django.db.models import Count, IntegerField, Value
from django.db.models.functions import Coalesce

from statements.search.cards import Card, make_cards
from statements.search.criteria import FACETS, Criteria
from statements.search.facets import TITLES, Facet, Names, chosen_names, count_facets
from statements.search.matches import matching, ordered

PAGE_SIZE = 20


@dataclass(frozen=True, slots=True)
class Chip:
    """A filter in use, and the address of the same search without it."""

    label: str
    value: str
    url: str


@dataclass(frozen=True, slots=True)
class Remedy:
    """How many quotes an empty search would give without one of its filters."""

    label: str
    count: int
    url: str


@dataclass(frozen=True, slots=True)
class Pages:
    """Where a page of a list stands: entries `first` to `last` of `total`."""

    number: int
    count: int
    total: int
    size: int

    @property
    def first(self) -> int:
        """The number of the page's first entry."""
        return (self.number - 1) * self.size + 1

    @property
    def last(self) -> int:
        """The number of the page's last entry."""
        return min(self.number * self.size, self.total)

    @property
    def before(self) -> int:
        """The number of the page before, or 0."""
        return self.number - 1

    @property
    def after(self) -> int:
        """The number of the page after, or 0."""
        return self.number + 1 if self.number < self.count else 0

    @property
    def is_beyond(self) -> bool:
        """Whether there is no such page."""
        return self.number > self.count


@dataclass(frozen=True, slots=True)
class Results:
    """A page of results. `unknown` names chosen ids that nothing bears; `remedies` are given for an empty search."""

    pages: Pages
    cards: tuple[Card, ...]
    facets: tuple[Facet, ...]
    chips: tuple[Chip, ...]
    unknown: tuple[str, ...]
    remedies: tuple[Remedy, ...]


def find_quotes(criteria: Criteria) -> Results:
    """One page of the published quotes that meet the criteria, in at most eight queries. Raises QueryError."""
    names = chosen_names(criteria)
    quotes = matching(criteria)
    total = quotes.count()
    pages = make_pages(criteria.page, total)
    cards = make_cards(page_of(ordered(quotes, criteria.sort), pages), criteria.text) if total else ()
    return Results(
        pages=pages,
        cards=cards,
        facets=count_facets(criteria, names),
        chips=_chips(criteria, names),
        unknown=tuple(
            f"{TITLES[facet].lower()} {value}"
            for facet in FACETS
            for value in criteria.chosen(facet)
            if (facet, value) not in names
        ),
        remedies=() if total else _remedies(criteria),
    )


def make_pages(number: int, total: int, size: int = PAGE_SIZE) -> Pages:
    """The pages of a list of so many entries; an empty list has one."""
    return Pages(number, max(ceil(total / size), 1), total, size)


def page_of(rows: Any, pages: Pages) -> Any:
    """The rows of a queryset that stand on one page; none beyond the last."""
    return rows[pages.first - 1 : pages.last] if not pages.is_beyond else rows.none()


def _chips(criteria: Criteria, names: Names) -> tuple[Chip, ...]:
    words = [Chip("Words", criteria.text, criteria.without("text").url)] if criteria.text else []
    return tuple(words) + tuple(
        Chip(TITLES[facet], names.get((facet, value), value), criteria.toggled(facet, value).url)
        for facet in FACETS
        for value in criteria.chosen(facet)
    )


def _remedies(criteria: Criteria) -> tuple[Remedy, ...]:
    """What each filter takes away from an empty search, in one query; those that would not help are left out."""
    used = [name for name in ("text", *FACETS) if getattr(criteria, name)]
    if len(used) < 2:
        return ()
    queries = [
        matching(criteria, but=name)
        .order_by()
        .annotate(filter=Value(name))
        .values("filter")
        .annotate(n=Coalesce(Count("pk", distinct=True), 0, output_field=IntegerField()))
        .values_list("filter", "n")
        for name in used
    ]
    counts = dict(queries[0].union(*queries[1:], all=True))
    return tuple(
        Remedy(
            "words" if name == "text" else TITLES[name].lower(),
            counts[name],
            criteria.without(name).url,
        )
        for name in used
        if counts.get(name)
    )
