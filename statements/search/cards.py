"""A quote as one entry of a list."""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter

from django.db import connection
from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils.translation import get_language, gettext

from statements.citations.cited import listed_reference
from statements.citations.metadata import coins
from statements.models import Appearance, Carriage, Quote
from statements.models.dated import from_column
from statements.search.card_rows import (
    EntryRow,
    QuoteRow,
    read_quotes,
)
from statements.search.conditions import sought
from statements.search.lines import Shelf
from statements.search.passages import Stretch, governing_clause, open_spans
from statements.search.plain import (
    Link,
    When,
    address_of,
    counted,
    fragment_words,
    kept_in_each_language,
    mark_for,
    mark_words,
    when_said,
    words_of,
)
from statements.search.tree import Node

# Control characters that no text has: what ts_headline puts around a word it found.
HIT_START, HIT_END = "\x02", "\x03"
HIT = re.compile(f"{HIT_START}(.*?){HIT_END}", re.DOTALL)
MARKED = """
SELECT quote.id, ts_headline(statements_dictionary(quote.language), quote.wording, {words}, %s)
FROM statements_quote AS quote WHERE quote.id = ANY (%s)
"""
NO_HITS: frozenset[str] = frozenset()
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
    """What a list shows of a quote. `line` has stretches "said", "hit", "around" and "mark"; reference managers read
    `coins`, of which what is not published has none.
    """

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
    coins: str


# Whoever turns pages and narrows a search meets most of its cards again. By key, words that are hits, and language.
CARDS: Shelf[tuple[int, Node | None, str | None], Card] = Shelf(4000)


def make_cards(keys: Sequence[int], tree: Node | None = None) -> tuple[Card, ...]:
    """The quotes with these keys as cards, in their order and in at most four queries; words that a query finds are
    hits.
    """
    if not keys:
        return ()
    held, alike = CARDS.held(), (tree, get_language())
    if missing := [key for key in keys if (key, *alike) not in held]:
        held |= {(key, *alike): card for key, card in _read_cards(missing, tree).items()}
    return tuple(held[key, *alike] for key in keys if (key, *alike) in held)


def _read_cards(keys: Sequence[int], tree: Node | None) -> dict[int, Card]:
    rows, hits = read_quotes(keys), _hits(keys, tree)
    clauses = clauses_of({row.reference: row.reading for row in rows if row.kind == Appearance.Kind.MIXED})
    return {row.id: _card(row, clauses.get(row.reference), hits.get(row.id, NO_HITS)) for row in rows}


def _hits(keys: Sequence[int], tree: Node | None) -> dict[int, frozenset[str]]:
    """The words of each wording that a query finds, without their capitals."""
    words = sought(tree) if tree else None
    if words is None:
        return {}
    marks = f"StartSel={HIT_START}, StopSel={HIT_END}, HighlightAll=true"
    with connection.cursor() as cursor:
        cursor.execute(MARKED.format(words=words.sql), (*words.params, marks, [*keys]))
        return {key: frozenset(map(str.casefold, HIT.findall(marked))) for key, marked in cursor}


# A line of the history changes few cards: one whose row is the same is the same.
@kept_in_each_language(2048)
def _card(row: QuoteRow, clause: tuple[Stretch, ...] | None, hits: frozenset[str]) -> Card:
    outlets = outlet_marks(
        (_link("outlet", each.outlet), mark_for(each.relation, each.share, each.kind)) for each in row.carried
    )
    line = clause or (Stretch("said", row.wording),)
    occasion = EntryRow(row.occasion, row.occasion_slug or "", row.occasion_title or "")
    return Card(
        url=address_of("quote", row.public_id) + at_words(hits) if row.public_id else _desk(row.id),
        line=tuple(_excerpt(_with_hits(line, hits))),
        is_reported=row.is_reported,
        is_partly_quoted=clause is not None,
        language=row.language,
        speakers=tuple(_link("speaker", speaker) for speaker in row.speakers),
        role=next((each.role for each in row.carried if each.role), ""),
        said=when_said(row.said_on, row.said_basis, row.held_on, row.held_basis),
        occasion=_link("occasion", occasion) if occasion.name else None,
        manner=_manner(row.is_reported, clause is not None),
        evidence=_evidence(row.evidence),
        is_reviewed=row.is_reviewed,
        note=words_of(Quote.Note(row.note)) if row.note else "",
        outlets=outlets[:MOST_OUTLETS],
        outlets_left=len(outlets[MOST_OUTLETS:]),
        summary=f"{counted(len(outlets), 'outlet')}, {counted(row.wordings, 'wording')}",
        coins=_coins(row, clause) if row.public_id else "",
    )


def _coins(row: QuoteRow, clause: tuple[Stretch, ...] | None) -> str:
    words = "".join(stretch.text for stretch in clause) if clause else row.wording
    speakers = ((speaker.name, speaker.kind) for speaker in row.speakers)
    said = from_column(row.held_on) or from_column(row.said_on)
    reference = listed_reference(row.public_id or "", words, speakers, said, row.language)
    return coins(reference, topics=row.topics)


def at_words(found: Collection[str]) -> str:
    """What makes the browser mark these words on the page that an address leads to (WICG Scroll to Text Fragment)."""
    marks = "&".join(f"text={fragment_words(word)}" for word in sorted(found))
    return f"#:~:{marks}" if marks else ""


@kept_in_each_language(4)
def _manner(is_reported: bool, is_partly_quoted: bool) -> str:
    if is_reported:
        return gettext("paraphrase only")
    return gettext("part quoted") if is_partly_quoted else gettext("quoted")


@kept_in_each_language(16)
def _evidence(kind: str) -> str:
    return gettext("evidence: %(evidence)s") % {"evidence": words_of(Appearance.Evidence(kind))}


def _desk(key: int) -> str:
    """Where editors see a quote that is not published."""
    return reverse("admin:statements_quote_change", args=[key])


def _link(noun: str, row: EntryRow) -> Link:
    """A link to an entry; without an address as long as it was not published."""
    url = address_of(noun, row.public_id, row.slug) if row.public_id else ""
    return Link(row.name, url, row.public_id or "", row.control or "")


def outlet_marks(carried: Iterable[tuple[Link, str]]) -> tuple[OutletMark, ...]:
    """Each outlet once, in the order given, with the most that one of its articles carried."""
    by_outlet: dict[tuple[str, str], list[tuple[Link, str]]] = defaultdict(list)
    for outlet, mark in carried:
        by_outlet[outlet.id, outlet.label].append((outlet, mark))
    best = (
        (pairs[0][0], min((mark for _, mark in pairs), key=BEST_FIRST.index)) for pairs in by_outlet.values()
    )
    return tuple(OutletMark(outlet, mark, mark_words(mark)) for outlet, mark in best)


def published_beside(readings: Iterable[int]) -> dict[int, list[Appearance]]:
    """For each reading all its appearances that a published quote shows: their words use up its allowance."""
    shown = Carriage.objects.active().filter(appearance=OuterRef("pk"), quote__status=Quote.Status.PUBLISHED)
    published = Appearance.objects.filter(Exists(shown), reading__in=set(readings))
    beside = defaultdict(list)
    for appearance in published.select_related("reading__article__outlet"):
        beside[appearance.reading_id].append(appearance)
    return beside


def clauses_of(reading_of: Mapping[int, int]) -> dict[int, tuple[Stretch, ...]]:
    """For each quotation in part, by the reading it is in, the sentence that carries it, as far as all may read it."""
    if not reading_of:
        return {}
    clauses: dict[int, tuple[Stretch, ...]] = {}
    for beside in published_beside(reading_of.values()).values():
        allowed = open_spans(beside[0].reading, beside)
        clauses |= {row.pk: governing_clause(row, allowed) for row in beside if row.pk in reading_of}
    return clauses


def _with_hits(line: Iterable[Stretch], hits: frozenset[str]) -> list[Stretch]:
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
    runs = groupby(words[start : start + EXCERPT], key=itemgetter(0))
    kept = [Stretch(kind, "".join(word for _, word in run)) for kind, run in runs]
    before = [Stretch("said", "… ")] if start else []
    after = [Stretch("said", " …")] if start + EXCERPT < len(words) else []
    return before + kept + after
