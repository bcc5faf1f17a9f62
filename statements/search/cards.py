"""A quote as one entry of a list."""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from django.db.models.expressions import RawSQL

from statements.models import Appearance, Carriage, Outlet, Quote
from statements.models.quote import QuoteQuerySet
from statements.search.conditions import sought
from statements.search.passages import Stretch, governing_clause, open_spans
from statements.search.plain import (
    MARK_WORDS,
    Link,
    When,
    choice_words,
    counted,
    link_to,
    mark_for,
    said_when,
)
from statements.search.tree import Node

# Control characters that no text has: what ts_headline puts around a word it found.
HIT_START, HIT_END = "\x02", "\x03"
# A longer wording is cut to about this many words around the first one found; the quote's page has all of it.
LONG_WORDING, EXCERPT = 60, 42
WORDS_BEFORE_HIT = 12
MOST_OUTLETS = 4
BEST_FIRST = ("full", "part", "para")


@dataclass(frozen=True, slots=True)
class OutletMark:
    """An outlet and what it carried: one of the marks, with the word for it."""

    outlet: Link
    mark: str
    word: str


@dataclass(frozen=True, slots=True)
class Card:
    """What a list shows of a quote. `line` has stretches "said", "hit", "around" and "mark"."""

    url: str
    line: tuple[Stretch, ...]
    is_reported: bool
    is_partly_quoted: bool
    language: str
    speakers: tuple[Link, ...]
    role: str
    said: When
    occasion: Link | None
    manner: str
    evidence: str
    is_reviewed: bool
    note: str
    outlets: tuple[OutletMark, ...]
    outlets_left: int
    summary: str


class _Carried(NamedTuple):
    """What one article carried of a quote: its outlet, the mark, and the speaker's role as it has it."""

    outlet: Link
    mark: str
    role: str


def make_cards(quotes: QuoteQuerySet, tree: Node | None = None) -> tuple[Card, ...]:
    """The quotes as cards, in their order and in at most four queries; words that a query finds are hits."""
    quotes = quotes.for_cards()
    if tree and (words := sought(tree)):
        marks = f"StartSel={HIT_START}, StopSel={HIT_END}, HighlightAll=true"
        headline = f"ts_headline(statements_dictionary(statements_quote.language), wording, {words.sql}, %s)"
        quotes = quotes.annotate(found=RawSQL(headline, (*words.params, marks)))  # noqa: S611
    rows = list(quotes)
    carried = _carried(rows)
    clauses = _clauses([quote.reference for quote in rows if quote.reference.kind == Appearance.Kind.MIXED])
    return tuple(_card(quote, carried[quote.pk], clauses.get(quote.reference_id)) for quote in rows)


def _carried(quotes: Sequence[Quote]) -> dict[int, list[_Carried]]:
    """What outlets carried of quotes, in time order, as plain values: a page of a list has hundreds of them."""
    outlet = "appearance__reading__article__outlet"
    shown = ("quote_id", "relation", "share", "appearance__kind", "appearance__role")
    named = (f"{outlet}_id", f"{outlet}__name", f"{outlet}__slug", f"{outlet}__public_id")
    found = defaultdict(list)
    links: dict[int, Link] = {}
    rows = Carriage.objects.in_time_order().filter(quote__in=quotes).values_list(*shown, *named)
    for quote, relation, share, kind, role, key, *names in rows:
        if key not in links:
            links[key] = link_to(Outlet(**dict(zip(("name", "slug", "public_id"), names, strict=True))))
        found[quote].append(_Carried(links[key], mark_for(relation, share, kind), role))
    return found


def _card(quote: Quote, carried: Sequence[_Carried], clause: tuple[Stretch, ...] | None) -> Card:
    outlets = outlet_marks((each.outlet, each.mark) for each in carried)
    line = clause or (Stretch("said", quote.wording),)
    return Card(
        url=quote.get_absolute_url(),
        line=tuple(_excerpt(_with_hits(line, _hits(getattr(quote, "found", ""))))),
        is_reported=quote.is_reported,
        is_partly_quoted=clause is not None,
        language=quote.language,
        speakers=tuple(link_to(credit.speaker) for credit in quote.credits.all()),
        role=next((each.role for each in carried if each.role), ""),
        said=said_when(quote),
        occasion=link_to(quote.occasion) if quote.occasion else None,
        manner="paraphrase only" if quote.is_reported else "part quoted" if clause else "quoted",
        evidence=choice_words(quote.reference, "evidence"),
        is_reviewed=quote.is_reviewed,
        note=choice_words(quote, "note") if quote.note else "",
        outlets=outlets[:MOST_OUTLETS],
        outlets_left=len(outlets[MOST_OUTLETS:]),
        summary=f"{counted(len(outlets), 'outlet')}, {counted(quote.document.wordings, 'wording')}",
    )


def outlet_marks(carried: Iterable[tuple[Link, str]]) -> tuple[OutletMark, ...]:
    """Each outlet once, in the order given, with the most that one of its articles carried."""
    by_outlet: dict[Link, list[str]] = defaultdict(list)
    for outlet, mark in carried:
        by_outlet[outlet].append(mark)
    best = {outlet: min(marks, key=BEST_FIRST.index) for outlet, marks in by_outlet.items()}
    return tuple(OutletMark(outlet, mark, MARK_WORDS[mark]) for outlet, mark in best.items())


def published_beside(readings: Iterable[int]) -> dict[int, list[Appearance]]:
    """For each reading all its appearances that a published quote shows: their words use up its allowance."""
    published = Appearance.objects.filter(
        reading__in=set(readings), carriages__is_active=True, carriages__quote__status=Quote.Status.PUBLISHED
    ).distinct()
    beside = defaultdict(list)
    for appearance in published.select_related("reading__article"):
        beside[appearance.reading_id].append(appearance)
    return beside


def _clauses(references: Sequence[Appearance]) -> dict[int, tuple[Stretch, ...]]:
    """For each quotation in part the sentence that carries it, as far as everybody may read it."""
    if not references:
        return {}
    clauses: dict[int, tuple[Stretch, ...]] = {}
    wanted = {reference.pk for reference in references}
    for beside in published_beside(reference.reading_id for reference in references).values():
        allowed = open_spans(beside[0].reading, beside)
        clauses |= {row.pk: governing_clause(row, allowed) for row in beside if row.pk in wanted}
    return clauses


def _hits(found: str) -> set[str]:
    return {hit.casefold() for hit in re.findall(f"{HIT_START}(.*?){HIT_END}", found, re.DOTALL)}


def _with_hits(line: Iterable[Stretch], hits: set[str]) -> list[Stretch]:
    """The line with every word that was found as a stretch of its own."""
    if not hits:
        return list(line)
    pattern = re.compile(
        rf"(?<!\w)({'|'.join(map(re.escape, sorted(hits, key=len, reverse=True)))})(?!\w)", re.I
    )
    cut = []
    for stretch in line:
        pieces = pattern.split(stretch.text) if stretch.kind == "said" else [stretch.text]
        kinds = ("hit" if i % 2 else stretch.kind for i in range(len(pieces)))
        cut += [Stretch(kind, piece) for kind, piece in zip(kinds, pieces, strict=False) if piece]
    return cut


def _excerpt(line: list[Stretch]) -> list[Stretch]:
    """A long line cut to the words around its first hit, or to its beginning, with … where it was cut."""
    words = [(stretch.kind, word) for stretch in line for word in re.findall(r"\S+\s*|\s+", stretch.text)]
    if len(words) <= LONG_WORDING:
        return line
    first_hit = next((i for i, (kind, _) in enumerate(words) if kind == "hit"), 0)
    start = max(min(first_hit - WORDS_BEFORE_HIT, len(words) - EXCERPT), 0)
    kept = [Stretch(kind, word) for kind, word in words[start : start + EXCERPT]]
    before = [Stretch("said", "… ")] if start else []
    after = [Stretch("said", " …")] if start + EXCERPT < len(words) else []
    return before + kept + after
