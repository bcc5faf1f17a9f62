"""Who is quoted in a headline, where every word may be a capital: only people whose full name the article gives."""

import re

from statements.extraction.outline import Outline
from statements.language.names import Mention
from statements.language.reporting import find_cues
from statements.language.spans import Span

_WORD = re.compile(r"[^\W\d_][\w-]*")


def find_headline_speaker(outline: Outline, line: Span, marked: Span) -> Mention | None:
    """The surname that a verb ("Roe Says"), a dash at the end ("— Roe") or a colon ("Roe: ‘…’") makes the speaker's."""
    for match in _WORD.finditer(outline.text, *line):
        if not outline.people.knows(match.group()):
            continue
        before, after = outline.text[line.start : match.start()], outline.text[match.end() : line.end]
        cues = find_cues(after.lower())
        is_saying = bool(cues) and not after[: cues[0].span.start].strip()
        is_signed = match.start() >= marked.end and re.search(r"\s[—–-]\s+(?:\w+\s)?$", before) is not None
        is_label = match.end() <= marked.start and re.match(r"[^:]{0,40}:", outline.text[match.end() : marked.start])
        if is_saying or is_signed or is_label:
            return Mention(Span(*match.span()), "person", match.group(), "", "")
    return None
