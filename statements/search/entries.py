"""What the pages of speakers, outlets, topics and occasions show: some figures and their statements, page by page."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Count, Max, Min, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce, JSONObject

from statements.models import (
    Appearance,
    Article,
    Name,
    Occasion,
    Outlet,
    Ownership,
    Quote,
    Refrain,
    Speaker,
    Topic,
)
from statements.models.document import Facet, facet_code
from statements.models.quote import FirstDay, LastDay
from statements.search.appearances import published_when
from statements.search.cards import Card, make_cards
from statements.search.charts import Chart, make_charts, wanted_for
from statements.search.criteria import FACETS, Criteria
from statements.search.engine import Counts, Query, Wanted
from statements.search.engines import engine
from statements.search.plain import Link, When, from_to, in_words
from statements.search.results import PAGE_SIZE, Pages, make_pages, page_of

# A list of headlines is read faster than cards are.
ARTICLES_PER_PAGE = 50
# Lines of a speaker that were said on most occasions.
MOST_LINES = 5
# By what the statements of an entry are drawn; those of an occasion are few.
CHARTED = {
    "speaker": ("year", "topic", "outlet", "cue"),
    "outlet": ("year", "speaker", "topic"),
    "topic": ("year", "speaker", "outlet", "occasion"),
    "occasion": (),
}


@dataclass(frozen=True, slots=True)
class Statements:
    """A page of an entry's statements, the years all were said in (not of an occasion, which has its day), the
    same list in the search, and charts. With `is_about` the numbers are estimates.
    """

    pages: Pages
    cards: tuple[Card, ...]
    years: str
    outlets: int
    search_url: str
    is_about: bool
    charts: tuple[Chart, ...]

    @property
    def query(self) -> str:
        """The parameters of the search."""
        return self.search_url.partition("?")[2]


@dataclass(frozen=True, slots=True)
class HeldArticle:
    """An article in the list of its outlet; the label is its headline, if it has one."""

    link: Link
    language: str
    published: When
    statement_count: int


@dataclass(frozen=True, slots=True)
class HeldArticles:
    """A page of the articles of an outlet, and the days on which the first and the last of all were published."""

    pages: Pages
    rows: tuple[HeldArticle, ...]
    first: str
    last: str


def statements_of(entry: Speaker | Outlet | Topic | Occasion, number: int) -> Statements:
    """The published statements of a speaker or occasion, those an outlet carried or a topic holds; newest first."""
    name = str(entry._meta.model_name)
    facet = FACETS[name].facet
    code = facet_code(facet, entry.pk)
    criteria = Criteria().having(name, (entry.public_id or "",))
    charted = wanted_for(criteria, CHARTED[name])
    found = engine().search(
        Query(chosen={facet: frozenset({code})}),
        Wanted("newest", (number - 1) * PAGE_SIZE, PAGE_SIZE),
        {Facet.OUTLET: 1} | charted,
    )
    counted = {each: found.facets[each] for each in charted}
    chosen = {(name, entry.public_id or ""): (entry.pk, str(entry))}
    return Statements(
        pages=make_pages(number, found.total),
        cards=make_cards(found.keys),
        years=_years(counted) if charted else "",
        outlets=found.facets[Facet.OUTLET].total,
        is_about=found.margin > 0,
        search_url="" if facet == Facet.OCCASION else criteria.url,
        charts=_in_order(make_charts(criteria, counted, chosen, found.total), CHARTED[name])
        if counted
        else (),
    )


def _in_order(charts: Iterable[Chart], names: Sequence[str]) -> tuple[Chart, ...]:
    return tuple(sorted(charts, key=lambda chart: names.index(chart.name)))


def _years(counts: Mapping[Facet, Counts]) -> str:
    """From which year to which the statements of a search were said."""
    years = sorted(year for year, _ in counts[Facet.YEAR].values if year)
    return from_to(str(years[0]), str(years[-1])) if len({*years}) > 1 else "".join(map(str, years))


def with_names_and_lines(speakers: QuerySet[Speaker]) -> QuerySet[Speaker]:
    """Speakers with the `spellings` of their names other than the one shown, and the `lines` they repeated most."""
    names = Name.objects.filter(speaker=OuterRef("pk")).exclude(name=OuterRef("name")).order_by("name")
    said = Q(repetitions__is_active=True, repetitions__quote__status=Quote.Status.PUBLISHED)
    lines = Refrain.objects.filter(speaker=OuterRef("pk"), public_id__isnull=False)
    lines = lines.annotate(n=Count("repetitions", filter=said)).filter(n__gte=2).order_by("-n", "wording")
    line = JSONObject(id="public_id", wording="wording", n="n")
    return speakers.annotate(
        spellings=ArraySubquery(names.values("name").distinct()),
        lines=ArraySubquery(lines.values(json=line)[:MOST_LINES]),
    )


def with_article_figures(outlets: QuerySet[Outlet]) -> QuerySet[Outlet]:
    """Outlets with what `articles_of` says of their articles as a whole, and who owns or owned them."""
    held = Q(articles__public_id__isnull=False)
    owners = Ownership.objects.filter(outlet=OuterRef("pk")).order_by("held", "pk")
    owner = JSONObject(
        control="control", owner="owner", source="source", since=FirstDay("held"), until=LastDay("held")
    )
    return outlets.annotate(
        owners=ArraySubquery(owners.values(json=owner)),
        article_count=Count("articles", filter=held),
        first_published=Min("articles__published_on__startswith", filter=held),
        last_published=Max("articles__published_on__startswith", filter=held),
    )


def articles_of(outlet: Outlet, number: int) -> HeldArticles:
    """This page of the articles of an outlet that have a page, newest first, in one query; the outlet is one
    `with_article_figures`."""
    pages = make_pages(number, outlet.article_count, ARTICLES_PER_PAGE)
    articles = Article.objects.public().filter(outlet=outlet).annotate(statement_count=_statement_count())
    day = Coalesce(FirstDay("published_on"), LastDay("published_on"))
    newest = articles.order_by(day.desc(nulls_last=True), "-id")
    rows = tuple(
        HeldArticle(
            link=Link(row.headline, row.get_absolute_url(), row.public_id),
            language=row.language,
            published=published_when(row),
            statement_count=row.statement_count,
        )
        for row in page_of(newest, pages)
    )
    return HeldArticles(pages, rows, in_words(outlet.first_published), in_words(outlet.last_published))


def _statement_count() -> Coalesce:
    """How many published statements an article carries."""
    listed = Appearance.objects.filter(
        reading__article=OuterRef("pk"),
        reading__is_current=True,
        is_gone=False,
        carriages__is_active=True,
        carriages__quote__status=Quote.Status.PUBLISHED,
    )
    count = (
        listed.order_by()
        .values("reading__article")
        .annotate(n=Count("carriages__quote", distinct=True))
        .values("n")
    )
    return Coalesce(Subquery(count), 0)
