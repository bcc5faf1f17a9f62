"""What a search asks of the archive and what it gets: the one door to whatever finds it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Protocol

from statements.models.document import Facet
from statements.search.tree import ANY_DAY, ANY_NUMBER, Days, Node, Numbers

# The orders of results; in each the newest entry comes first of equals.
ORDERS = ("newest", "oldest", "carried", "earliest", "added")


@dataclass(frozen=True, slots=True)
class Query:
    """What quotes have to meet: the tree of the words, one of the codes in every facet, and ranges.

    Names in the tree have been looked up. `is_pending` asks for those that only editors see.
    """

    tree: Node | None = None
    chosen: Mapping[Facet, frozenset[int]] = field(default_factory=dict)
    said: Days = ANY_DAY
    published: Days = ANY_DAY
    carried: Numbers = ANY_NUMBER
    wordings: Numbers = ANY_NUMBER
    is_pending: bool = False

    def __hash__(self) -> int:
        return hash((self.tree, frozenset(self.chosen.items()), self.said, self.published, self.carried))


@dataclass(frozen=True, slots=True)
class After:
    """A place in an order: behind the quote with this key, which has, or had, this value of what the order goes by."""

    value: date | int | None
    key: int


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which part of the results: an order of ORDERS, and `size` keys from number `start`, 0 the first, of all or of
    those after a place.
    """

    order: str = "newest"
    start: int = 0
    size: int = 20
    after: After | None = None


@dataclass(frozen=True, slots=True)
class Counts:
    """The values of a facet with most quotes, and chosen ones, as (value, quotes); and how many values there are.

    With `is_about` the numbers are estimates.
    """

    values: tuple[tuple[int, int], ...]
    total: int
    is_about: bool = False


@dataclass(frozen=True, slots=True)
class Found:
    """The keys of one page, how many quotes there are, and the counts of each facet, which ignore its own choice.

    The total is an estimate if it has a margin: the share of it by which it may be wrong either way, in 19 of 20 cases.
    """

    keys: tuple[int, ...]
    total: int
    facets: Mapping[Facet, Counts]
    margin: float = 0.0


class SearchEngine(Protocol):
    """Finds quotes and counts facets."""

    def search(self, query: Query, wanted: Wanted, facets: Mapping[Facet, int]) -> Found:
        """One page, with as many values of each facet as the mapping says; all facets named there are counted."""

    def count(self, queries: Sequence[Query]) -> list[int]:
        """How many quotes meet each query."""
