"""What a reader asked for, as a value, and the one address that stands for it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse

# The bucket of a facet for quotes that have none of its values: undated, unattributed.
NONE = "none"
FACETS = ("speaker", "outlet", "topic", "year")
SORTS = {
    "newest": "Newest said",
    "oldest": "Oldest said",
    "carried": "Most carried",
    "added": "Recently added",
}
DEFAULT_SORT = "newest"
EXPANDED = "all"


@dataclass(frozen=True, slots=True)
class Criteria:
    """A search: words, the values chosen in each facet (public ids, years, NONE), the order, the page.

    `expanded` names the facet that is listed whole.
    """

    text: str = ""
    speaker: tuple[str, ...] = ()
    outlet: tuple[str, ...] = ()
    topic: tuple[str, ...] = ()
    year: tuple[str, ...] = ()
    sort: str = DEFAULT_SORT
    expanded: str = ""
    page: int = 1

    def chosen(self, facet: str) -> tuple[str, ...]:
        """The values chosen in one of FACETS."""
        values: tuple[str, ...] = getattr(self, facet)
        return values

    def having(self, facet: str, values: tuple[str, ...]) -> "Criteria":
        """The same search with other values in one facet, from the first page."""
        changes: dict[str, Any] = {facet: tuple(sorted(values))}
        return replace(self, page=1, **changes)

    def without(self, name: str) -> "Criteria":
        """The same search without one facet, or without its "text", from the first page."""
        return replace(self, page=1, text="") if name == "text" else self.having(name, ())

    def toggled(self, facet: str, value: str) -> "Criteria":
        """The same search with one value more, or less if it was chosen."""
        chosen = self.chosen(facet)
        rest = tuple(other for other in chosen if other != value)
        return self.having(facet, rest if value in chosen else (*chosen, value))

    @property
    def is_narrowed(self) -> bool:
        """Whether anything narrows the archive down."""
        return bool(self.text) or any(self.chosen(facet) for facet in FACETS)

    @property
    def parameters(self) -> dict[str, tuple[str, ...]]:
        """The parameters of the address in their one order, without those that say nothing."""
        given = {
            "q": (self.text,),
            **{facet: self.chosen(facet) for facet in FACETS},
            "sort": (self.sort if self.sort != DEFAULT_SORT else "",),
            EXPANDED: (self.expanded,),
            "page": (str(self.page) if self.page > 1 else "",),
        }
        return {name: values for name, values in given.items() if any(values)}

    @property
    def url(self) -> str:
        """The address of this search."""
        return address(self.parameters)


def address(parameters: Mapping[str, tuple[str, ...]]) -> str:
    """The search page with these parameters."""
    query = urlencode(parameters, doseq=True)
    return f"{reverse('search')}?{query}" if query else reverse("search")
