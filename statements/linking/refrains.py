"""Lines a speaker says again on other occasions, in whatever order their parts stand.

Many outlets and one occasion are one quote; the same words on another occasion are a refrain. A line may be
half a sentence, or two parts in another order, so common runs of words are sought without regard to order
(greedy string tiling, after Wise 1993), and parts that stand side by side in one sentence of either quote
make one line.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import chain

from statements.language.diff import match_words
from statements.language.normalise import BREAK, WILDCARD, is_content, words
from statements.language.sentences import split_sentences
from statements.language.spans import Span
from statements.linking.candidates import fingerprints
from statements.linking.occasions import same_occasion
from statements.linking.readings import GENERIC, stem
from statements.linking.similarity import compare_texts
from statements.linking.values import Refrain, Repetition, Wording

# Two words in common are a phrase of the language, not a part of a line.
MIN_RUN = 3
# "At the end of the day" has six words and no content but GENERIC; emptier or shorter lines are everybody's.
MIN_WORDS, MIN_CONTENT = 6, 3
# Names alone ("the people of the United States of America") are no line: this many content words are no
# names.
MIN_PLAIN = 2
# Parts side by side may have this many other words between them ("work for a [more lasting] peace in
# Freedonia").
MAX_BETWEEN = 2
# Parts that stand apart in one of the quotes need this many words each, else "is part of" joins a line by
# chance.
MIN_PART = 5
# Two lines that share half of the shorter in one quote are one refrain.
MIN_OVERLAP = 0.5
# A line said on hundreds of occasions is compared with so many of its fullest quotes, not with every other.
MAX_PARTNERS = 20


@dataclass(frozen=True, slots=True)
class _Token:
    """A word of a quote, or a mark where a run must end: stem "" and no content."""

    stem: str
    span: Span
    sentence: int
    is_content: bool = False
    is_plain: bool = False


Run = tuple[range, range]  # positions of the same words in two quotes
Places = frozenset[int]  # positions of the words of a line in one quote


def find_refrains(quotes: Iterable[Wording]) -> tuple[Refrain, ...]:
    """The lines that a speaker repeats on occasions known to be different, the most repeated first.

    Each wording given stands for one quote, by its key; the order of the input makes no difference. A refrain
    has at least two quotes, at least MIN_WORDS words and MIN_CONTENT different content words.
    """
    by_key = {quote.key: quote for quote in quotes if quote.speaker}
    lines = [line for a, b in _pairs(by_key.values()) for line in _common_lines(a, b)]
    lines.sort(
        key=lambda line: (-max(map(len, line.values())), [(key, min(line[key])) for key in sorted(line)])
    )
    found: list[dict[int, Places]] = []
    for line in lines:
        refrain = next(
            (each for each in found if _is_refrain_of(each, line) and not _is_changed_in(each, line, by_key)),
            None,
        )
        if refrain is None:
            found.append(line)
        else:
            refrain.update(line | refrain)
    refrains = [_refrain([(by_key[key], places) for key, places in refrain.items()]) for refrain in found]
    return tuple(
        sorted(refrains, key=lambda refrain: (-len(refrain.repetitions), refrain.title, refrain.title_quote))
    )


def _pairs(quotes: Iterable[Wording]) -> Iterator[tuple[Wording, Wording]]:
    """Quotes of one speaker that share a fingerprint and are known to be of different occasions."""
    by_print: dict[int, list[Wording]] = defaultdict(list)
    for quote in sorted(quotes, key=lambda quote: (-len(quote.text), quote.text, quote.key)):
        for number in fingerprints(quote.text, quote.speaker):
            by_print[number].append(quote)
    sharing = (
        (a, b)
        for group in by_print.values()
        for i, b in enumerate(group)
        for a in group[: min(i, MAX_PARTNERS)]
    )
    for a, b in dict.fromkeys(sharing):
        if a.speaker == b.speaker and same_occasion(a, b).verdict == "other_occasion":
            yield a, b


def _common_lines(a: Wording, b: Wording) -> Iterator[dict[int, Places]]:
    """The lines two quotes have in common, each as positions by key of the quote."""
    read_a, read_b = _read(a.text), _read(b.text)
    lines: list[list[Run]] = []
    for run in _runs(read_a, read_b):
        near = [line for line in lines if any(_is_one_line(run, other, read_a, read_b) for other in line)]
        lines = [line for line in lines if line not in near] + [[run, *chain.from_iterable(near)]]
    for line in lines:
        places_a, places_b = (frozenset(chain.from_iterable(run[side] for run in line)) for side in (0, 1))
        content = {
            read_a[place].stem: read_a[place].is_plain for place in places_a if read_a[place].is_content
        }
        is_line = len(places_a) >= MIN_WORDS and len(content) >= MIN_CONTENT
        if is_line and sum(content.values()) >= MIN_PLAIN and not _is_changed((a, places_a), (b, places_b)):
            yield {a.key: places_a, b.key: places_b}


def _is_changed(one: tuple[Wording, Places], other: tuple[Wording, Places]) -> bool:
    """Whether the line has another number, negation or name in the other quote: then it is not said again."""
    return bool(compare_texts(_with_holes(*one), _with_holes(*other)).conflict)


def _with_holes(quote: Wording, places: Places) -> str:
    """The line with what stands inside it: a number may be what its parts have not in common."""
    read = _read(quote.text)
    by_sentence: dict[int, list[Span]] = defaultdict(list)
    for place in sorted(places):
        by_sentence[read[place].sentence].append(read[place].span)
    return " ".join(quote.text[spans[0].start : spans[-1].end] for spans in by_sentence.values())


def _runs(a: tuple[_Token, ...], b: tuple[_Token, ...]) -> Iterator[Run]:
    """The longest common run of words in a sentence, then the longest of what is left, down to MIN_RUN."""
    left, right = [token.stem or "<" for token in a], [token.stem or ">" for token in b]
    while (run := match_words(left, right).find_longest_match()).size >= MIN_RUN:
        places = range(run.a, run.a + run.size), range(run.b, run.b + run.size)
        if any(a[place].is_content for place in places[0]):
            yield places
        left[run.a : run.a + run.size] = ["<"] * run.size
        right[run.b : run.b + run.size] = [">"] * run.size


def _is_one_line(run: Run, other: Run, a: tuple[_Token, ...], b: tuple[_Token, ...]) -> bool:
    beside, within = [], []
    for side, read in ((0, a), (1, b)):
        first, second = sorted((run[side], other[side]), key=lambda places: places.start)
        beside.append(sum(bool(token.stem) for token in read[first.stop : second.start]) <= MAX_BETWEEN)
        within.append(beside[-1] and read[first.start].sentence == read[second.start].sentence)
    return all(beside) or (any(within) and min(len(run[0]), len(other[0])) >= MIN_PART)


def _is_refrain_of(refrain: dict[int, Places], line: dict[int, Places]) -> bool:
    both = [(line[key], refrain[key]) for key in line if key in refrain]
    return any(len(new & old) >= MIN_OVERLAP * min(len(new), len(old)) for new, old in both)


def _is_changed_in(refrain: dict[int, Places], line: dict[int, Places], by_key: dict[int, Wording]) -> bool:
    """Whether a quote that the line would add says another number, negation or name than one in the refrain."""
    new = [(by_key[key], places) for key, places in line.items() if key not in refrain]
    known = [(by_key[key], places) for key, places in refrain.items()]
    return any(_is_changed(one, other) for one in new for other in known)


def _refrain(carried: list[tuple[Wording, Places]]) -> Refrain:
    carried.sort(key=lambda each: ((each[0].said and each[0].said.first) or date.max, each[0].key))
    repetitions = tuple(_repetition(quote, places) for quote, places in carried)
    looseness = [(max(places) - min(places) - len(places), -len(places)) for _, places in carried]
    best = repetitions[looseness.index(min(looseness))]
    return Refrain(best.wording, best.quote, repetitions)


def _repetition(quote: Wording, places: Places) -> Repetition:
    read = _read(quote.text)
    spans: list[Span] = []
    before = -1
    for place in [*sorted(places), *_rest(read, max(places))]:
        is_near = bool(spans) and place - before - 1 <= MAX_BETWEEN
        if is_near and read[before].sentence == read[place].sentence:
            spans[-1] = Span(spans[-1].start, read[place].span.end)
        else:
            spans.append(read[place].span)
        before = place
    return Repetition(quote.key, tuple(spans), " … ".join(span.of(quote.text) for span in spans))


def _rest(read: tuple[_Token, ...], last: int) -> range:
    """The few words without content between a line and the end of its sentence: they round it off ("empty it")."""
    end = next(place for place in range(last + 1, len(read)) if not read[place].stem)
    rest = range(last + 1, end)
    return range(0) if len(rest) > MAX_BETWEEN or any(read[place].is_content for place in rest) else rest


@lru_cache(maxsize=4096)
def _read(text: str) -> tuple[_Token, ...]:
    tokens = []
    for number, sentence in enumerate(split_sentences(text)):
        found = [word for word in words(text) if sentence.start <= word.span.start < sentence.end]
        for place, word in enumerate(found):
            key = "" if word.form in (WILDCARD, BREAK) else stem(word.form)
            has_content = is_content(word.form) and key not in GENERIC
            is_name = place > 0 and word.span.of(text)[:1].isupper()
            tokens.append(_Token(key, word.span, number, has_content, has_content and not is_name))
        tokens.append(_Token("", Span(sentence.end, sentence.end), number))
    return tuple(tokens)
