"""How the statements of a search are spread: over years, speakers, outlets, verbs and the rest."""

from collections.abc import Iterator
from dataclasses import dataclass

from statements.search.charts import Chart, make_charts, wanted_for
from statements.search.criteria import FACETS, Criteria
from statements.search.engine import Wanted
from statements.search.engines import engine
from statements.search.facets import EVERY, names_of
from statements.search.matches import asked
from statements.search.plain import LEAST_CASES
from statements.search.results import Chip, chips_of


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
    found = engine().search(ask.query, Wanted(size=0), wanted_for(criteria))
    return Statistics(
        charts=make_charts(criteria, found.facets, ask.chosen, found.total),
        chips=chips_of(criteria, ask.chosen),
        total=found.total,
        is_about=found.margin > 0,
        has_shares=found.total >= LEAST_CASES,
    )


def rows_of(criteria: Criteria) -> Iterator[tuple[str, str, str, str]]:
    """(facet, value, label, number of statements) for every value of every facet, most first. Raises QueryError."""
    every = {facet.facet: EVERY for facet in FACETS.values()}
    found = engine().search(asked(criteria).query, Wanted(size=0), every)
    names = names_of(found.facets)
    for name, facet in FACETS.items():
        for value, count in found.facets[facet.facet].values:
            if named := names.get((facet.facet, value)):
                yield name, *named, str(count)
