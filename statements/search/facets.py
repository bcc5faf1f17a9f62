"""Facets: what a list of quotes can be narrowed by, and how many quotes each choice gives."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from operator import itemgetter
from typing import Any

from django.db.models import CharField, F, QuerySet, Value
from django.db.models.functions import Cast
from django.utils.translation import get_language, gettext

from statements.language.normalise import fold
from statements.models import Occasion, Outlet, Speaker, Term, Topic
from statements.models.document import NOTHING, Facet
from statements.search.criteria import FACETS, NONE, Criteria, FacetName
from statements.search.engine import Counts
from statements.search.histogram import Histogram, make_histogram
from statements.search.lines import Shelf
from statements.search.prepared import Prepared
from statements.search.suggest import NAMES as SUGGESTED
from statements.search.suggest import having

# As many as are read at a glance; the rest is one link away.
SHORT_LIST = 8
# A list of this length is read through; whoever wants the last of 20,000 speakers searches for the name.
LONG_LIST, EVERY = 500, 1_000_000
# Years are drawn, too: so many at most are.
YEARS = 400
ENTRIES: dict[Facet, Any] = {
    Facet.SPEAKER: Speaker, Facet.OUTLET: Outlet, Facet.TOPIC: Topic, Facet.OCCASION: Occasion
}  # fmt: skip
NAMES = Prepared(
    "facet_names",
    "bigint[], bigint[], bigint[], bigint[], bigint[]",
    """
SELECT 1, id, public_id, name FROM statements_speaker WHERE id = ANY ($1) AND public_id IS NOT NULL UNION ALL
SELECT 2, id, public_id, name FROM statements_outlet WHERE id = ANY ($2) AND public_id IS NOT NULL UNION ALL
SELECT 3, id, public_id, name FROM statements_topic WHERE id = ANY ($3) AND public_id IS NOT NULL UNION ALL
SELECT 4, id, public_id, title FROM statements_occasion WHERE id = ANY ($4) AND public_id IS NOT NULL UNION ALL
SELECT facet, id, value, value FROM statements_term WHERE id = ANY ($5)
""",
)


@dataclass(frozen=True, slots=True)
class FacetValue:
    """One tick: its value in the address, its label, how many quotes it gives, and the address with it toggled."""

    value: str
    label: str
    count: int
    is_selected: bool
    toggle_url: str


@dataclass(frozen=True, slots=True)
class ShownFacet:
    """A group of ticks, the chosen ones first. `all_url` shows the rest; it is empty where nothing is left out. With
    `is_about` the numbers are estimates. One that `is_whole` is narrowed by the names that begin with `find`. Years
    have a `histogram`.
    """

    name: str
    label: str
    plural: str
    values: tuple[FacetValue, ...]
    total: int
    all_url: str
    is_open: bool
    is_about: bool = False
    is_whole: bool = False
    find: str = ""
    histogram: Histogram | None = None

    @property
    def has_names(self) -> bool:
        """Whether its names can be proposed while one is typed."""
        return self.name in SUGGESTED


# (facet, value in the engine) -> (value in the address, label)
Names = dict[tuple[int, int], tuple[str, str]]
# (name of the facet, value in the address) -> (value in the engine, label)
Chosen = dict[tuple[str, str], tuple[int, str]]
# Most searches have the same names in their facets.
CALLED: Shelf[tuple[int, int], tuple[str, str] | None] = Shelf(20_000)
CHOSEN: Shelf[tuple[str, str], tuple[int, str] | None] = Shelf(4000)
# All pages of a search have the same facets: some 40 kB.
Asking = tuple[Criteria, str | None, tuple[tuple[Facet, Counts], ...]]
SHOWN: Shelf[Asking, tuple[ShownFacet, ...]] = Shelf(300)


def look_up(criteria: Criteria) -> Chosen:
    """What the chosen values are in the archive, in one query; an unknown one is not among them."""
    found: Chosen = {}
    wanted = []
    for name, facet in FACETS.items():
        values = [value for value in criteria.chosen(name) if value != NONE]
        if facet.bucket and NONE in criteria.chosen(name):
            found[name, NONE] = NOTHING, gettext(facet.bucket)
        if facet.facet == Facet.YEAR:
            found |= {(name, year): (int(year), year) for year in values}
        else:
            wanted += [(name, value) for value in values]
    held = CHOSEN.held() if wanted else {}
    if missing := [pair for pair in wanted if pair not in held]:
        held |= dict.fromkeys(missing) | _read_chosen(missing)
    return found | {pair: named for pair in wanted if (named := held[pair])}


def _read_chosen(wanted: Sequence[tuple[str, str]]) -> Chosen:
    by_name = groupby(sorted(wanted), key=itemgetter(0))
    queries = [_rows(name, FACETS[name], [value for _, value in of_name]) for name, of_name in by_name]
    rows = queries[0].union(*queries[1:], all=True)
    return {(name, value): (key, label) for name, key, value, label in rows}


def _rows(name: str, facet: FacetName, values: list[str]) -> QuerySet:
    """(name, key, value, label) of the chosen values of one facet."""
    if facet.is_entry:
        rows, label = ENTRIES[facet.facet]._default_manager.filter(public_id__in=values), _label(facet.facet)
        shown = "public_id"
    else:
        rows, label, shown = Term.objects.filter(facet=facet.facet, value__in=values), "value", "value"
    return _values(rows, Value(name), shown, label)


def _values(rows: QuerySet, facet: Value | F, shown: str, label: str) -> QuerySet:
    text = CharField()
    annotated = rows.order_by().annotate(f=Cast(facet, text), v=Cast(F(shown), text), n=Cast(F(label), text))
    return annotated.values_list("f", "pk", "v", "n")


def _label(facet: Facet) -> str:
    return "title" if facet == Facet.OCCASION else "name"


def names_of(counts: Mapping[Facet, Counts]) -> Names:
    """What the counted values are called, in one query; entries that have no page are left out."""
    names: dict[tuple[int, int], tuple[str, str]] = {
        (Facet.YEAR, year): (str(year), str(year)) for year, _ in _years(counts)
    }
    for facet in FACETS.values():
        if facet.bucket:
            names[facet.facet, NOTHING] = NONE, gettext(facet.bucket)
    wanted = [
        (int(facet), key)
        for facet, counted in counts.items()
        if facet != Facet.YEAR
        for key, _ in counted.values
        if key
    ]
    held = CALLED.held()
    if missing := [pair for pair in wanted if pair not in held]:
        held |= dict.fromkeys(missing) | _read_names(missing)
    return names | {pair: named for pair in wanted if (named := held[pair])}


def _read_names(wanted: Sequence[tuple[int, int]]) -> Names:
    keys = ([key for facet, key in wanted if facet == of] for of in ENTRIES)
    terms = [key for facet, key in wanted if facet not in ENTRIES]
    return {(facet, key): (value, label) for facet, key, value, label in NAMES.rows(*keys, terms)}


def _years(counts: Mapping[Facet, Counts]) -> Iterable[tuple[int, int]]:
    return counts[Facet.YEAR].values if Facet.YEAR in counts else ()


def most_of(criteria: Criteria, name: str) -> int:
    """How many values of a facet are wanted: all, if names are looked for among them."""
    if criteria.expanded != name:
        return YEARS if FACETS[name].facet == Facet.YEAR else SHORT_LIST
    return EVERY if criteria.find else LONG_LIST


def _narrowed(facet: FacetName, counts: Counts, find: str) -> Counts:
    """The values whose name has words that begin as typed."""
    words = fold(find).split()
    if facet.facet == Facet.YEAR:
        keys = {year for year, _ in counts.values if str(year).startswith(find)}
    elif facet.is_entry:
        column = {Facet.SPEAKER: "names__folded"}.get(facet.facet, _label(facet.facet))
        keys = set(having(ENTRIES[facet.facet]._default_manager, column, words).values_list("pk", flat=True))
    else:
        keys = set(
            having(Term.objects.filter(facet=facet.facet), "value", words).values_list("pk", flat=True)
        )
    held = tuple(each for each in counts.values if each[0] in keys)
    return replace(counts, values=held[:LONG_LIST], total=len(held))


def shown_facets(
    criteria: Criteria, counts: Mapping[Facet, Counts], chosen: Chosen
) -> tuple[ShownFacet, ...]:
    """The facets that were counted. A chosen value without quotes stays."""
    held = SHOWN.held()
    search = replace(criteria, page=1, after=""), get_language(), tuple(counts.items())
    if search not in held:
        held[search] = _shown_facets(criteria, counts, chosen)
    return held[search]


def _shown_facets(
    criteria: Criteria, counts: Mapping[Facet, Counts], chosen: Chosen
) -> tuple[ShownFacet, ...]:
    if criteria.expanded and criteria.find:
        facet = FACETS[criteria.expanded]
        narrowed = _narrowed(facet, counts[facet.facet], criteria.find)
        counts = {**counts, facet.facet: narrowed}
    names = names_of(counts)
    counted = {name: counts[facet.facet] for name, facet in FACETS.items() if facet.facet in counts}
    return tuple(_shown(criteria, name, held, names, chosen) for name, held in counted.items())


def _shown(criteria: Criteria, name: str, counts: Counts, names: Names, chosen: Chosen) -> ShownFacet:
    facet = FACETS[name]
    known = ((names.get((facet.facet, value)), count) for value, count in counts.values)
    labels = {named[0]: (named[1], count) for named, count in known if named}
    picked_values = criteria.chosen(name)
    for value in picked_values:
        labels.setdefault(value, (chosen.get((name, value), (0, value))[1], 0))
    is_whole = criteria.expanded == name
    limit = LONG_LIST if is_whole else SHORT_LIST
    picked = [value for value in _ranked(labels, facet) if value in picked_values]
    others = [value for value in _ranked(labels, facet) if value not in picked_values]
    if facet.facet == Facet.YEAR and not is_whole:  # of all years those with most statements are listed
        fullest = {str(value) if value else NONE for value, _ in counts.values[:SHORT_LIST]}
        others = [value for value in others if value in fullest]
    shown = picked + others[: max(limit - len(picked), 0)]
    urls = criteria.toggles(name, labels)
    values = tuple(FacetValue(value, *labels[value], value in picked_values, urls[value]) for value in shown)
    is_cut = counts.total > len(values)
    all_url = replace(criteria, expanded=name, find="").url if is_cut and not is_whole else ""
    is_open = facet.is_entry or facet.facet == Facet.YEAR or bool(picked) or is_whole
    return ShownFacet(
        name,
        gettext(facet.title),
        gettext(facet.plural),
        values,
        counts.total,
        all_url,
        is_open,
        counts.is_about,
        is_whole,
        criteria.find,
        _histogram(labels, urls, picked) if facet.facet == Facet.YEAR else None,
    )


def _histogram(
    labels: Mapping[str, tuple[str, int]], urls: Mapping[str, str], picked: Iterable[str]
) -> Histogram | None:
    """The years among the values of the facet of years, with their counts."""
    years = {int(value): value for value in labels if value != NONE and labels[value][1]}
    counts = {year: labels[value][1] for year, value in years.items()}
    chosen = frozenset(year for year, value in years.items() if value in picked)
    return make_histogram(counts, {year: urls[value] for year, value in years.items()}, chosen)


def _ranked(labels: Mapping[str, tuple[str, int]], facet: FacetName) -> Iterable[str]:
    """Values in the order of a facet: years newest first, the undated last, others by their number of quotes."""
    if facet.facet == Facet.YEAR:
        return sorted(labels, key=lambda value: (value == NONE, -int(value) if value != NONE else 0))
    return sorted(labels, key=lambda value: (-labels[value][1], labels[value][0], value))
