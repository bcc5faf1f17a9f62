"""What the pages of speakers, outlets, topics and occasions show: some figures and their statements, page by page."""

from dataclasses import dataclass

from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import Count, Max, Min

from statements.models import Article, Occasion, Outlet, Speaker, Topic
from statements.models.quote import QuoteQuerySet
from statements.search.cards import Card, make_cards
from statements.search.criteria import Criteria
from statements.search.matches import matching, ordered
from statements.search.plain import in_words
from statements.search.results import Pages, make_pages, page_of


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
class ArticlesHeld:
    """How many articles of an outlet the archive holds, and the days they were published on."""

    count: int
    first: str
    last: str


def statements_of(entry: Speaker | Outlet | Topic | Occasion, number: int) -> Statements:
    """The published statements of a speaker or occasion, those an outlet carried or a topic holds; newest first."""
    if isinstance(entry, Occasion):
        return _statements(matching(Criteria()).filter(occasion=entry), number, "")
    facet = str(entry._meta.model_name)
    criteria = Criteria().having(facet, (entry.public_id,))
    return _statements(matching(criteria), number, criteria.url)


def other_names(speaker: Speaker) -> list[str]:
    """The spellings of a speaker's name other than the one shown."""
    names = speaker.names.aggregate(all=ArrayAgg("name", distinct=True, default=[]))["all"]
    return [name for name in names if name != speaker.name]


def articles_held(outlet: Outlet) -> ArticlesHeld:
    """The articles of an outlet that have a page."""
    held = (
        Article.objects.public()
        .filter(outlet=outlet)
        .aggregate(
            count=Count("pk"), first=Min("published_on__startswith"), last=Max("published_on__startswith")
        )
    )
    return ArticlesHeld(held["count"], in_words(held["first"]), in_words(held["last"]))


def _statements(quotes: QuoteQuerySet, number: int, search_url: str) -> Statements:
    carriers = "carriages__appearance__reading__article__outlet"
    figures = quotes.with_day().aggregate(
        total=Count("pk", distinct=True),
        first=Min("day"),
        last=Max("day"),
        outlets=Count(carriers, distinct=True),
    )
    pages = make_pages(number, figures["total"])
    cards = make_cards(page_of(ordered(quotes, "newest"), pages)) if figures["total"] else ()
    days = (in_words(figures["first"]), in_words(figures["last"]))
    return Statements(pages, cards, *days, figures["outlets"], search_url)
