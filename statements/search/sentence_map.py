"""Who carried which sentence: the sentences of a quote by the outlets that carried it."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext

from statements.language.normalise import words
from statements.language.spans import Span
from statements.models import Carriage, Sentence
from statements.search.carried import Carried
from statements.search.plain import Link, is_paraphrase, mark_words

# More columns than these do not fit a page's width: the table then scrolls.
FITTING_COLUMNS = 5
# And of more than these nobody finds the one looked for.
MOST_COLUMNS = 12


@dataclass(frozen=True, slots=True)
class Cell:
    """What one outlet did with one sentence: a mark, and how much in words ("7 of 27 words")."""

    mark: str
    word: str


@dataclass(frozen=True, slots=True)
class MapRow:
    """One sentence. `number` counts from 1, `key` lasts; `whole` and `part` are how many outlets quoted it so."""

    number: int
    key: str
    text: str
    cells: tuple[Cell, ...]
    whole: int
    part: int


@dataclass(frozen=True, slots=True)
class SentenceMap:
    """Sentences by outlets in time order, the first MOST_COLUMNS of `outlet_count`; `totals` are the sentences each
    outlet quoted in full.
    """

    outlets: tuple[Link, ...]
    rows: tuple[MapRow, ...]
    totals: tuple[str, ...]
    word_count: int
    outlet_count: int
    is_wide: bool


# What one printing has of a wording: whether it retells it, and the spans.
Part = tuple[bool, tuple[Span, ...]]


def map_sentences(wording: str, sentences: Sequence[Sentence], carried: Iterable[Carried]) -> SentenceMap:
    """The map of a quote's sentences; several articles of one outlet count together."""
    by_outlet: dict[Link, set[Part]] = defaultdict(set)
    for one in carried:
        by_outlet[one.outlet].add((one.is_retold, one.spans))
    # Most outlets carry the same: a thousand of them have few different columns.
    known: dict[frozenset[Part], tuple[Cell, ...]] = {}
    columns = []
    for parts in map(frozenset, by_outlet.values()):
        if parts not in known:
            known[parts] = _column(wording, sentences, parts)
        columns.append(known[parts])
    rows = tuple(
        MapRow(
            number + 1,
            row.key,
            row.words,
            tuple(column[number] for column in columns[:MOST_COLUMNS]),
            sum(column[number].mark == "full" for column in columns),
            sum(column[number].mark == "part" for column in columns),
        )
        for number, row in enumerate(sentences)
    )
    shown = columns[:MOST_COLUMNS]
    some_of_all = gettext("%(some)s of %(all)s")
    whole = (sum(cell.mark == "full" for cell in column) for column in shown)
    totals = tuple(some_of_all % {"some": number, "all": len(rows)} for number in whole)
    outlets = tuple(by_outlet)[:MOST_COLUMNS]
    return SentenceMap(
        outlets, rows, totals, count_words(wording), len(by_outlet), len(outlets) > FITTING_COLUMNS
    )


def count_words(text: str) -> int:
    """How many words a reader counts: "don't" is one."""
    return len({word.span for word in words(text)})


def lead_figure(carriages: Sequence[Carriage], wording: str, sentences: Sequence[Sentence]) -> str:
    """How much of the quote one article carries, sentences first: "2 of 3 sentences, 1 in part"."""
    parts = [(is_paraphrase(row), tuple(Span(*span) for span in row.carried)) for row in carriages]
    cells = _column(wording, sentences, parts)
    whole, part = (sum(cell.mark == mark for cell in cells) for mark in ("full", "part"))
    if len(cells) == 1:
        part_of_it = gettext("%(some)s of the sentence") % {"some": cells[0].word}
        return part_of_it if cells[0].mark != "full" else gettext("the whole sentence")
    figure = gettext("%(some)s of %(all)s sentences") % {"some": whole, "all": len(cells)}
    return gettext("%(figure)s, %(part)s in part") % {"figure": figure, "part": part} if part else figure


def _column(wording: str, sentences: Sequence[Sentence], parts: Collection[Part]) -> tuple[Cell, ...]:
    """What some printings together have of each sentence."""
    every = {word.span for word in words(wording)}
    return tuple(
        _cell({word for word in every if row.start <= word.start < row.end}, parts) for row in sentences
    )


def _cell(own: set[Span], parts: Iterable[Part]) -> Cell:
    quoted, retold = set(), False
    for is_own_words, spans in parts:
        if is_own_words:
            retold = retold or not spans or any(span.overlaps(word) for span in spans for word in own)
        else:
            quoted |= {word for word in own if any(span.overlaps(word) for span in spans)}
    if own and quoted == own:
        return Cell("full", gettext("full"))
    if quoted:
        return Cell("part", gettext("%(some)s of %(all)s words") % {"some": len(quoted), "all": len(own)})
    return Cell("para", gettext("paraphrase")) if retold else Cell("absent", mark_words("absent"))
