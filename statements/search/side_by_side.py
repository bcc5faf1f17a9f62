"""Two or three outlets beside each other: what all carried and what one did alone, and the words of each."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, NamedTuple

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef
from django.db.models.functions import JSONObject
from django.utils.translation import gettext

from statements.language.days import DayRange
from statements.language.wording import join_pieces, running_pieces
from statements.models import Carriage, Credit
from statements.models.document import Facet, facet_code
from statements.search.appearances import published_when
from statements.search.criteria import Criteria
from statements.search.engine import Query, Wanted
from statements.search.engines import engine
from statements.search.facets import ENTRIES, names_of
from statements.search.fields import read_days
from statements.search.passages import Baseline, Paragraph, Stretch, compared
from statements.search.plain import (
    Link,
    When,
    address_of,
    choice_words,
    counted,
    is_paraphrase,
    link_to,
    percent_of,
    said_when,
)
from statements.search.results import PAGE_SIZE, Pages, make_pages
from statements.search.tree import ANY_DAY, All, Codes, Node, Not
from statements.search.tree import Any as AnyOf

# Outlets and topics that are offered; others have a link to here on their pages.
MOST = 100
# Rows of a file that are read at a time.
AT_A_TIME = 200


@dataclass(frozen=True, slots=True)
class Side:
    """What one outlet carried of a statement: its words, how, which share of the reference, in which article,
    when, and how much later than the first outlet.
    """

    outlet: str
    words: Paragraph
    relation: str
    percent: int
    is_paraphrase: bool
    article: Link
    published: str
    lag: str


@dataclass(frozen=True, slots=True)
class Beside:
    """A statement that all of them carried. The words of the others are compared with the first's;"""

    statement: Link
    speakers: tuple[Link, ...]
    said: When
    sides: tuple[Side, ...]


@dataclass(frozen=True, slots=True)
class Share:
    """One of the figures: how many statements, of which, and the list of them."""

    label: str
    count: int
    percent: int | None
    url: str


class Named(NamedTuple):
    """An outlet or a topic."""

    key: int
    id: str
    name: str


@dataclass(frozen=True, slots=True)
class Comparable:
    """Outlets and topics in the order of their names."""

    outlets: tuple[Named, ...]
    topics: tuple[Named, ...]


@dataclass(frozen=True, slots=True)
class SideBySide:
    """The page of some outlets."""

    shares: tuple[Share, ...]
    either: int
    rows: tuple[Beside, ...]
    pages: Pages


def comparable(outlets: Sequence[str], topic: str) -> Comparable:
    """What can be compared, and on which topics: the outlets and topics of most statements, and those asked for by
    their public ids.
    """
    found = engine().search(Query(), Wanted(size=0), {Facet.OUTLET: MOST, Facet.TOPIC: MOST})
    names: dict[Facet, list[Named]] = {Facet.OUTLET: [], Facet.TOPIC: []}
    for (facet, key), (public_id, label) in names_of(found.facets).items():
        if facet in names and key:
            names[Facet(facet)].append(Named(key, public_id, label))
    for facet, ids in ((Facet.OUTLET, outlets), (Facet.TOPIC, (topic,))):
        missing = {each.lower() for each in ids if each} - {each.id for each in names[facet]}
        if missing:
            rows = ENTRIES[facet]._default_manager.filter(public_id__in=missing)
            names[facet] += [Named(row.pk, row.public_id, str(row)) for row in rows]
    return Comparable(*(tuple(sorted(held, key=lambda each: each.name)) for held in names.values()))


def narrowed(criteria: Criteria, topic: Named | None) -> Query:
    """The query of the days of some criteria, and of a topic."""
    chosen = {Facet.TOPIC: frozenset({facet_code(Facet.TOPIC, topic.key)})} if topic else {}
    said = criteria.ranges.get("said", "")
    return Query(chosen=chosen, said=read_days(said) if said else ANY_DAY)


def side_by_side(outlets: Sequence[Named], query: Query, criteria: Criteria, number: int) -> SideBySide:
    """One page of what all these outlets carried, newest said first, of what meets the query; and how much each carried
    alone. The criteria are those of the query.
    """
    carried = _carried(outlets)
    alone = [All((own, *(Not(other) for other in carried if other is not own))) for own in carried]
    together = replace(query, tree=All(carried))
    found = engine().search(together, Wanted("newest", (number - 1) * PAGE_SIZE, PAGE_SIZE), {})
    trees: list[Node] = [AnyOf(carried), All(carried), *alone]
    either, *counts = engine().count([replace(query, tree=tree) for tree in trees])
    return SideBySide(
        shares=tuple(
            Share(label, count, percent_of(count, either), replace(criteria, text=text).url)
            for (label, text), count in zip(_labels(outlets), counts, strict=True)
        ),
        either=either,
        rows=read_beside(found.keys, outlets),
        pages=make_pages(number, counts[0]),
    )


def keys_of_all(outlets: Sequence[Named], query: Query) -> Iterator[tuple[int, ...]]:
    """The keys of all that these outlets carried together, newest said first, some at a time."""
    together, start = replace(query, tree=All(_carried(outlets))), 0
    while keys := engine().search(together, Wanted("newest", start, AT_A_TIME), {}).keys:
        yield keys
        start += len(keys)


def _carried(outlets: Sequence[Named]) -> tuple[Codes, ...]:
    return tuple(Codes((facet_code(Facet.OUTLET, outlet.key),)) for outlet in outlets)


def _labels(outlets: Sequence[Named]) -> list[tuple[str, str]]:
    """What the figures count, and the words that search for it."""
    fields = [f"outlet:{outlet.id}" for outlet in outlets]
    labels = [(gettext("Both carried") if len(outlets) == 2 else gettext("All carried"), " ".join(fields))]
    for outlet, own in zip(outlets, fields, strict=True):
        others = " ".join(f"-{field}" for field in fields if field != own)
        labels.append((gettext("%(outlet)s alone") % {"outlet": outlet.name}, f"{own} {others}"))
    return labels


def read_beside(keys: Sequence[int], outlets: Sequence[Named]) -> tuple[Beside, ...]:
    """The statements with these keys that all the outlets carried, in one query."""
    held: dict[int, dict[int, Carriage]] = {}
    credits = Credit.objects.filter(quote=OuterRef("quote")).order_by("id")
    speaker = JSONObject(name="speaker__name", id="speaker__public_id", slug="speaker__slug")
    carriages = Carriage.objects.with_articles().select_related("quote__occasion")
    for carriage in carriages.annotate(said_by=ArraySubquery(credits.values(json=speaker))).filter(
        quote__in=keys, appearance__reading__article__outlet__in=[outlet.key for outlet in outlets]
    ):
        outlet = carriage.appearance.reading.article.outlet_id
        kept = held.setdefault(carriage.quote_id, {})
        if outlet not in kept or _rank(carriage) > _rank(kept[outlet]):
            kept[outlet] = carriage
    found = ([held.get(key, {}).get(outlet.key) for outlet in outlets] for key in keys)
    return tuple(_beside([carriage for carriage in row if carriage]) for row in found if all(row))


def _rank(carriage: Carriage) -> tuple[bool, float]:
    """Quoted words before a paraphrase, more of them before fewer."""
    return not is_paraphrase(carriage), carriage.share


def _beside(carriages: Sequence[Any]) -> Beside:
    first, *others = carriages
    wording = join_pieces(first.appearance.words)
    quote = first.quote
    return Beside(
        statement=link_to(quote, quote.wording),
        speakers=tuple(
            Link(row["name"], address_of("speaker", row["id"], row["slug"]), row["id"])
            for row in first.said_by
        ),
        said=said_when(quote),
        sides=(
            _side(first, (Stretch("said", wording),), ""),
            *(_side(other, _compared(first, wording, other), _lag(first, other)) for other in others),
        ),
    )


def _compared(first: Carriage, wording: str, other: Carriage) -> Paragraph:
    """The words of another outlet beside the first's; a paraphrase is never compared word by word."""
    words = running_pieces(other.appearance.words)
    if is_paraphrase(first) or is_paraphrase(other):
        return tuple(_joined([(Stretch("said", piece),) for piece in words]))
    return tuple(_joined(compared(Baseline(wording), words)))


def _joined(pieces: Iterable[Paragraph]) -> Iterable[Stretch]:
    for number, piece in enumerate(pieces):
        if number:
            yield Stretch("said", " ")
        yield from piece


def _side(carriage: Carriage, words: Paragraph, lag: str) -> Side:
    article = carriage.appearance.reading.article
    return Side(
        outlet=article.outlet.name,
        words=words,
        relation=choice_words(carriage, "relation"),
        percent=round(100 * carriage.share),
        is_paraphrase=is_paraphrase(carriage),
        article=link_to(article),
        published=published_when(article).text,
        lag=lag,
    )


def _lag(one: Carriage, other: Carriage) -> str:
    """How many days after the first outlet the second published, "" where a day is not known."""
    first, second = (_day(carriage.appearance.reading.article.published) for carriage in (one, other))
    if first is None or second is None:
        return ""
    days = (second - first).days
    if not days:
        return gettext("the same day")
    apart = gettext("%(days)s later") if days > 0 else gettext("%(days)s earlier")
    return apart % {"days": counted(abs(days), "day")}


def _day(published: DayRange | None) -> date | None:
    return published.first if published and published.first == published.last else None
