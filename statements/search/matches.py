"""Which published quotes meet a search, by whichever engine there is."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any as Anything

from django.db.models import QuerySet
from django.utils.translation import gettext

from statements.models import Subject
from statements.models.document import Facet, facet_code
from statements.search.criteria import FACETS, RANGES, Criteria
from statements.search.engine import Query
from statements.search.facets import Chosen, look_up
from statements.search.fields import read_days, read_numbers
from statements.search.grammar import parse
from statements.search.resolve import resolve
from statements.search.tree import Days, Field, Node, Numbers

READERS: dict[str, Callable[[str], Days | Numbers]] = {
    "said": read_days,
    "published": read_days,
    "carried": read_numbers,
    "wordings": read_numbers,
}


@dataclass(frozen=True, slots=True)
class Asked:
    """A search as the engine takes it, what its chosen values are, and what in it fits nothing in the archive; of that
    the fields of its words are `unmatched`.
    """

    query: Query
    tree: Node | None
    chosen: Chosen
    unknown: tuple[str, ...]
    unmatched: tuple[Field, ...]


def asked(criteria: Criteria) -> Asked:
    """The query of some criteria. Raises QueryError and FieldError."""
    tree, chosen = parse(criteria.text), look_up(criteria)
    read = resolve(tree)
    unknown = [
        f"{gettext(FACETS[name].title).lower()} {value}"
        for name in FACETS
        for value in criteria.chosen(name)
        if (name, value) not in chosen
    ]
    unknown += [
        gettext("entry that fits %(field)s") % {"field": f"{field.name}:{field.typed}"}
        for field in read.unknown
    ]
    query = replace(
        Query(tree=read.tree, chosen=_codes(criteria, chosen), is_pending=criteria.is_pending),
        **_ranges(criteria),
    )
    return Asked(query, tree, chosen, tuple(unknown), read.unknown)


def _codes(criteria: Criteria, chosen: Chosen) -> dict[Facet, frozenset[int]]:
    """The codes of the chosen values; one that nothing bears is a code that nothing has."""
    codes = {}
    for name, facet in FACETS.items():
        values = criteria.chosen(name)
        if values:
            known = {chosen[name, value][0] for value in values if (name, value) in chosen}
            codes[facet.facet] = frozenset(facet_code(facet.facet, key) for key in known) or frozenset({0})
    return codes


def _ranges(criteria: Criteria) -> dict[str, Anything]:
    return {name: READERS[name](criteria.ranges[name]) for name in RANGES if criteria.ranges.get(name)}


def without(query: Query, name: str) -> Query:
    """The same query without its "text", or without one facet or range."""
    if name == "text":
        return replace(query, tree=None)
    if name in RANGES:
        return replace(query, **{name: getattr(Query(), name)})
    chosen = {facet: codes for facet, codes in query.chosen.items() if facet != FACETS[name].facet}
    return replace(query, chosen=chosen)


def filed() -> QuerySet[Subject]:
    """What is filed under a topic, without what an editor kept out of it."""
    return Subject.objects.filter(is_rejected=False)
