"""What the archive holds, in figures, and the first entries of its lists."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import connection
from django.db.models import Count, Q, QuerySet

from statements.models import Quote, Refrain
from statements.models.document import NOTHING, Facet
from statements.search.engine import Counts, Found, Query, Wanted
from statements.search.engines import engine
from statements.search.facets import EVERY
from statements.search.plain import Link, address_of, from_to, in_words, link_to

# As many as fit beside the statements of the home page.
INDEX_LENGTH = 8
# The most carried statements of so many days before the last that anything is known to be said on.
MOST_CARRIED, MONTH = 3, 30
OF_COVERAGE = {Facet.YEAR: EVERY, Facet.REVIEWED: 2}
LISTS = {Facet.SPEAKER: "speakers", Facet.OUTLET: "outlets", Facet.TOPIC: "topics"}
FIGURES = """
SELECT (SELECT min(day) FROM statements_searchdocument WHERE is_published),
    (SELECT max(day) FROM statements_searchdocument WHERE is_published),
    (SELECT count(*) FROM statements_article WHERE public_id IS NOT NULL),
    (
        SELECT count(*) FROM statements_outlet AS outlet WHERE (
            SELECT id FROM statements_article WHERE outlet_id = outlet.id AND public_id IS NOT NULL LIMIT 1
        ) IS NOT NULL
    ),
    (SELECT added_at FROM statements_quote WHERE id = %s),
    (SELECT id FROM statements_term WHERE facet = %s AND value = 'yes'),
    ARRAY(
        SELECT quote_id FROM statements_searchdocument
        WHERE is_published AND outlets > 1 AND day >= (
            SELECT max(day) FROM statements_searchdocument WHERE is_published
        ) - %s
        ORDER BY outlets DESC, quote_id DESC LIMIT %s
    )
"""
ENTRIES = """
SELECT 1, id, public_id, slug, name FROM statements_speaker WHERE id = ANY (%s) AND public_id IS NOT NULL UNION ALL
SELECT 2, id, public_id, slug, name FROM statements_outlet WHERE id = ANY (%s) AND public_id IS NOT NULL UNION ALL
SELECT 3, id, public_id, slug, name FROM statements_topic WHERE id = ANY (%s) AND public_id IS NOT NULL
"""


@dataclass(frozen=True, slots=True)
class Coverage:
    """How much the archive holds, the days on which it was said, when the last of it came in, and the keys of the most
    carried statements of its last `month`. With `is_about` the numbers of statements are estimates.
    """

    quotes: int
    articles: int
    outlets: int
    undated: int
    reviewed: int
    first: str
    last: str
    last_added: datetime | None
    is_about: bool
    most_carried: tuple[int, ...]
    month: str


@dataclass(frozen=True, slots=True)
class IndexEntry:
    """A name that leads to its page, and how many statements (for a refrain: occasions) it has."""

    link: Link
    count: int


@dataclass(frozen=True, slots=True)
class Home:
    """What the home page shows: the figures, the keys of the last statements that came in, and the first entries of
    each list.
    """

    coverage: Coverage
    recent: tuple[int, ...]
    indexes: dict[str, tuple[IndexEntry, ...]]


def read_coverage() -> Coverage:
    """The figures, in three queries."""
    return _coverage(engine().search(Query(), Wanted("added", size=1), OF_COVERAGE))


def read_home(recent: int) -> Home:
    """All of it, in five queries."""
    # One more of each: the unattributed are no entry.
    facets = OF_COVERAGE | dict.fromkeys(LISTS, INDEX_LENGTH + 1)
    found = engine().search(Query(), Wanted("added", size=recent), facets)
    # Counting what is published of each takes a second; the first few are among those with most repetitions.
    held = Count("repetitions", filter=Q(repetitions__is_active=True))
    longest = Refrain.objects.annotate(held=held).order_by("-held", "pk").values("pk")[: 8 * INDEX_LENGTH]
    refrains = counted_refrains().filter(pk__in=longest).order_by("-quote_count", "wording")[:INDEX_LENGTH]
    indexes = _indexes({facet: dict(found.facets[facet].values) for facet in LISTS})
    indexes["refrains"] = tuple(IndexEntry(link_to(row, row.wording), row.quote_count) for row in refrains)
    coverage = _coverage(found)
    return Home(coverage, found.keys, indexes)


def _coverage(found: Found) -> Coverage:
    with connection.cursor() as cursor:
        cursor.execute(
            FIGURES, [found.keys[0] if found.keys else 0, int(Facet.REVIEWED), MONTH, MOST_CARRIED]
        )
        first, last, articles, outlets, last_added, reviewed, carried = cursor.fetchone()
    return Coverage(
        most_carried=tuple(carried),
        month=from_to(in_words(last - timedelta(MONTH)), in_words(last)) if last else "",
        quotes=found.total,
        articles=articles,
        outlets=outlets,
        undated=dict(found.facets[Facet.YEAR].values).get(NOTHING, 0),
        reviewed=dict(found.facets[Facet.REVIEWED].values).get(reviewed, 0),
        first=in_words(first),
        last=in_words(last),
        last_added=last_added,
        is_about=found.margin > 0,
    )


def _indexes(counts: Mapping[Facet, Mapping[int, int]]) -> dict[str, tuple[IndexEntry, ...]]:
    entries: dict[str, list[IndexEntry]] = {name: [] for name in LISTS.values()}
    with connection.cursor() as cursor:
        cursor.execute(ENTRIES, [list(counts[facet]) for facet in LISTS])
        for facet, key, public_id, slug, name in cursor:
            noun = LISTS[Facet(facet)]
            link = Link(name, address_of(noun.removesuffix("s"), public_id, slug), public_id)
            entries[noun].append(IndexEntry(link, counts[Facet(facet)][key]))
    for rows in entries.values():
        rows.sort(key=lambda entry: (-entry.count, entry.link.label))
    return {noun: tuple(rows[:INDEX_LENGTH]) for noun, rows in entries.items()}


def counts_of(facet: Facet) -> Counts:
    """All values of a facet, with how many published statements have them."""
    return engine().search(Query(), Wanted(size=0), {facet: EVERY}).facets[facet]


def counted_refrains() -> QuerySet[Refrain]:
    """Refrains with a page and at least two published statements, with `quote_count`: on how many occasions the line
    was said.
    """
    said = Q(repetitions__is_active=True, repetitions__quote__status=Quote.Status.PUBLISHED)
    counted = Refrain.objects.filter(public_id__isnull=False).annotate(
        quote_count=Count("repetitions", filter=said)
    )
    return counted.filter(quote_count__gte=2).select_related("speaker")
