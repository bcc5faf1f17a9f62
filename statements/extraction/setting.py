"""The words in which an article says when and where something was said."""

import re
from functools import cache, lru_cache

from statements.extraction.outline import Outline, Sentence
from statements.language.dates import find_day_phrases
from statements.language.reporting import find_cues
from statements.language.spans import Span
from statements.language.tables import Language, any_of
from statements.language.tokens import FILL

# How many paragraphs, and sentences in them, may state the day and place of what is said further down.
LEAD_PARAGRAPHS, LEAD_SENTENCES = 3, 12
_OCCASION = re.compile(
    r"\b(?:statement|speech|address|interview|conference|briefing|remarks|session|summit|hearing|debate|rally)\b"
)
_PLACE = re.compile(
    r"\bin\s(?P<town>[A-Z][\w.-]*(?:\s[A-Z][\w.-]*){0,3})|\b(?:told|before|to|of|at|in)\s(?:the\s)?"
    r"(?P<body>(?:[A-Z][\w.]*\s){0,3}(?:Congress|Parliament|Senate|Assembly|Council|Bundestag|Duma|Knesset))\b"
)
# Words after which a place or a day is no longer where or when it was said, but what was said or why.
_AWAY = re.compile(
    rf"\b(?:that|amid|after|following|over|about|because|if|whether|when|will|would|since|until|ahead of)\b|{FILL}"
)
_OPENING = re.compile(r"(?:(?:Speaking|Addressing|In|At|During|On|Earlier)\b[^.]{0,100})?")
# Longest question put before an answer, in characters.
_QUESTION = 300
# How far after its verb the language stands, in characters.
_TONGUE = 60


def find_setting(outline: Outline, sentence: Sentence, name: str) -> tuple[Span | None, str]:
    """The words for the day and the place: those of the sentence itself, else those of the first sentences at
    the top of the article that are about the same speaker's speaking; (None, "") where nothing is stated.
    """
    bodies = [paragraph for paragraph in outline.paragraphs if paragraph.part == "body"][:LEAD_PARAGRAPHS]
    leads = [sentence for paragraph in bodies for sentence in paragraph.sentences][:LEAD_SENTENCES]
    day, place = _find_day(outline.text, sentence), _find_place(outline.text, sentence)
    for lead in leads if name else ():
        named = [mention for mention in lead.mentions if mention.kind == "person"]
        sources = [report.source.mention for report in lead.reports]
        if any(outline.people.resolve(mention, "").name == name for mention in sources or named):
            day = day or _find_day(outline.text, lead)
            place = place or _find_place(outline.text, lead)
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


def _find_day(text: str, sentence: Sentence) -> Span | None:
    start = sentence.span.start
    spans = [
        Span(start + words.start, start + words.end) for words, _ in find_day_phrases(sentence.span.of(text))
    ]
    return next((span for span in spans if _is_near(text, sentence, span.start)), None)


def _find_place(text: str, sentence: Sentence) -> str:
    near = (
        match
        for match in _PLACE.finditer(text, *sentence.span)
        if _is_near(text, sentence, match.start(match.lastgroup or 0))
    )
    places = ((match["town"] or match["body"]).rstrip(".") for match in near)
    return next((place for place in places if not find_day_phrases(place)), "")


def _is_near(text: str, sentence: Sentence, place: int) -> bool:
    """Whether words belong to a reporting verb or to a word like "speech", or open the sentence of a verb."""
    lead = text[sentence.span.start : place]
    ends = [report.cue.span.end - sentence.span.start for report in sentence.reports]
    ends += [
        match.end()
        for match in _OCCASION.finditer(lead)
        if not _AWAY.search(lead[: match.end()].rpartition(",")[2])
    ]
    is_beside = any(end <= len(lead) and not _AWAY.search(lead[end:]) for end in ends)
    return is_beside or (bool(sentence.reports) and _OPENING.fullmatch(lead) is not None)
