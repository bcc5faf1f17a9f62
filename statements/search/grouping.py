"""The statements of a page of results as their printings, or as the articles that print them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, F, Window
from django.db.models.functions import RowNumber
from django.utils.translation import gettext_noop

from statements.models import Appearance, Carriage
from statements.search.appearances import anchor_of, published_when
from statements.search.cards import clauses_of
from statements.search.passages import Stretch
from statements.search.plain import Link, When, choice_words, is_paraphrase, link_to, outlet_of

# What results may be shown as, besides statements.
GROUPS = {"appearances": gettext_noop("printings"), "articles": gettext_noop("articles")}
# Of each statement, the first ones; the page of the statement has all.
MOST_OF_ONE = 20


@dataclass(frozen=True, slots=True)
class Line:
    """A printing of a statement: its words in the clause that carries them, and where it stands."""

    words: tuple[Stretch, ...]
    is_quoted: bool
    language: str
    statement: str
    relation: str
    article: Link
    outlet: Link
    published: When


@dataclass(frozen=True, slots=True)
class Group:
    """An article with the printings in it, or a single printing without its article. `left` more of the statement are
    on the page of that.
    """

    article: Link | None
    outlet: Link
    published: When
    lines: tuple[Line, ...]
    left: int = 0


def group_printings(keys: Sequence[int], by: str) -> tuple[Group, ...]:
    """What was printed of the quotes with these keys, by one of GROUPS, in the order of the quotes and then of time; in
    two queries.
    """
    if not keys:
        return ()
    carriages = _first_of_each(keys)
    mixed = {
        row.appearance_id: row.appearance.reading_id
        for row in carriages
        if row.appearance.kind == Appearance.Kind.MIXED
    }
    clauses = clauses_of(mixed)
    lines = [(row, _line(row, clauses.get(row.appearance_id))) for row in carriages]
    if by == "articles":
        of_article: dict[Link, list[Line]] = {}
        for row, line in lines:
            of_article.setdefault(link_to(row.appearance.reading.article), []).append(line)
        return tuple(
            Group(article, held[0].outlet, held[0].published, tuple(held))
            for article, held in of_article.items()
        )
    return tuple(Group(None, line.outlet, line.published, (line,), _left(row)) for row, line in lines)


def _left(row: Any) -> int:
    """How many printings of its statement come after this one and are not shown."""
    return row.of - MOST_OF_ONE if row.number == MOST_OF_ONE else 0


def _first_of_each(keys: Sequence[int]) -> list[Any]:
    """The first carriages of each quote, in the order of the keys."""
    place = {key: number for number, key in enumerate(keys)}
    time = (F("appearance__reading__article__published_on").asc(), F("pk").asc())
    rows = (
        Carriage.objects.with_articles()
        .filter(quote__in=keys)
        .select_related("quote", "appearance__reading__article__outlet")
        .annotate(
            number=Window(RowNumber(), partition_by="quote", order_by=time),
            of=Window(Count("pk"), partition_by="quote"),
        )
        .filter(number__lte=MOST_OF_ONE)
    )
    return sorted(rows, key=lambda row: (place[row.quote_id], row.number))


def _line(row: Carriage, clause: tuple[Stretch, ...] | None) -> Line:
    article, anchor = link_to(row.appearance.reading.article), anchor_of(row.appearance)
    return Line(
        words=clause or (Stretch("said", row.appearance.text),),
        is_quoted=clause is None and not is_paraphrase(row),
        language=row.appearance.reading.article.language,
        statement=row.quote.get_absolute_url() if row.quote.public_id else "",
        relation=choice_words(row, "relation"),
        article=Link(article.label, f"{article.url}#{anchor}" if article.url and anchor else article.url),
        outlet=outlet_of(row),
        published=published_when(row.appearance.reading.article),
    )
