"""The words in which an article says when and where something was said."""

import re

from statements.extraction.outline import Sentence
from statements.language.dates import find_day_phrases
from statements.language.spans import Span

_OCCASION = re.compile(
    r"\b(?:statement|speech|address|interview|conference|briefing|remarks|session|summit|hearing|debate|rally|talks)\b"
)
_CAPITALS = r"[A-Z][\w.-]*(?:\s[A-Z][\w.-]*){0,3}"
_PLACE = re.compile(
    rf"\bin\s(?P<town>{_CAPITALS})|\b(?:told|before|to|of|at|in)\s(?:the\s)?"
    r"(?P<body>(?:[A-Z][\w.]*\s){0,3}(?:Congress|Parliament|Senate|Assembly|Council|Bundestag|Duma|Knesset|Commons))\b"
)
# Words after which a place or a day is no longer where or when it was said, but what was said or what it was about.
_AWAY = re.compile(r"\b(?:that|amid|after|following|over|about|because|if|whether|when|since|until|against|ahead of)\b|\ue000")
_TRANSLATED = re.compile(
    r"\b(?:(?:speaking|said|says|told \w+|wrote|writing) in (?!January|February|March|April|May|June|July|August|September|October|"
    r"November|December)[A-Z]\w+(?:ian|ish|ese|man|nch|ch|ic|rew|du|ek)\b|translated (?:from|by)|through an? (?:interpreter|translator))"
)


def find_day(text: str, sentence: Sentence) -> Span | None:
    """The words for the day in a sentence that reports speech: beside the verb, or beside a word like "speech"."""
    phrases = find_day_phrases(sentence.span.of(text))
    for phrase in phrases:
        span = Span(phrase.span.start + sentence.span.start, phrase.span.end + sentence.span.start)
        if any(_is_near(text, sentence, report.cue.span, span) for report in sentence.reports):
            return span
    return None


def find_place(text: str, sentence: Sentence) -> str:
    """The town or the assembly a sentence names as where it was said, "" where it names none."""
    for match in _PLACE.finditer(text, *sentence.span):
        span = Span(*match.span())
        if any(_is_near(text, sentence, report.cue.span, span) for report in sentence.reports):
            if not find_day_phrases(match["town"] or ""):
                return match["town"] or match["body"]
    return ""


def says_translated(words: str) -> bool:
    """Whether a sentence says that what it quotes was said in another language."""
    return _TRANSLATED.search(words) is not None


def _is_near(text: str, sentence: Sentence, cue: Span, words: Span) -> bool:
    if words.start >= cue.start:
        between = text[cue.end : words.start]
        clause = between[between.rfind(",") + 1 :]
        return not _AWAY.search(between) or ("," in between and bool(_OCCASION.search(clause)) and not _AWAY.search(clause))
    lead = text[sentence.span.start : words.start]
    return not lead.strip() or bool(re.fullmatch(r"\s*(?:Speaking|Addressing|In|At|During|On|Earlier)\b[^.]{0,100}", lead))
