"""What of a reference wording another printing carries, word by word, as a reader compares two texts.

Case, punctuation, the style of quotation marks and contractions are no difference; the pieces show the words
as they are printed.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from cydifflib import SequenceMatcher

from statements.language.normalise import BREAK, WILDCARD, Word, words
from statements.language.spans import Span

# Longer cuts are counted instead of shown: about one line of a quote. A choice of layout.
LONG_CUT = 12
# In longer texts words on more than one place in a hundred are no anchors (runs still extend over them): the
# matcher's time grows with the pairs of equal words, and a page of one repeated word would take minutes.
LONG_TEXT = 400
# A word with its apostrophes and hyphens, or a mark.
_PRINTED = re.compile(r"\w+(?:[’'-]\w+)*|[^\w\s]")


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a comparison: "same" or "added" as the other text prints it, or "left_out"."""

    kind: str
    text: str
    words: int

    @property
    def is_long_cut(self) -> bool:
        """Whether the piece is a cut too long to be shown in full."""
        return self.kind == "left_out" and self.words > LONG_CUT

    @property
    def label(self) -> str:
        """The text, or for a long cut how much it is: "[21 words left out]"."""
        return f"[{self.words} words left out]" if self.is_long_cut else self.text


def match_words(a: Sequence[str], b: Sequence[str]) -> SequenceMatcher:
    """The matcher of two sequences of forms that everything which aligns texts uses."""
    return SequenceMatcher(None, a, b, autojunk=len(b) > LONG_TEXT)


def compare_words(reference: str, other: str, *, is_exact: bool = False) -> tuple[Piece, ...]:
    """The pieces in reading order, a cut before what stands in its place; `is_exact`: case, marks and contractions
    are differences too.

    "same" and "added" pieces together are `other`, character for character, if it has any word.
    """
    read = _printed if is_exact else _spoken
    a, b = read(reference), read(other)
    stretches: list[tuple[str, int, int]] = []  # kind, first and last word
    for kind, place in _walk(a, b):
        if stretches and stretches[-1][0] == kind:
            stretches[-1] = (kind, stretches[-1][1], place)
        else:
            stretches.append((kind, place, place))
    printed = [first for kind, first, _ in stretches if kind != "left_out"]
    ends = dict(zip(printed, [*(b[first].span.start for first in printed[1:]), len(other)], strict=False))
    pieces = []
    for kind, first, last in stretches:
        if kind == "left_out":
            text, found = reference[a[first].span.start : a[last].span.end], a
        else:
            text, found = other[b[first].span.start if first else 0 : ends[first]], b
        pieces.append(Piece(kind, text, len({word.span for word in found[first : last + 1]})))
    return tuple(pieces)


def share_carried(reference: str, other: str) -> float:
    """The share of the reference's words that stand in `other` in order, 0..1; 0 if it has none."""
    a = _spoken(reference)
    return len(_aligned(a, _spoken(other))) / len(a) if a else 0.0


def spans_carried(reference: str, other: str) -> tuple[Span, ...]:
    """The stretches of the reference whose words stand in `other` in order."""
    a = _spoken(reference)
    joined: list[tuple[int, int]] = []  # first and last word
    for place in _aligned(a, _spoken(other)):
        if joined and joined[-1][1] == place - 1:
            joined[-1] = (joined[-1][0], place)
        else:
            joined.append((place, place))
    return tuple(Span(a[first].span.start, a[last].span.end) for first, last in joined)


def _spoken(text: str) -> tuple[Word, ...]:
    return tuple(word for word in words(text) if word.form != BREAK)


def _printed(text: str) -> tuple[Word, ...]:
    return tuple(Word(Span(*match.span()), match.group()) for match in _PRINTED.finditer(text))


def _aligned(a: Sequence[Word], b: Sequence[Word]) -> dict[int, int]:
    """Which word of a is which of b; a contraction counts whole or not at all."""
    forms = [word.form if word.form != WILDCARD else "" for word in b]
    blocks = match_words([word.form for word in a], forms).get_matching_blocks()
    pairs = {block.a + i: block.b + i for block in blocks for i in range(block.size)}
    while True:
        taken = set(pairs.values())
        torn = {word.span for i, word in enumerate(a) if i not in pairs}
        torn_other = {word.span for j, word in enumerate(b) if j not in taken}
        whole = {i: j for i, j in pairs.items() if a[i].span not in torn and b[j].span not in torn_other}
        if len(whole) == len(pairs):
            return pairs
        pairs = whole


def _walk(a: Sequence[Word], b: Sequence[Word]) -> Iterator[tuple[str, int]]:
    """Every word once: of the reference where it is left out, else of the other text."""
    next_a = next_b = 0
    for i, j in [*_aligned(a, b).items(), (len(a), len(b))]:
        yield from (("left_out", place) for place in range(next_a, i))
        yield from (("added", place) for place in range(next_b, j))
        if j < len(b):
            yield "same", j
        next_a, next_b = i + 1, j + 1
