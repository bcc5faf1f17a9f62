"""Transcripts told from articles: lines that begin with who speaks, and what each of them says."""

import re
from collections import Counter
from typing import NamedTuple

from statements.extraction.marks import Marked
from statements.language.spans import Span

# "PENNER:", "MR. PENNER (via video):", "Q:", "Ann Penner:", in marks or not.
_LABEL = re.compile(
    r"[\"“„«»‘'‹]{0,2}(?:(?P<capitals>[A-ZÀ-Þ][A-ZÀ-Þ’'.-]+(?:\s[A-ZÀ-Þ][A-ZÀ-Þ’'.-]*){0,5}|[QA])|"
    r"(?P<name>[A-ZÀ-Þ][\w’'-]+(?:\s[A-ZÀ-Þ][\w.’'-]*){0,5}))"
    r"(?:,?\s\([^()]{1,60}\))?(?::|(?<=\bQ)\.)\s+(?=\S)"
)
# From how many lines with labels on a text is a transcript; labels in small letters have to repeat.
_LEAST, _LEAST_NAMES = 3, 4
# Where so many of the lines have labels, the others go on with what the one above says, if some stand between labels:
# what follows the last answer of an interview without any is the reporter's.
_SHARE = 0.25


class Turn(NamedTuple):
    """What one speaker says: the label's span, and the words after it on one line; a following line has no label."""

    label: Span | None
    words: Span


def find_turns(text: str, lines: list[Span]) -> dict[int, Turn]:
    """The turns of a transcript by the number of their line; none where the text is no transcript."""
    labels = {n: match for n, line in enumerate(lines) if (match := _LABEL.match(text, *line))}
    capitals = {n: match for n, match in labels.items() if match["capitals"]}
    counts = Counter(match["name"] for match in labels.values() if match["name"])
    if len(capitals) < _LEAST:
        repeated = {name for name, count in counts.items() if count > 1}
        if len(labels) < _LEAST_NAMES or len(repeated) < 2:
            return {}
    else:
        labels = {n: match for n, match in labels.items() if n in capitals or counts[match["name"]] > 1}
    is_between = bool(labels) and len(labels) <= max(labels) - min(labels)
    goes_on = is_between and len(labels) >= _SHARE * len(lines)
    turns: dict[int, Turn] = {}
    for number, line in enumerate(lines):
        if number in labels:
            match = labels[number]
            group = "capitals" if match["capitals"] else "name"
            turns[number] = Turn(Span(*match.span(group)), Span(match.end(), line.end))
        elif goes_on and turns and any(letter.islower() for letter in line.of(text)):
            turns[number] = Turn(None, line)  # "(CROSSTALK)" is a note
    return turns


def as_marked(text: str, turn: Turn, marked: tuple[Marked, ...]) -> tuple[Marked, ...]:
    """The words of a turn as words in marks: the whole line where it has no marks around it, else those in them."""
    start, end = turn.words
    opened = bool(marked) and not text[
        turn.label.start if turn.label else start : marked[0].inner.start
    ].strip("\"“„«»‘'‹ ")
    if marked and (opened or marked[0].outer.start < start):
        first = marked[0]
        inner = Span(max(start, first.inner.start), max(start, first.inner.end))
        outer = Span(inner.start if turn.label else first.outer.start, first.outer.end)
        return (Marked(outer, inner, first.is_closed), *marked[1:])
    return (Marked(Span(start, end), Span(start, end), False),)
