"""What the pages of speakers, outlets, topics and occasions show: some figures and their statements, page by page."""

from dataclasses import dataclass

from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import Count, F, Max, Min, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from statements.models import Appearance, Article, Occasion, Outlet, Quote, Speaker, Topic
from statements.models.document import facet_code
from statements.models.quote import FirstDay, LastDay, QuoteQuerySet
from statements.search.appearances import published_when
from statements.search.cards import Card, make_cards
from statements.search.criteria import FACETS, Criteria
from statements.search.plain import Link, When, in_words
from statements.search.results import Pages, make_pages, page_of

# A list of headlines is read faster than cards are.
ARTICLES_PER_PAGE = 50


@dataclass(frozen=True, slots=True)
class Statements:
    """A page of an entry's statements, the days they were said on, and the same list in the search."""

    pages: Pages
    cards: tuple[Card, ...]
    first: str
    last: str
    outlets: int
    search_url: str


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
    if isinstance(entry, Occasion):
        return _statements(_having("occasion", entry.pk), number, "")
    facet = str(entry._meta.model_name)
    return _statements(_having(facet, entry.pk), number, Criteria().having(facet, (entry.public_id,)).url)


def _having(facet: str, key: int) -> QuoteQuerySet:
    """The published quotes that have a value of a facet."""
    code = facet_code(FACETS[facet].facet, key)
    return Quote.objects.filter(document__is_published=True, document__facets__contains=[code])


def other_names(speaker: Speaker) -> list[str]:
    """The spellings of a speaker's name other than the one shown."""
    names = speaker.names.aggregate(all=ArrayAgg("name", distinct=True, default=[]))["all"]
    return [name for name in names if name != speaker.name]


def with_article_figures(outlets: QuerySet[Outlet]) -> QuerySet[Outlet]:
    """Outlets with what `articles_of` says of their articles as a whole."""
    held = Q(articles__public_id__isnull=False)
    return outlets.annotate(
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


def _statements(quotes: QuoteQuerySet, number: int, search_url: str) -> Statements:
    carriers = "carriages__appearance__reading__article__outlet"
    figures = quotes.with_day().aggregate(
        total=Count("pk", distinct=True),
        first=Min("day"),
        last=Max("day"),
        outlets=Count(carriers, distinct=True),
    )
    pages = make_pages(number, figures["total"])
    newest = quotes.order_by(F("document__day").desc(nulls_last=True), "-id").values_list("pk", flat=True)
    cards = make_cards(page_of(newest, pages)) if figures["total"] else ()
    days = (in_words(figures["first"]), in_words(figures["last"]))
    return Statements(pages, cards, *days, figures["outlets"], search_url)
