"""The words in which an article says when and where something was said."""

import re
from functools import cache, lru_cache
from typing import NamedTuple

from statements.extraction.outline import Outline, Sentence
from statements.language.dates import find_day_phrases
from statements.language.reporting import find_cues
from statements.language.spans import Span
from statements.language.tables import Language, any_of
from statements.language.tokens import FILL

# How many paragraphs, and sentences in them, may state the day and place of what is said further down.
LEAD_PARAGRAPHS, LEAD_SENTENCES = 3, 12
# Longest question put before an answer, in characters.
_QUESTION = 300
# How far after its verb the language stands, in characters.
_TONGUE = 60


def find_setting(outline: Outline, sentence: Sentence, name: str) -> tuple[Span | None, str]:
    """The words for the day and the place: those of the sentence itself, else those of the sentences before it at the
    top of the article that are about the same speaker's speaking; (None, "") where nothing is stated.
    """
    bodies = [paragraph for paragraph in outline.paragraphs if paragraph.part == "body"][:LEAD_PARAGRAPHS]
    tops = [lead for paragraph in bodies for lead in paragraph.sentences][:LEAD_SENTENCES]
    leads = [lead for lead in tops if lead.span.start < sentence.span.start]
    day, place = _find_day(outline, sentence), _find_place(outline, sentence)
    for lead in leads if name else ():
        named = [mention for mention in lead.mentions if mention.kind == "person"]
        sources = [report.source.mention for report in lead.reports]
        if any(outline.people.resolve(mention, "").name == name for mention in sources or named):
            day = day or _find_day(outline, lead)
            place = place or _find_place(outline, lead)
    return day, place


@lru_cache(maxsize=64)  # the quotations of one sentence ask for it one after the other
def find_tongue(language: Language, words: str) -> tuple[str, bool]:
    """The code of the language that a sentence says something was said in ("" where it does not say), and whether it
    says that it gives a translation.
    """
    tongues = language.tables["setting"]["tongues"]
    spoken = [
        tongues[match[1]]
        for match in _tongues(language).finditer(words)
        if find_cues(language, words, max(0, match.start() - _TONGUE), match.start())
    ]
    is_translated = any(phrase in words.lower() for phrase in language.phrases("setting", "translated"))
    return (spoken[0], is_translated or spoken[0] != language.code) if spoken else ("", is_translated)


@cache
def _tongues(language: Language) -> re.Pattern[str]:
    """Words for the language that somebody speaks, after a verb of speaking: "told Die Welt in German"."""
    return re.compile(rf"\b(?:in|auf|en) ({any_of(language.tables['setting']['tongues'])})\b")


def find_question(language: Language, text: str, sentence: Span) -> Span | None:
    """The clause at the start of a sentence that gives the question put: "Asked whether it rained, Roe said"."""
    opening = _asked(language).match(text, *sentence)
    if opening is None:
        return None
    comma = text.find(",", opening.end(), min(sentence.end, opening.end() + _QUESTION))
    return Span(sentence.start, comma) if comma > 0 else None


@cache
def _asked(language: Language) -> re.Pattern[str]:
    return re.compile(rf"(?:{any_of(language.phrases('setting', 'asked'))})\b", re.IGNORECASE)


def _find_day(outline: Outline, sentence: Sentence) -> Span | None:
    start, words = sentence.span.start, sentence.span.of(outline.text)
    spans = (
        Span(start + span.start, start + span.end) for span, _ in find_day_phrases(outline.language, words)
    )
    return next((span for span in spans if _is_near(outline, sentence, span.start)), None)


def _find_place(outline: Outline, sentence: Sentence) -> str:
    near = (
        match
        for match in _rules(outline.language).place.finditer(outline.text, *sentence.span)
        if _is_near(outline, sentence, match.start(match.lastgroup or 0))
    )
    tongues = outline.language.tables["setting"]["tongues"]
    places = ((match["town"] or match["body"]).rstrip(".") for match in near)
    return next(
        (
            place
            for place in places
            if place not in tongues and not find_day_phrases(outline.language, f"in {place}")
        ),
        "",
    )


def _is_near(outline: Outline, sentence: Sentence, place: int) -> bool:
    """Whether words belong to a reporting verb or to a word like "speech", or open the sentence of a verb."""
    rules = _rules(outline.language)
    lead = outline.text[sentence.span.start : place]
    is_last = outline.language.tables["grammar"]["verb_last"]  # "hat am Montag in Holm gewarnt"
    marks = (report.source.mention.span if is_last else report.cue.span for report in sentence.reports)
    ends = [mark.end - sentence.span.start for mark in marks]
    ends += [
        match.end()
        for match in rules.occasion.finditer(lead)
        if not rules.away.search(lead[: match.end()].rpartition(",")[2])
    ]
    is_beside = any(end <= len(lead) and not rules.away.search(lead[end:]) for end in ends)
    return is_beside or (bool(sentence.reports) and rules.opening.fullmatch(lead) is not None)


class _Rules(NamedTuple):
    """The expressions of one language for occasions, places, what opens a sentence before them, and words after which
    a place or a day is no longer where or when it was said, but what was said or why.
    """

    occasion: re.Pattern[str]
    place: re.Pattern[str]
    opening: re.Pattern[str]
    away: re.Pattern[str]


@cache
def _rules(language: Language) -> _Rules:
    table = language.tables["setting"]
    towns, before_halls = any_of(table["before_towns"].split()), any_of(table["before_halls"].split())
    articles = any_of(language.words("grammar", "determiners"))
    capital = r"[A-ZÀ-Þ][\w.-]*"
    hall = rf"(?:{capital}\s){{0,3}}(?:{any_of(table['halls'].split())})\b"
    return _Rules(
        re.compile(rf"\b(?:{any_of(table['occasions'].split())})\b"),
        re.compile(
            rf"\b(?:{towns})\s(?P<town>{capital}(?:\s{capital}){{0,3}})|"
            rf"\b(?:{before_halls})\s(?:(?:{articles})\s?)?(?P<body>{hall})"
        ),
        re.compile(rf"(?:(?:{any_of(table['openings'].split())})\b[^.]{{0,100}})?"),
        re.compile(rf"\b(?:{any_of(table['away'])})\b|{FILL}"),
    )
