"""Facets as charts: bars that are links, and as many numbers in a table."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from statements.models.document import Facet
from statements.search.criteria import FACETS, Criteria
from statements.search.engine import Counts
from statements.search.facets import Chosen, ShownFacet, most_of, shown_facets
from statements.search.histogram import Histogram
from statements.search.plain import percent_of

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


def wanted_for(criteria: Criteria, names: Collection[str] = FACETS) -> dict[Facet, int]:
    """How many values of each facet by these names are asked of the engine."""
    return {FACETS[name].facet: most_of(criteria, name) for name in names}


def make_charts(
    criteria: Criteria, counts: Mapping[Facet, Counts], chosen: Chosen, total: int
) -> tuple[Chart, ...]:
    """A chart of each counted facet that has values, in the order of the facets; `total` statements meet the search."""
    facets = shown_facets(criteria, counts, chosen)
    return tuple(_chart(criteria, facet, total) for facet in facets if facet.values)


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
