"""Who carried which statement of an occasion: statements by outlets."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db.backends.postgresql.psycopg_any import DateRange
from django.db.models import Count
from django.urls import reverse
from django.utils.translation import gettext

from statements.models import Article, Carriage, Occasion, Quote
from statements.search.cards import BEST_FIRST
from statements.search.plain import MARK_WORDS, Link, counted, mark_for, mark_words
from statements.search.sentence_map import FITTING_COLUMNS, Cell

# A longer table nobody reads; the search has all. The CSV has every row and column.
MOST_ROWS, MOST_COLUMNS = 30, 12
NEWS_WEEK = timedelta(days=7)
ARTICLE = "appearance__reading__article"


@dataclass(frozen=True, slots=True)
class Row:
    """A statement, and what each outlet did with it."""

    statement: Link
    language: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class OccasionMap:
    """The statements carried by most outlets first, by the outlets that carried most first, `held` articles of that
    week of each; some of `statements` in all and of `outlets` in all. `silent` other outlets have articles of that week
    and carried none.
    """

    outlets: tuple[Link, ...]
    held: tuple[str, ...]
    rows: tuple[Row, ...]
    statements: int
    all_outlets: int
    silent: int
    is_wide: bool


@dataclass(frozen=True, slots=True)
class _Carried:
    """For each statement and outlet by key the best mark; names of both; articles held of each outlet."""

    marks: dict[int, dict[int, str]]
    statements: dict[int, tuple[str, str, str]]
    outlets: dict[int, Link]
    held: dict[int, int]

    def by_most(self) -> tuple[list[int], list[int]]:
        """Statements and outlets, those with most of the other first."""
        carries = Counter(outlet for marks in self.marks.values() for outlet in marks)
        rows = sorted(self.marks, key=lambda key: (-len(self.marks[key]), key))
        return rows, sorted(self.outlets, key=lambda key: (-carries[key], self.outlets[key].label))

    def cell(self, statement: int, outlet: int) -> Cell:
        """What the outlet did with the statement."""
        mark = self.marks[statement].get(outlet)
        if mark:
            return Cell(mark, mark_words(mark))
        left_out = gettext("left out of %(articles)s") % {"articles": counted(self.held[outlet], "article")}
        return Cell("absent", left_out)


def map_occasion(occasion: Occasion) -> OccasionMap | None:
    """The table of an occasion, in two queries; None where it has nothing to compare."""
    carried = _read(occasion)
    if len(carried.marks) < 2 and len(carried.outlets) < 2:
        return None
    rows, outlets = carried.by_most()
    shown = outlets[:MOST_COLUMNS]
    return OccasionMap(
        outlets=tuple(carried.outlets[key] for key in shown),
        held=tuple(str(carried.held[key]) for key in shown),
        rows=tuple(
            Row(
                Link(carried.statements[key][1], reverse("quote", args=[carried.statements[key][0]])),
                carried.statements[key][2],
                tuple(carried.cell(key, outlet) for outlet in shown),
            )
            for key in rows[:MOST_ROWS]
        ),
        statements=len(rows),
        all_outlets=len(outlets),
        silent=len(carried.held.keys() - carried.outlets.keys()),
        is_wide=len(shown) > FITTING_COLUMNS,
    )


def rows_of_occasion(occasion: Occasion) -> Iterator[tuple[str, str, str, str, str]]:
    """(statement, its words, outlet, what it did, articles that are held of it) of every pair."""
    carried = _read(occasion)
    rows, outlets = carried.by_most()
    for key in rows:
        public_id, wording, _ = carried.statements[key]
        for outlet in outlets:
            mark = carried.marks[key].get(outlet, "absent")
            name = carried.outlets[outlet].label
            yield public_id, wording, name, MARK_WORDS[mark], str(carried.held[outlet])


def _read(occasion: Occasion) -> _Carried:
    found: Any = Carriage.objects.active().filter(
        quote__occasion=occasion, quote__status=Quote.Status.PUBLISHED
    )
    names = ("pk", "public_id", "slug", "name")
    marks: dict[int, dict[int, str]] = defaultdict(dict)
    statements, outlets = {}, {}
    articles = defaultdict(set)
    for quote, public_id, wording, language, relation, share, kind, article, *outlet in found.values_list(
        *("quote_id", "quote__public_id", "quote__wording", "quote__language", "relation", "share"),
        *("appearance__kind", ARTICLE, *(f"{ARTICLE}__outlet__{name}" for name in names)),
    ):
        key, outlet_id, slug, label = outlet
        statements[quote] = public_id, wording, language
        url = reverse("outlet", args=[outlet_id, slug]) if outlet_id else ""
        outlets[key] = Link(label, url, outlet_id or "")
        articles[key].add(article)
        mark = mark_for(relation, share, kind)
        marks[quote][key] = min(marks[quote].get(key, mark), mark, key=BEST_FIRST.index)
    held = _held(occasion)
    held |= {key: max(held.get(key, 0), len(of_outlet)) for key, of_outlet in articles.items()}
    return _Carried(marks, statements, outlets, held)


def _held(occasion: Occasion) -> dict[int, int]:
    """How many articles of the week are held of each outlet by key; nothing where the week is not known."""
    days = occasion.held
    if days is None or days.first is None or days.last is None:
        return {}
    week = DateRange(days.first, days.last + NEWS_WEEK)
    rows = Article.objects.public().filter(published_on__overlap=week).values("outlet").order_by()
    return dict(rows.annotate(n=Count("pk")).values_list("outlet", "n"))
