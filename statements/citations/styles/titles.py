"""Titles as a style prints them: quotation marks inside one another, capitals, and the stop at their end."""

import re
from collections.abc import Mapping

from statements.citations.styles.reference import Reference

# A title keeps these in lower case unless they open or end it (Chicago 8.160, MLA 2.99): articles, conjunctions and
# prepositions.
SMALL_WORDS = frozenset(
    """a an the and as at but by down for from in into like near nor of off on onto or out over past per so than that
    till to up upon via vs with yet about above across after against along amid among around before behind below
    beneath beside besides between beyond circa despite during except inside lest next outside plus since through
    throughout toward towards under underneath until versus within without""".split()
) - {"past", "that"}
MARKS = ("“", "”"), ("‘", "’")
# What opens a quotation in the languages of the archive, and what ends it.
ENDS = {"“": "”", "„": "“", "«": "»", "‘": "’", "‚": "‘", "‹": "›", "»": "«", '"': '"', "'": "'"}
_MARK = re.compile(f"[{''.join({*ENDS, *ENDS.values()})}]")
# What may stand before a mark that opens, but for a space.
_BEFORE_OPENING = frozenset("([{–—/“‘„«‹")
_WORD = re.compile(r"[^\s‘’“”\-–—/.,;?!:()\[\]]+(?:’\w+)*")
# The space that French sets within its marks.
_PADDED = re.compile(r"(?<=[“‘])\s+|\s+(?=[”’])")
# And before these, where no line may end.
_SPACED = re.compile(r" (?=[:;?!](?:\s|$))")
_APOSTROPHE = re.compile(r"(?<=\w)['’](?=\w)")
# Stands for an apostrophe while marks are paired.
_HELD = "\ue000"


def curled(title: str) -> str:
    """The title with English marks: “ ” outside, ‘ ’ inside of them, ’ for an apostrophe, whichever it came with."""
    text = _APOSTROPHE.sub(_HELD, title)
    pieces: list[str] = []
    open_marks: list[str] = []
    end = 0
    for found in _MARK.finditer(text):
        place, mark = found.start(), found.group()
        opens = place == 0 or text[place - 1].isspace() or text[place - 1] in _BEFORE_OPENING
        pieces.append(text[end:place])
        end = place + 1
        if open_marks and mark == ENDS[open_marks[-1]] and not (mark in "\"'" and opens):
            open_marks.pop()
            pieces.append(MARKS[len(open_marks) % 2][1])
        elif opens and mark in ENDS and text.find(ENDS[mark], end) >= 0:
            pieces.append(MARKS[len(open_marks) % 2][0])
            open_marks.append(mark)
        else:
            pieces.append({"'": "’", '"': "”"}.get(mark, mark))
    pieces.append(text[end:])
    text = _PADDED.sub("", "".join(pieces)).replace(_HELD, "’")
    return _SPACED.sub("\N{NO-BREAK SPACE}", text)


def straight_apostrophes(title: str) -> str:
    """A curled title whose apostrophes are straight: citeproc takes "workers’" for the end of a quotation."""
    return _nested(title, dict(zip("“”‘’", "“”‘’", strict=True)), "'")


def within_marks(title: str) -> str:
    """A curled title as it stands in quotation marks: its own are the other kind."""
    return _nested(title, dict(zip("“”‘’", "‘’“”", strict=True)), "’")


def _nested(title: str, marks: Mapping[str, str], apostrophe: str) -> str:
    """The title with other marks for each of its own; what ends no quotation is an apostrophe, as in "workers’"."""
    pieces, depth = [], 0
    for char in _APOSTROPHE.sub(_HELD, title):
        is_apostrophe = char == _HELD or (char == "’" and depth == 0)
        pieces.append(apostrophe if is_apostrophe else marks.get(char, char))
        depth = max(depth + (char in "“‘") - (char in "”’"), 0)
    return "".join(pieces)


def headline_capitals(title: str) -> str:
    """An English title with the capitals of a headline; words that have a capital already stay as they are."""
    words = list(_WORD.finditer(title))
    pieces, end = [], 0
    for number, match in enumerate(words):
        word = match.group()
        gap = title[end : match.start()]
        is_first = number == 0 or gap.rstrip("“‘ ").endswith((":", "?", "!"))
        is_small = word.lower() in SMALL_WORDS and number < len(words) - 1
        rises = word == word.lower() and (is_first or (len(word) > 1 and not is_small))
        pieces += [gap, word[0].upper() + word[1:] if rises else word]
        end = match.end()
    return "".join(pieces) + title[end:]


def ends_itself(text: str) -> bool:
    """Whether no full stop may follow: it has one, or a question or exclamation mark, also before closing marks."""
    return text.rstrip("”’").endswith((".", "?", "!"))


def stopped(text: str, mark: str = ".") -> str:
    """The text with a full stop or comma at its end, inside of closing quotation marks, as American styles have it."""
    if mark == "." and ends_itself(text):
        return text
    bare = text.rstrip("”’")
    return bare + mark + text[len(bare) :]


def print_title(reference: Reference) -> str:
    """The title of a reference in quotation marks; of an English article with the capitals of a headline."""
    is_headline = not reference.is_quotation and reference.language.partition("-")[0] in ("", "en")
    title = headline_capitals(reference.title) if is_headline else reference.title
    return f"“{within_marks(title)}”"
