"""Finds what is quoted in an article, who said it, and when and where the article says it was said."""

import re
from dataclasses import dataclass, replace

from statements.extraction.attribution import (
    PARAGRAPH_BEFORE,
    SAME_SENTENCE,
    SENTENCE_AFTER,
    SENTENCE_BEFORE,
    TRANSCRIPT,
    Report,
    find_transcript,
    govern,
)
from statements.extraction.marks import Marked
from statements.extraction.mentions import Person
from statements.extraction.outline import Outline, Paragraph, Sentence, read_outline
from statements.extraction.page import ArticleText
from statements.extraction.setting import find_day, find_place, says_translated
from statements.language.names import Mention
from statements.language.spans import Span

# How many paragraphs from the top may state the day and place for all that a speaker says further down.
LEAD_PARAGRAPHS = 3
# A fragment of so few words with no reporting verb in its sentence is a name, a title or a word kept at arm's length.
_SCARE_WORDS = 4
_NAMING = re.compile(r"(?:so-called|(?:en)?titled|headlined|known as|named|nicknamed|the (?:song|book|film|word|term|show))\s*$")


@dataclass(frozen=True, slots=True)
class Quotation:
    """A quotation in one article.

    segments: its words without the marks, in order; several where "he said" or furniture splits it. kind: "direct",
    "mixed" or "indirect". part: the kind of block it stands in. cue, source: the reporting verb and the words beside
    it that say who; cue_verb is the lemma. speaker: the full name as the article gives it, "" where nobody is named;
    speaker_kind: "person", "institution" or "". role: as the article gives it. attributed_by: "name", "role",
    "pronoun", "institution" or "none". score: 0..1 by the scale of `attribution`. chain: from the words beside the
    verb to the full name. runners_up: other speakers with their scores. via: the outlet that heard it, "" if this
    one. day_phrase, place: the words that state when and where. is_translated: the text says that it is.
    """

    segments: tuple[Span, ...]
    kind: str
    part: str
    cue: Span | None = None
    cue_verb: str = ""
    source: Span | None = None
    speaker: str = ""
    speaker_kind: str = ""
    role: str = ""
    attributed_by: str = "none"
    score: float = 0.0
    chain: tuple[str, ...] = ()
    runners_up: tuple[tuple[str, float], ...] = ()
    via: str = ""
    day_phrase: Span | None = None
    place: str = ""
    is_translated: bool = False


@dataclass(frozen=True, slots=True)
class Guess:
    """One possible speaker of marked words, and by which clause."""

    score: float
    mention: Mention
    person: Person
    report: Report | None
    sentence: Sentence


def find_quotations(page: ArticleText) -> tuple[Quotation, ...]:
    """The quotations of an article in order; words in marks that nobody is reported to have said are left out."""
    outline = read_outline(page)
    found: list[Quotation] = []
    last: Guess | None = None
    for number, paragraph in enumerate(outline.paragraphs):
        if paragraph.part == "headline":
            continue
        for group in _group(page.text, outline, paragraph):
            guesses = _guess(outline, number, group, last)
            if _is_statement(page.text, outline, paragraph, group, guesses):
                kind = _kind_of(page.text, outline.text, group[0])
                found.append(_quote(page, outline, paragraph, group, kind, guesses))
                last = guesses[0] if guesses else last
    return tuple(found)
