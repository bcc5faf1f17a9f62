"""Two outlets beside each other: what both carried and what one did, and the words of both."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch

from statements.language.days import DayRange
from statements.language.wording import join_pieces, running_pieces
from statements.models import Carriage, Credit, Outlet
from statements.models.document import Facet, facet_code
from statements.search.criteria import Criteria
from statements.search.engine import Query, Wanted
from statements.search.engines import engine
from statements.search.facets import LONG_LIST
from statements.search.passages import Baseline, Paragraph, Stretch, compared
from statements.search.plain import (
    Link,
    When,
    choice_words,
    counted,
    is_paraphrase,
    link_to,
    percent_of,
    said_when,
)
from statements.search.results import PAGE_SIZE, Pages, make_pages
from statements.search.tree import All, Codes


@dataclass(frozen=True, slots=True)
class Side:
    """What one outlet carried of a statement: its words, how, which share of the reference, and from which article."""

    outlet: str
    words: Paragraph
    relation: str
    percent: int
    is_paraphrase: bool
    article: Link


@dataclass(frozen=True, slots=True)
class Beside:
    """A statement that both carried. The words of the second are compared with the first's; `lag` says how much later
    it published them.
    """

    statement: Link
    speakers: tuple[Link, ...]
    said: When
    sides: tuple[Side, Side]
    lag: str


@dataclass(frozen=True, slots=True)
class Share:
    """One of the figures: how many statements, of which, and the list of them."""

    label: str
    count: int
    percent: int | None
    url: str


@dataclass(frozen=True, slots=True)
class SideBySide:
    """The page of two outlets. With `is_about` the figures are estimates."""

    shares: tuple[Share, ...]
    either: int
    rows: tuple[Beside, ...]
    pages: Pages
    is_about: bool


@dataclass(frozen=True, slots=True)
class Comparable:
    """The outlets that carried most and those that were asked for, in the order of their names; by their keys how many
    statements each carried, and how many any of those that were asked for did.
    """

    outlets: tuple[Outlet, ...]
    counts: Mapping[int, int]
    either: int
    is_about: bool

    def find(self, public_id: str) -> Outlet | None:
        """The outlet of an id."""
        return next((outlet for outlet in self.outlets if outlet.public_id == public_id.lower()), None)


def comparable(*asked: str) -> Comparable:
    """What can be compared, and is, by public ids."""
    outlets = Outlet.objects.filter(public_id__isnull=False).order_by("name", "pk")
    wanted = {outlet.pk for outlet in outlets if outlet.public_id in {each.lower() for each in asked}}
    codes = frozenset(facet_code(Facet.OUTLET, key) for key in wanted)
    found = engine().search(Query(chosen={Facet.OUTLET: codes}), Wanted(size=0), {Facet.OUTLET: LONG_LIST})
    counts = dict(found.facets[Facet.OUTLET].values)
    shown = tuple(outlet for outlet in outlets if outlet.pk in counts or outlet.pk in wanted)
    return Comparable(shown, counts, found.total, found.margin > 0)


def side_by_side(first: Outlet, second: Outlet, number: int, held: Comparable) -> SideBySide:
    """One page of what both carried, newest said first, and how much each carried without the other."""
    both = All(tuple(Codes((facet_code(Facet.OUTLET, outlet.pk),)) for outlet in (first, second)))
    found = engine().search(Query(tree=both), Wanted("newest", (number - 1) * PAGE_SIZE, PAGE_SIZE), {})
    one, other = (max(held.counts.get(outlet.pk, 0) - found.total, 0) for outlet in (first, second))
    figures = [("Both carried", found.total, "", ""), (f"{first.name} alone", one, "", "-")]
    figures.append((f"{second.name} alone", other, "-", ""))
    return SideBySide(
        shares=tuple(
            Share(
                label,
                count,
                percent_of(count, held.either),
                Criteria(text=f"{a}outlet:{first.public_id} {b}outlet:{second.public_id}").url,
            )
            for label, count, a, b in figures
        ),
        either=held.either,
        rows=_rows(found.keys, first, second),
        pages=make_pages(number, found.total),
        is_about=found.margin > 0 or held.is_about,
    )


def _rows(keys: Sequence[int], first: Outlet, second: Outlet) -> tuple[Beside, ...]:
    held: dict[int, dict[int, Carriage]] = {}
    credits = Prefetch("quote__credits", Credit.objects.select_related("speaker").order_by("id"))
    carriages = Carriage.objects.with_articles().select_related("quote__occasion").prefetch_related(credits)
    for carriage in carriages.filter(
        quote__in=keys, appearance__reading__article__outlet__in=[first, second]
    ):
        outlet = carriage.appearance.reading.article.outlet_id
        kept = held.setdefault(carriage.quote_id, {})
        if outlet not in kept or _rank(carriage) > _rank(kept[outlet]):
            kept[outlet] = carriage
    pairs = (held.get(key, {}) for key in keys)
    return tuple(
        _beside(pair[first.pk], pair[second.pk]) for pair in pairs if {first.pk, second.pk} <= {*pair}
    )


def _rank(carriage: Carriage) -> tuple[bool, float]:
    """Quoted words before a paraphrase, more of them before fewer."""
    return not is_paraphrase(carriage), carriage.share


def _beside(one: Carriage, other: Carriage) -> Beside:
    quote = one.quote
    is_retold = is_paraphrase(one) or is_paraphrase(other)
    wording = join_pieces(one.appearance.words)
    words = running_pieces(other.appearance.words)
    later = (
        [(Stretch("said", piece),) for piece in words] if is_retold else compared(Baseline(wording), words)
    )
    return Beside(
        statement=link_to(quote, quote.wording),
        speakers=tuple(link_to(credit.speaker) for credit in quote.credits.all()),
        said=said_when(quote),
        sides=(_side(one, (Stretch("said", wording),)), _side(other, tuple(_joined(later)))),
        lag=_lag(one, other),
    )


def _joined(pieces: Iterable[Paragraph]) -> Iterable[Stretch]:
    for number, piece in enumerate(pieces):
        if number:
            yield Stretch("said", " ")
        yield from piece


def _side(carriage: Carriage, words: Paragraph) -> Side:
    article = carriage.appearance.reading.article
    return Side(
        outlet=article.outlet.name,
        words=words,
        relation=choice_words(carriage, "relation"),
        percent=round(100 * carriage.share),
        is_paraphrase=is_paraphrase(carriage),
        article=link_to(article),
    )


def _lag(one: Carriage, other: Carriage) -> str:
    """How many days after the first outlet the second published, "" where a day is not known."""
    first, second = (_day(carriage.appearance.reading.article.published) for carriage in (one, other))
    if first is None or second is None:
        return ""
    days = (second - first).days
    return "the same day" if not days else f"{counted(abs(days), 'day')} {'later' if days > 0 else 'earlier'}"


def _day(published: DayRange | None) -> date | None:
    return published.first if published and published.first == published.last else None
