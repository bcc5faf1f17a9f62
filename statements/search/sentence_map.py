"""Who carried which sentence: the sentences of a quote by the outlets that carried it."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from statements.language.normalise import words
from statements.language.spans import Span
from statements.models import Carriage, Sentence
from statements.search.plain import MARK_WORDS, Link, is_paraphrase, link_to

# More columns than these do not fit a page's width: the table then scrolls.
FITTING_COLUMNS = 5


@dataclass(frozen=True, slots=True)
class Cell:
    """What one outlet did with one sentence: a mark, and how much in words ("7 of 27 words")."""

    mark: str
    word: str


@dataclass(frozen=True, slots=True)
class MapRow:
    """One sentence. `number` counts from 1, `key` lasts."""

    number: int
    key: str
    text: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class SentenceMap:
    """Sentences by outlets in time order; `totals` are the sentences each outlet quoted in full."""

    outlets: tuple[Link, ...]
    rows: tuple[MapRow, ...]
    totals: tuple[str, ...]
    word_count: int
    is_wide: bool


def map_sentences(wording: str, sentences: Sequence[Sentence], carriages: Iterable[Carriage]) -> SentenceMap:
    """The map of a quote's sentences; several articles of one outlet count together."""
    by_outlet: dict[Link, list[Carriage]] = defaultdict(list)
    for carriage in carriages:
        by_outlet[link_to(carriage.appearance.reading.article.outlet)].append(carriage)
    rows = tuple(
        MapRow(number, row.key, row.words, tuple(_cell(wording, row, held) for held in by_outlet.values()))
        for number, row in enumerate(sentences, start=1)
    )
    columns = list(zip(*(row.cells for row in rows), strict=True))
    totals = tuple(f"{sum(cell.mark == 'full' for cell in column)} of {len(rows)}" for column in columns)
    return SentenceMap(tuple(by_outlet), rows, totals, count_words(wording), len(by_outlet) > FITTING_COLUMNS)


def count_words(text: str) -> int:
    """How many words a reader counts: "don't" is one."""
    return len({word.span for word in words(text)})


def lead_figure(carriages: Sequence[Carriage], wording: str, sentences: Sequence[Sentence]) -> str:
    """How much of the quote one article carries, sentences first: "2 of 3 sentences, 1 in part"."""
    cells = [_cell(wording, row, carriages) for row in sentences]
    whole, part = (sum(cell.mark == mark for cell in cells) for mark in ("full", "part"))
    if len(cells) == 1:
        return f"{cells[0].word} of the sentence" if cells[0].mark != "full" else "the whole sentence"
    figure = f"{whole} of {len(cells)} sentences"
    return f"{figure}, {part} in part" if part else figure


def _cell(wording: str, sentence: Sentence, carriages: Iterable[Carriage]) -> Cell:
    own = {word.span for word in words(wording) if sentence.start <= word.span.start < sentence.end}
    quoted, retold = set(), False
    for carriage in carriages:
        spans = [Span(start, end) for start, end in carriage.carried]
        if is_paraphrase(carriage):
            retold = retold or not spans or any(span.overlaps(word) for span in spans for word in own)
        else:
            quoted |= {word for word in own if any(span.overlaps(word) for span in spans)}
    if own and quoted == own:
        return Cell("full", "full")
    if quoted:
        return Cell("part", f"{len(quoted)} of {len(own)} words")
    return Cell("para", "paraphrase") if retold else Cell("absent", MARK_WORDS["absent"])
