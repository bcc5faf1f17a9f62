"""How the statements of a search are spread: over years, speakers, outlets, verbs and the rest."""

from collections.abc import Iterator
from dataclasses import dataclass

from statements.search.criteria import FACETS, Criteria
from statements.search.engine import Wanted
from statements.search.engines import engine
from statements.search.facets import EVERY, ShownFacet, most_of, names_of, shown_facets
from statements.search.histogram import Histogram
from statements.search.matches import asked
from statements.search.plain import LEAST_CASES, percent_of
from statements.search.results import Chip, chips_of

# How long the longest bar is, in units of the drawing.
FULL = 100


@dataclass(frozen=True, slots=True)
class Row:
    """A value: how many statements, their share in percent or None, the list of them, and how long its bar is."""

    label: str
    count: int
    percent: int | None
    url: str
    length: float


@dataclass(frozen=True, slots=True)
class Chart:
    """The values of a facet with most statements, of `kinds` in all. Statements of several values count for each."""

    name: str
    title: str
    plural: str
    rows: tuple[Row, ...]
    kinds: int
    histogram: Histogram | None
    all_url: str


@dataclass(frozen=True, slots=True)
class Statistics:
    """The charts of a search that has `total` statements. With `is_about` the numbers are estimates."""

    charts: tuple[Chart, ...]
    chips: tuple[Chip, ...]
    total: int
    is_about: bool
    has_shares: bool


def read_statistics(criteria: Criteria) -> Statistics:
    """The charts of a search, in at most five queries. Raises QueryError."""
    ask = asked(criteria)
    wanted = {facet.facet: most_of(criteria, name) for name, facet in FACETS.items()}
    found = engine().search(ask.query, Wanted(size=0), wanted)
    facets = shown_facets(criteria, found.facets, ask.chosen)
    return Statistics(
        charts=tuple(_chart(criteria, facet, found.total) for facet in facets if facet.values),
        chips=chips_of(criteria, ask.chosen),
        total=found.total,
        is_about=found.margin > 0,
        has_shares=found.total >= LEAST_CASES,
    )


def _chart(criteria: Criteria, facet: ShownFacet, total: int) -> Chart:
    # The counts of a facet leave its own choice out of account: they are no shares of what is chosen.
    total = 0 if criteria.chosen(facet.name) else total
    most = max(value.count for value in facet.values) or 1
    rows = tuple(
        Row(
            label=value.label,
            count=value.count,
            percent=percent_of(value.count, total),
            url=value.toggle_url,
            length=round(FULL * value.count / most, 1),
        )
        for value in facet.values
    )
    return Chart(facet.name, facet.label, facet.plural, rows, facet.total, facet.histogram, facet.all_url)


def rows_of(criteria: Criteria) -> Iterator[tuple[str, str, str, str]]:
    """(facet, value, label, number of statements) for every value of every facet, most first. Raises QueryError."""
    every = {facet.facet: EVERY for facet in FACETS.values()}
    found = engine().search(asked(criteria).query, Wanted(size=0), every)
    names = names_of(found.facets)
    for name, facet in FACETS.items():
        for value, count in found.facets[facet.facet].values:
            if named := names.get((facet.facet, value)):
                yield name, *named, str(count)
