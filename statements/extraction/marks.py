"""Pairs of quotation marks in all styles, apostrophes told apart, marks that never close forgiven."""

import re
from functools import partial
from typing import NamedTuple

from statements.language.spans import Span

_CLOSERS = {"“": '”"“', "„": '“”"', '"': '"”“', "«": "»", "»": "«", "‘": "’'", "'": "'’", "‟": '”"'}
_SINGLE = "‘'"
_ELISION = re.compile(r"[‘’'](?:tis|twas|em|til|cause|bout|n|round|ll|re|ve|s|d|m|t|\d\ds?)\b", re.IGNORECASE)
# A doubled single mark is one; "‘‘" and "’’" are two that happen to meet.
_MARK = re.compile(r"''|``|[“”\"„«»‘’'‟]")
_SURE_CLOSER = re.compile(r"[.,?!][’'](?!\w)")
# How far after a plural possessive the closing mark is looked for: longer than quotations in single marks are.
_REACH = 1000
# How far marks are counted to tell whether they are nested: longer than paragraphs are.
_FAR = 20_000
# Where words in marks that never close may stop being speech: punctuation, then "said X", "X said", "X, who is, said".
_INQUIT = re.compile(
    r"[,?!](?=\s+(?:[A-Z][\w.’'-]*\s+|he\s+|she\s+|they\s+){0,7}"
    r"(?:(?:[A-Z][\w.’'-]*\s){1,3}?[A-Z][\w’'-]*,[^.?!“”\"«»\n]{1,120},\s)?"
    r"(?:said|says|added|told|wrote|tweeted|explained)\b)"
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
    opened, inner, opener, depth = -1, start, "", 0
    last = _last_closer(text, start, end)
    for match in _MARK.finditer(text, start, end):
        place, width = match.start(), len(match.group())
        mark = '"' if width == 2 else match.group()
        if opened < 0:
            opened = place if _opens(text, place, mark, width, last) else -1
            inner, opener, depth = place + width, mark, 0
        elif mark == opener and _opens_inside(text, place, width, inner, end):
            depth += 1
        elif mark == opener and _opens_anew(text, place, width, inner):
            found.append(_unclosed(text, opened, inner, place))
            opened, inner = place, place + width
        elif closed := _closed(text, match, opener, depth, end):
            depth -= closed
            if depth < 0:
                found.append(Marked(Span(opened, place + width), Span(inner, place + closed - 1), True))
                opened = -1
    if opened >= 0 and opener not in _SINGLE:
        found.append(_unclosed(text, opened, inner, end))
    return tuple(filter(partial(_has_words, text), found))


def _last_closer(text: str, start: int, end: int) -> int:
    """The last place where a single mark can close; the start where there is none."""
    closers = (n for n in range(end - 1, start, -1) if text[n] in "’'" and _closes(text, n, "'", 1, end))
    return next(closers, start)


def _has_words(text: str, marked: Marked) -> bool:
    return any(letter.isalnum() for letter in marked.inner.of(text))


def _opens_inside(text: str, place: int, width: int, inner: int, end: int) -> bool:
    """Whether a mark of the kind that is open opens words in marks inside of them; a doubled single one never does."""
    if width == 2:
        return False
    mark = text[place]
    is_anew = _opens_anew(text, place, width, inner) and _closes_twice(text, place, mark, end)
    return _is_nested(text, place, mark, end) or is_anew


def _closed(text: str, match: re.Match[str], opener: str, depth: int, end: int) -> int:
    """How many open marks a mark closes: two where the closing marks of both stand side by side."""
    place, width = match.start(), len(match.group())
    if width == 2 and opener == "'":
        return 2 if depth else 0
    mark = '"' if width == 2 else match.group()
    return int(mark in _CLOSERS[opener] and _closes(text, place, opener, width, end))


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
    end = min(end, place + _FAR)
    return mark in "“„«" and text.count(_CLOSERS[mark][0], place, end) > text.count(mark, place, end)


def _opens_anew(text: str, place: int, width: int, inner: int) -> bool:
    """Whether an opening mark stands where only another opening mark can: after a space, before a letter."""
    before, after = text[place - 1], text[place + width : place + width + 1]
    return place > inner and before.isspace() and (after.isalnum() or after in "[…")


def _closes_twice(text: str, place: int, mark: str, end: int) -> bool:
    """Whether two closing marks of this kind stand side by side before another one opens: marks in like marks."""
    twice = rf"{re.escape(mark)}\s?{re.escape(_CLOSERS[mark][0])}(?!\w)"
    return re.compile(twice).search(text, place + 1, min(end, place + _REACH)) is not None


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
