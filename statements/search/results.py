"""One page of a search: its quotes, its facets, and what narrows it down."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import ceil
from typing import Any

from django.utils.translation import get_language, gettext

from statements.search.cards import Card, make_cards
from statements.search.criteria import BEST, DEFAULT_SORT, FACETS, RANGES, SIZES, Criteria
from statements.search.engine import Wanted
from statements.search.engines import engine
from statements.search.facets import Chosen, ShownFacet, most_of, shown_facets
from statements.search.grouping import Group, group_printings
from statements.search.keyset import read_place, write_place
from statements.search.lines import Shelf, one_page
from statements.search.matches import Asked, asked, without
from statements.search.plain import Link
from statements.search.proposals import proposal
from statements.search.relevance import COMPARED, best_first

PAGE_SIZE = SIZES[0]
# Each page further back costs the database more. From here on they begin after a place, and have no numbers; larger
# pages come there sooner.
LAST_PAGE = 500


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
        return self.number + 1 if self.number < min(self.count, _last_page(self.size)) else 0

    @property
    def is_beyond(self) -> bool:
        """Whether there is no such page."""
        return self.number > self.count


@dataclass(frozen=True, slots=True)
class Results:
    """A page of results; `next_url` leads to a page after the last with a number. `unknown` names what nothing in the
    archive bears; `remedies` and a `proposal` help an empty search. With a `margin`, in percent, the total is an
    estimate that may be wrong by so much either way.
    """

    pages: Pages
    cards: tuple[Card, ...]
    groups: tuple[Group, ...]
    facets: tuple[ShownFacet, ...]
    chips: tuple[Chip, ...]
    unknown: tuple[str, ...]
    remedies: tuple[Remedy, ...]
    margin: int = 0
    next_url: str = ""
    proposal: Link | None = None


# All pages of a search have the same filters in use.
CHIPS: Shelf[tuple[Criteria, str | None], tuple[Chip, ...]] = Shelf(1000)


@one_page()
def find_quotes(criteria: Criteria) -> Results:
    """One page of the published quotes that meet the criteria, in at most eight queries. Raises QueryError."""
    ask = asked(criteria)
    facets = {facet.facet: most_of(criteria, name) for name, facet in FACETS.items()}
    start = (criteria.page - 1) * criteria.size
    order = criteria.sort if criteria.sort != BEST else DEFAULT_SORT
    after = read_place(order, criteria.after) if criteria.after else None
    if ask.tree and criteria.sort == BEST:
        found = engine().search(
            ask.query, Wanted(order, 0, start + max(COMPARED - start, criteria.size)), facets
        )
        keys = (best_first(found.keys[:COMPARED], ask.tree) + found.keys[COMPARED:])[
            start : start + criteria.size
        ]
    else:
        found = engine().search(ask.query, Wanted(order, start, criteria.size, after), facets)
        keys = found.keys
    unknown = (
        ask.unknown
        if after or not criteria.after
        else (*ask.unknown, gettext("place %(place)s") % {"place": criteria.after})
    )
    is_far = bool(criteria.after) or criteria.page >= _last_page(criteria.size)
    return Results(
        pages=make_pages(criteria.page, found.total, criteria.size),
        cards=make_cards(keys, ask.tree) if not criteria.group else (),
        groups=group_printings(keys, criteria.group) if criteria.group else (),
        facets=shown_facets(criteria, found.facets, ask.chosen),
        chips=chips_of(criteria, ask.chosen),
        unknown=unknown,
        remedies=() if found.total else _remedies(criteria, ask),
        proposal=None if found.total else proposal(criteria, ask),
        margin=ceil(100 * found.margin),
        next_url=_next(criteria, keys)
        if is_far and criteria.sort != BEST and not criteria.is_pending
        else "",
    )


def _next(criteria: Criteria, keys: Sequence[int]) -> str:
    """The address of the page after these keys, "" where there is none."""
    if len(keys) < criteria.size:
        return ""
    return replace(criteria, page=1, after=write_place(criteria.sort, keys[-1])).url


def _last_page(size: int) -> int:
    return LAST_PAGE * PAGE_SIZE // size


def make_pages(number: int, total: int, size: int = PAGE_SIZE) -> Pages:
    """The pages of a list of so many entries; an empty list has one."""
    return Pages(number, max(ceil(total / size), 1), total, size)


def page_of(rows: Any, pages: Pages) -> Any:
    """The rows of a queryset that stand on one page; none beyond the last."""
    return rows[pages.first - 1 : pages.last] if not pages.is_beyond else rows.none()


def chips_of(criteria: Criteria, chosen: Chosen) -> tuple[Chip, ...]:
    """The filters in use, in the order of the parameters."""
    held, search = CHIPS.held(), (replace(criteria, page=1, after=""), get_language())
    if search not in held:
        held[search] = _chips_of(search[0], chosen)
    return held[search]


def _chips_of(criteria: Criteria, chosen: Chosen) -> tuple[Chip, ...]:
    words = [Chip(gettext("Words"), criteria.text, criteria.without("text").url)] if criteria.text else []
    if criteria.is_pending:
        words.append(
            Chip(
                gettext("Status"),
                gettext("pending, for editors alone"),
                replace(criteria, page=1, is_pending=False).url,
            )
        )
    values = [
        Chip(
            gettext(facet.title), chosen.get((name, value), (0, value))[1], criteria.toggled(name, value).url
        )
        for name, facet in FACETS.items()
        for value in criteria.chosen(name)
    ]
    ranges = [
        Chip(gettext(title), criteria.ranges[name], criteria.without(name).url)
        for name, title in RANGES.items()
        if criteria.ranges.get(name)
    ]
    return (*words, *values, *ranges)


def _remedies(criteria: Criteria, ask: Asked) -> tuple[Remedy, ...]:
    """What each filter takes away from an empty search, in one query; those that would not help are left out."""
    used = criteria.used
    if len(used) < 2:
        return ()
    counts = engine().count([without(ask.query, name) for name in used])
    return tuple(
        Remedy(_label(name), count, criteria.without(name).url)
        for name, count in zip(used, counts, strict=True)
        if count
    )


def _label(name: str) -> str:
    return gettext("words") if name == "text" else gettext(RANGES.get(name) or FACETS[name].title).lower()
