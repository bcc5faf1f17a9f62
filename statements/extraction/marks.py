"""Pairs of quotation marks in all styles, apostrophes told apart, marks that never close forgiven."""

import re
from typing import NamedTuple

from statements.language.spans import Span

_CLOSERS = {"“": '”"“', "„": '“”"', '"': '"”“', "«": "»", "»": "«", "‘": "’'", "'": "'’", "‟": '”"'}
_SINGLE = "‘'"
_ELISION = re.compile(r"[‘’'](?:tis|twas|em|til|cause|bout|n|round|ll|re|ve|s|d|m|t|\d\ds?)\b", re.IGNORECASE)
_PAIR = re.compile(r"''|``")
_SURE_CLOSER = re.compile(r"[.,?!][’'](?!\w)")
# How far after a plural possessive the closing mark is looked for: longer than quotations in single marks are.
_REACH = 1000
# Where words in marks that never close may stop being speech: punctuation, then "said X" or "X said".
_INQUIT = re.compile(
    r"[,?!](?=\s+(?:[A-Z][\w.’'-]*\s+|he\s+|she\s+|they\s+){0,3}(?:said|says|added|told|wrote|tweeted|explained)\b)"
)


class Marked(NamedTuple):
    """Words in quotation marks: `outer` with the marks, `inner` without; `is_closed` where the closing mark
    is there.
    """

    outer: Span
    inner: Span
    is_closed: bool


def find_marked(text: str, start: int, end: int) -> tuple[Marked, ...]:
    """The outermost marked words of one paragraph text[start:end], in order, never overlapping.

    A doubled '' counts as one mark. What opens and does not close ends before "he said", where the next mark
    opens, or with the paragraph.
    """
    found: list[Marked] = []
    place, opened, depth = start, -1, 0
    closers = (n for n in range(end - 1, start, -1) if text[n] in "’'" and _closes(text, n, "'", 1, end))
    last = next(closers, start)
    while place < end:
        width = 2 if _PAIR.match(text, place) else 1
        mark = '"' if width == 2 else text[place]
        if opened < 0:
            opened = place if _opens(text, place, mark, width, last) else -1
            opener, depth, inner = mark, 0, place + width
        elif mark == opener and _is_nested(text, place, mark, end):
            depth += 1
        elif mark == opener and _opens_anew(text, place, width, inner):
            found.append(_unclosed(text, opened, inner, place))
            opened, inner = place, place + width
        elif mark in _CLOSERS[opener] and _closes(text, place, opener, width, end):
            depth -= 1
            if depth < 0:
                found.append(Marked(Span(opened, place + width), Span(inner, place), True))
                opened = -1
        place += width
    if opened >= 0 and opener not in _SINGLE:
        found.append(_unclosed(text, opened, inner, end))
    return tuple(item for item in found if any(letter.isalnum() for letter in item.inner.of(text)))


def _opens(text: str, place: int, mark: str, width: int, last: int) -> bool:
    """Whether a mark opens; a single one only where a place that can close it follows, `last` being the last
    one.
    """
    before, after = text[max(0, place - 1) : place], text[place + width : place + width + 1]
    if mark not in _CLOSERS or mark in "“„«‟":
        return mark in _CLOSERS
    if not after.strip() or before.isalnum() or (before and before in ".,!?%"):
        return False
    return mark not in _SINGLE or (place + 1 < last and not _ELISION.match(text, place))


def _is_nested(text: str, place: int, mark: str, end: int) -> bool:
    """Whether marks open inside marks of the same kind: from here on there is one closing mark more than
    opening.
    """
    return mark in "“„«" and text.count(_CLOSERS[mark][0], place, end) > text.count(mark, place, end)


def _opens_anew(text: str, place: int, width: int, inner: int) -> bool:
    """Whether an opening mark stands where only another opening mark can: after a space, before a letter."""
    before, after = text[place - 1], text[place + width : place + width + 1]
    return place > inner and before.isspace() and (after.isalnum() or after in "[…")


def _closes(text: str, place: int, opener: str, width: int, end: int) -> bool:
    before, after = text[max(0, place - 1) : place], text[place + width : place + width + 1]
    if opener not in _SINGLE:
        return not (text[place] == "“" and opener != "„" and after.isalnum())
    if after.isalnum() or not before.strip():
        return False
    # "the allies’ budgets": a plural possessive, where a better closing mark is still to come
    is_possessive = before == "s" and re.match(r"\s[a-z]", text[place + 1 : place + 3])
    return not (is_possessive and _SURE_CLOSER.search(text, place + 1, min(end, place + _REACH)))


def _unclosed(text: str, opened: int, inner: int, end: int) -> Marked:
    inquit = _INQUIT.search(text, inner, end)
    stop = inquit.end() if inquit else end
    stop -= len(text[inner:stop]) - len(text[inner:stop].rstrip())
    return Marked(Span(opened, max(stop, inner)), Span(inner, max(stop, inner)), False)
