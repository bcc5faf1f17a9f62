"""Lines a speaker says again on other occasions, in whatever order their parts stand.

Many outlets and one occasion are one quote; the same words on another occasion are a refrain. A line may be half a
sentence, or two parts in another order, so common runs of words are sought without regard to order (greedy string
tiling, after Wise 1993), and parts that stand side by side in one sentence of either quote make one line.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from difflib import SequenceMatcher
from functools import lru_cache

from statements.language.normalise import BREAK, WILDCARD, is_content, words
from statements.language.sentences import split_sentences
from statements.language.spans import Span
from statements.linking.candidates import fingerprints
from statements.linking.occasions import same_occasion
from statements.linking.similarity import stem
from statements.linking.values import Refrain, Repetition, Wording

# Two words in common are a phrase of the language, not a part of a line.
MIN_RUN = 3
# "At the end of the day" has six words and no content but GENERIC; emptier or shorter lines are everybody's.
MIN_WORDS, MIN_CONTENT = 6, 3
# Names alone ("the people of the United States of America") are no line: this many content words are no names.
MIN_PLAIN = 2
# Parts side by side may have this many other words between them ("work for a [more lasting] peace in Freedonia").
MAX_BETWEEN = 2
# Two lines that share half of the shorter in one quote are one refrain.
MIN_OVERLAP = 0.5
# A line said on hundreds of occasions is compared with so many of its fullest quotes, not with every other.
MAX_PARTNERS = 20
# Said in every speech by everybody: they may stand in a line but do not make one. A judgement, not a measurement.
GENERIC = frozenset(
    map(
        stem,
        """say says said tell think know need like make made sure way thing things time times day days end year years
        people lot see look come take give work good great first today country back keep put""".split(),
    )
)


@dataclass(frozen=True, slots=True)
class _Words:
    """A quote's words side by side; sentence -1 is a wildcard or break, which equals nothing."""

    stems: tuple[str, ...]
    spans: tuple[Span, ...]
    sentences: tuple[int, ...]
    is_content: tuple[bool, ...]
    is_plain: tuple[bool, ...]


@dataclass(frozen=True, slots=True)
class _Line:
    """What two quotes have in common that makes one line: the positions of its words in each."""

    places: tuple[tuple[int, frozenset[int]], tuple[int, frozenset[int]]]  # (key of the quote, word positions)


def find_refrains(quotes: Iterable[Wording]) -> tuple[Refrain, ...]:
    """The lines that a speaker repeats on occasions known to be different, the most repeated first.

    Each wording given stands for one quote, by its key; the order of the input makes no difference. A refrain has
    at least two quotes, at least MIN_WORDS words and MIN_CONTENT different content words.
    """
    by_key = {quote.key: quote for quote in quotes if quote.speaker}
    lines = [line for a, b in _pairs(by_key.values()) for line in _common_lines(a, b)]
    lines.sort(key=lambda line: (-len(line.places[0][1]), [(key, min(places)) for key, places in line.places]))
    found: list[dict[int, frozenset[int]]] = []
    for line in lines:
        refrain = next((refrain for refrain in found if _carries(refrain, line)), None)
        if refrain is None:
            found.append(dict(line.places))
        else:
            for key, places in line.places:
                refrain.setdefault(key, places)
    refrains = (_refrain([(by_key[key], places) for key, places in refrain.items()]) for refrain in found)
    return tuple(sorted(refrains, key=lambda refrain: (-len(refrain.repetitions), refrain.title, refrain.title_quote)))


def _pairs(quotes: Iterable[Wording]) -> Iterator[tuple[Wording, Wording]]:
    """Quotes of one speaker that share a fingerprint and are known to be of different occasions."""
    by_print: dict[int, list[Wording]] = defaultdict(list)
    for quote in sorted(quotes, key=lambda quote: (-len(quote.text), quote.key)):
        for number in fingerprints(quote.text, quote.speaker):
            by_print[number].append(quote)
    seen = set()
    for sharing in by_print.values():
        for i, b in enumerate(sharing):
            for a in sharing[: min(i, MAX_PARTNERS)]:
                if (a.key, b.key) not in seen:
                    seen.add((a.key, b.key))
                    if a.speaker == b.speaker and same_occasion(a, b).verdict == "other_occasion":
                        yield a, b


def _common_lines(a: Wording, b: Wording) -> Iterator[_Line]:
    read_a, read_b = _read(a.text), _read(b.text)
    lines: list[list[tuple[range, range]]] = []
    for run in _runs(read_a, read_b):
        beside = [line for line in lines if any(_is_one_line(run, other, read_a, read_b) for other in line)]
        lines = [line for line in lines if line not in beside] + [[run, *(other for line in beside for other in line)]]
    for line in lines:
        places_a, places_b = (frozenset(place for run in line for place in run[side]) for side in (0, 1))
        if _says_something(read_a, places_a):
            yield _Line(((a.key, places_a), (b.key, places_b)))


def _runs(a: _Words, b: _Words) -> Iterator[tuple[range, range]]:
    """The longest common run of words within a sentence, then the longest of what is left, down to MIN_RUN."""
    left, left_places = _with_marks(a, "\0a")
    right, right_places = _with_marks(b, "\0b")
    while True:
        run = SequenceMatcher(None, left, right, autojunk=False).find_longest_match()
        if run.size < MIN_RUN:
            return
        first_a, first_b = left_places[run.a], right_places[run.b]
        if any(a.is_content[first_a + i] for i in range(run.size)):
            yield range(first_a, first_a + run.size), range(first_b, first_b + run.size)
        left[run.a : run.a + run.size] = ["\0a"] * run.size
        right[run.b : run.b + run.size] = ["\0b"] * run.size


def _with_marks(read: _Words, mark: str) -> tuple[list[str], list[int]]:
    """The stems with a mark, which the other quote does not have, wherever a run must end; and their positions."""
    stems, places = [], []
    for place, (text, sentence) in enumerate(zip(read.stems, read.sentences, strict=True)):
        if place and sentence != read.sentences[place - 1]:
            stems.append(mark)
            places.append(place)
        stems.append(mark if sentence < 0 else text)
        places.append(place)
    return stems, places


def _is_one_line(run: tuple[range, range], other: tuple[range, range], a: _Words, b: _Words) -> bool:
    beside, within = [], []
    for side, read in ((0, a), (1, b)):
        first, second = sorted((run[side], other[side]), key=lambda places: places.start)
        beside.append(second.start - first.stop <= MAX_BETWEEN)
        within.append(beside[-1] and read.sentences[first.start] == read.sentences[second.start])
    return all(beside) or any(within)


def _says_something(read: _Words, places: frozenset[int]) -> bool:
    content = {read.stems[place] for place in places if read.is_content[place]}
    plain = {read.stems[place] for place in places if read.is_plain[place]}
    return len(places) >= MIN_WORDS and len(content) >= MIN_CONTENT and len(plain) >= MIN_PLAIN


def _carries(refrain: dict[int, frozenset[int]], line: _Line) -> bool:
    shares = (
        len(places & refrain[key]) / min(len(places), len(refrain[key])) for key, places in line.places if key in refrain
    )
    return any(share >= MIN_OVERLAP for share in shares)


def _refrain(carried: list[tuple[Wording, frozenset[int]]]) -> Refrain:
    carried.sort(key=lambda each: (_first_day(each[0]), each[0].key))
    repetitions = tuple(_repetition(quote, places) for quote, places in carried)

    def looseness(index: int) -> tuple[int, int]:
        places = carried[index][1]
        return max(places) - min(places) + 1 - len(places), -len(places)

    best = repetitions[min(range(len(carried)), key=looseness)]
    return Refrain(best.wording, best.quote, repetitions)


def _repetition(quote: Wording, places: frozenset[int]) -> Repetition:
    read = _read(quote.text)
    spans: list[Span] = []
    before = None
    for place in sorted(places):
        span = read.spans[place]
        is_near = before is not None and place - before - 1 <= MAX_BETWEEN
        if before is not None and is_near and read.sentences[before] == read.sentences[place]:
            spans[-1] = Span(spans[-1].start, span.end)
        else:
            spans.append(span)
        before = place
    return Repetition(quote.key, tuple(spans), " … ".join(span.of(quote.text) for span in spans))


def _first_day(quote: Wording) -> date:
    return (quote.said.first if quote.said else None) or date.max


@lru_cache(maxsize=8192)
def _read(text: str) -> _Words:
    found = words(text)
    ends = [span.end for span in split_sentences(text)]
    sentences = tuple(sum(end <= word.span.start for end in ends) for word in found)
    stems = tuple(stem(word.form) for word in found)
    content = tuple(is_content(word.form) and key not in GENERIC for word, key in zip(found, stems, strict=True))
    starts = {sentences.index(number) for number in set(sentences)}
    is_lower = (not word.span.of(text)[:1].isupper() or place in starts for place, word in enumerate(found))
    return _Words(
        stems=stems,
        spans=tuple(word.span for word in found),
        sentences=tuple(-1 if word.form in (WILDCARD, BREAK) else number for word, number in zip(found, sentences, strict=True)),
        is_content=content,
        is_plain=tuple(known and low for known, low in zip(content, is_lower, strict=True)),
    )
