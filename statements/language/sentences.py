"""Where one sentence ends and the next begins."""

import re

from statements.language.spans import Span
from statements.language.tables import languages

ABBREVIATIONS = frozenset().union(*(known.words("sentences", "abbreviations") for known in languages()))
_END = re.compile(r"[.!?…]+[\"”’»'“)\]]*(?=\s)|[\r\n]+")
_LAST_WORD = re.compile(r"([^\W\d_]+)\.$")


def split_sentences(text: str, start: int = 0, end: int | None = None) -> tuple[Span, ...]:
    """The sentences of text[start:end], in order, without the white space around them.

    A line break always ends a sentence. A full stop does not when it belongs to a title, an initial or a
    month, nor when a small letter or a dash follows.
    """
    end = len(text) if end is None else end
    cuts = [match.end() for match in _END.finditer(text, start, end) if _is_end(text, match, end)]
    spans = []
    for first, last in zip([start, *cuts], [*cuts, end], strict=True):
        piece = text[first:last]
        if piece.strip():
            left = first + len(piece) - len(piece.lstrip())
            spans.append(Span(left, first + len(piece.rstrip())))
    return tuple(spans)


def _is_end(text: str, match: re.Match[str], end: int) -> bool:
    if match.group()[0] in "\r\n":
        return True
    following = text[match.end() : min(end, match.end() + 8)].lstrip()
    if following[:1].islower() or following.startswith(("—", "–", "―", ".")):
        return False
    word = _LAST_WORD.search(text, max(0, match.start() - 12), match.start() + 1)
    is_short = word is not None and (len(word[1]) == 1 or word[1].lower() in ABBREVIATIONS)
    return match.group() != "." or not is_short
