"""What a reader asked for, as a value, and the one address that stands for it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from urllib.parse import quote_plus, urlencode

from django.utils.translation import gettext_noop

from statements.models.document import Facet
from statements.search.plain import address_of

# The bucket of a facet for quotes that have none of its values: undated, unattributed.
NONE = "none"
SORTS = {
    "newest": gettext_noop("Newest said"),
    "oldest": gettext_noop("Oldest said"),
    "carried": gettext_noop("Most carried"),
    "earliest": gettext_noop("Earliest carried"),
    "added": gettext_noop("Recently added"),
    "best": gettext_noop("Best match"),
}
DEFAULT_SORT, BEST = "newest", "best"
EXPANDED = "all"
# The status of quotes that only editors search.
PENDING = "pending"
# The longest part of a name that is looked for in a list.
LONGEST_NAME = 60


@dataclass(frozen=True, slots=True)
class FacetName:
    """A facet as readers know it. `is_entry`: its values are entries of the archive, by their public ids."""

    facet: Facet
    title: str
    plural: str
    is_entry: bool = False
    # The bucket for quotes without a value, "" where there is none.
    bucket: str = ""


FACETS: dict[str, FacetName] = {
    "speaker": FacetName(
        Facet.SPEAKER,
        gettext_noop("Speaker"),
        gettext_noop("speakers"),
        is_entry=True,
        bucket=gettext_noop("Unattributed"),
    ),
    "outlet": FacetName(Facet.OUTLET, gettext_noop("Outlet"), gettext_noop("outlets"), is_entry=True),
    "topic": FacetName(Facet.TOPIC, gettext_noop("Topic"), gettext_noop("topics"), is_entry=True),
    "year": FacetName(
        Facet.YEAR, gettext_noop("Year said"), gettext_noop("years"), bucket=gettext_noop("Undated")
    ),
    "role": FacetName(Facet.ROLE, gettext_noop("Role"), gettext_noop("roles")),
    "occasion": FacetName(Facet.OCCASION, gettext_noop("Occasion"), gettext_noop("occasions"), is_entry=True),
    "setting": FacetName(
        Facet.OCCASION_KIND, gettext_noop("Kind of occasion"), gettext_noop("kinds of occasion")
    ),
    "country": FacetName(Facet.OUTLET_COUNTRY, gettext_noop("Country of outlet"), gettext_noop("countries")),
    "medium": FacetName(Facet.OUTLET_KIND, gettext_noop("Kind of outlet"), gettext_noop("kinds of outlet")),
    "kind": FacetName(Facet.KIND, gettext_noop("Quoted"), gettext_noop("kinds")),
    "relation": FacetName(Facet.RELATION, gettext_noop("Carried"), gettext_noop("relations")),
    "cue": FacetName(Facet.CUE, gettext_noop("Reporting verb"), gettext_noop("verbs")),
    "in": FacetName(Facet.PART, gettext_noop("Part of the article"), gettext_noop("parts")),
    "evidence": FacetName(Facet.EVIDENCE, gettext_noop("Evidence"), gettext_noop("kinds of evidence")),
    "reviewed": FacetName(Facet.REVIEWED, gettext_noop("Reviewed by an editor"), gettext_noop("answers")),
    "lang": FacetName(Facet.LANGUAGE, gettext_noop("Language"), gettext_noop("languages")),
}
# Parameters that hold days or numbers, as the fields of the query language of the same names do.
RANGES = {
    "said": gettext_noop("Said"),
    "published": gettext_noop("Published"),
    "carried": gettext_noop("Outlets"),
    "wordings": gettext_noop("Wordings"),
}
# How many statements a page may have, the usual number first.
SIZES = (20, 50, 100)
# Those of days, which a form asks for by two fields.
SPANS = ("said", "published")
# The parameters of an address in their one order.
ORDER = ("q", *FACETS, *RANGES, "status", "sort", "group", "size", EXPANDED, "find", "after", "page")


@dataclass(frozen=True, slots=True)
class Criteria:
    """A search: words, the values chosen in each of FACETS (public ids, years, words, NONE), RANGES as typed, the
    order, the page. `expanded` names the facet that is listed whole, or as far as its names begin with `find`; `after`
    is the place in the list, as keyset.py writes it, after which the page begins. `is_pending` asks for what only
    editors see; `group` for another form of the list than statements; `size` is one of SIZES.
    """

    text: str = ""
    facets: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    ranges: Mapping[str, str] = field(default_factory=dict)
    sort: str = DEFAULT_SORT
    expanded: str = ""
    find: str = ""
    after: str = ""
    page: int = 1
    is_pending: bool = False
    group: str = ""
    size: int = SIZES[0]

    def __hash__(self) -> int:
        return hash(
            (self.text, frozenset(self.facets.items()), frozenset(self.ranges.items()), self.sort, self.page)
        )

    def chosen(self, facet: str) -> tuple[str, ...]:
        """The values chosen in one of FACETS."""
        return self.facets.get(facet, ())

    def published(self) -> "Criteria":
        """The same search of what everybody sees, its first page in the one order."""
        return replace(
            self,
            sort=DEFAULT_SORT,
            expanded="",
            find="",
            after="",
            page=1,
            is_pending=False,
            group="",
            size=SIZES[0],
        )

    def having(self, facet: str, values: tuple[str, ...]) -> "Criteria":
        """The same search with other values in one facet, from the first page."""
        return replace(self, page=1, after="", facets={**self.facets, facet: tuple(sorted(values))})

    def without(self, name: str) -> "Criteria":
        """The same search without one facet or range, or without its "text", from the first page."""
        if name == "text":
            return replace(self, page=1, after="", text="")
        if name in RANGES:
            return replace(self, page=1, after="", ranges={**self.ranges, name: ""})
        return self.having(name, ())

    def toggled(self, facet: str, value: str) -> "Criteria":
        """The same search with one value more, or less if it was chosen."""
        chosen = self.chosen(facet)
        rest = tuple(other for other in chosen if other != value)
        return self.having(facet, rest if value in chosen else (*chosen, value))

    def toggles(self, facet: str, values: Iterable[str]) -> dict[str, str]:
        """The address of the search with each of some values toggled; what they have in common is written once."""
        parameters, names = self.parameters, [name for name in ORDER if name not in ("page", "after")]
        place = names.index(facet)
        before, after = (
            urlencode({name: parameters[name] for name in part if name in parameters}, doseq=True)
            for part in (names[:place], names[place + 1 :])
        )
        chosen = {*self.chosen(facet)}
        own = {
            value: "&".join(f"{facet}={_quoted(other)}" for other in sorted(chosen ^ {value}))
            for value in values
        }
        path = address_of("search")
        return {
            value: f"{path}?{query}" if (query := "&".join(filter(None, (before, given, after)))) else path
            for value, given in own.items()
        }

    @property
    def used(self) -> list[str]:
        """What narrows the archive down: "text", facets and ranges."""
        text = ["text"] if self.text else []
        return [*text, *filter(self.chosen, FACETS), *(name for name in RANGES if self.ranges.get(name))]

    @property
    def is_narrowed(self) -> bool:
        """Whether anything narrows the archive down."""
        return bool(self.used)

    @property
    def parameters(self) -> dict[str, tuple[str, ...]]:
        """The parameters of the address in their one order, without those that say nothing."""
        given = {
            "q": (self.text,),
            **{facet: self.chosen(facet) for facet in FACETS},
            **{name: (self.ranges.get(name, ""),) for name in RANGES},
            "status": (PENDING if self.is_pending else "",),
            "sort": (self.sort if self.sort != DEFAULT_SORT else "",),
            "group": (self.group,),
            "size": (str(self.size) if self.size != SIZES[0] else "",),
            EXPANDED: (self.expanded,),
            "find": (self.find if self.expanded else "",),
            "after": (self.after,),
            "page": (str(self.page) if self.page > 1 else "",),
        }
        return {name: given[name] for name in ORDER if any(given[name])}

    @property
    def url(self) -> str:
        """The address of this search."""
        return address(self.parameters)


# Pages share most of their values; quoting them anew takes a fifth of a page's time.
_quoted = lru_cache(4096)(quote_plus)


def address(parameters: Mapping[str, tuple[str, ...]]) -> str:
    """The search page with these parameters."""
    query = urlencode(parameters, doseq=True)
    path = address_of("search")
    return f"{path}?{query}" if query else path
