"""Reporting clauses: "X said", "according to Y", "Z has quoted X as saying"."""

import re
from bisect import bisect_left
from typing import NamedTuple

from statements.language.names import ROLE, Mention
from statements.language.reporting import Cue, find_cues
from statements.language.spans import Span
from statements.language.words import word_set

# Stands for every character of words in quotation marks, so that no name or verb is found in them.
FILL = "\ue000"
_INVERTING = word_set("names", "inverting")
_ADVERBS = (
    r"(?:has|have|had|also|then|later|who|which|once|again|is|was|were|as|been|being|further|himself|herself|itself|would"
    r"|could|may|might|did|even|first|soon|just|still|and|in turn|too|\w+ly|to|on \w+day|not|never)"
)
# How many mentions before a verb are looked at; more than stand in any readable sentence.
_WINDOW = 20
# What may stand between the one who speaks and the verb: "(born 1990)", ", who runs the port,", "has also".
_BEFORE_VERB = re.compile(
    rf"\s*(?:\([^()]*\)\s*)?(?:,\s+[^.;:{FILL}]{{3,160}},\s*|,?\s*\d\d,\s*)?(?:{_ADVERBS}\s+){{0,4}}"
)
_AFTER_VERB = re.compile(r"\s+(?:(?:the|an?)\s+)?(?:then[- ]|former\s+)?(?:(?!that\b)[\w/-]+\s+){0,3}?")
_APPOSITION = re.compile(rf",\s+(?:aged\s+)?(?:\d\d,\s+)?[a-z][^.;:{FILL}]{{0,170}}")
_POST = re.compile(r"(?:[’']s)?\s+(?:[a-z-]+\s+){0,4}")
_OFFICE = re.compile(r"\s+(?:for|of|at|with|from|in|on)\s+(?:the\s+)?")
_PREPOSITION = re.compile(r"\b(?:in|at|of|with|by|for|to|from|on|about|against|\w+ing)\s+$", re.IGNORECASE)
# A noun phrase right before the verb whose head word is in no list: "the announcer said".
_NOUN_PHRASE = re.compile(
    r"\b(?:the|an?|one|another|many|some|several|most)\s+(?:[a-z’'-]+\s+){0,2}"
    r"(?!(?:who|that|which|it|they|not)\b)[a-z’-]+(?=\s+(?:[a-z]+ly\s+)?$)",
    re.IGNORECASE,
)


class Report(NamedTuple):
    """A reporting clause: where it stands, its verb, who it belongs to ("he"), and the outlet it is taken
    from.
    """

    span: Span
    cue: Cue
    source: Mention
    via: str


def find_reports(text: str, sentence: Span, mentions: tuple[Mention, ...]) -> list[Report]:
    """The reporting clauses, in order, of a sentence that holds `mentions`; words in marks are FILL in
    `text`.
    """
    reports: list[Report] = []
    for cue in find_cues(text, *sentence):
        before = text[sentence.start : cue.span.start]
        own = _source_of(text, before, cue, mentions)
        is_adding = reports and cue.span.of(text).endswith("ing")  # "said …, adding" has one subject
        source = own or (reports[-1].source if is_adding else None)
        if source is None:
            continue
        via = reports[-1].via if reports else ""
        if reports and reports[-1].cue.lemma in ("quote", "cite") and before.endswith("as "):
            outlet = reports.pop().source
            via = outlet.name if outlet != source else ""
        ends = [*cue.span, *(own.span if own else cue.span)]
        reports.append(Report(Span(min(ends), max(ends)), cue, source, via))
    return reports


def _source_of(text: str, before: str, cue: Cue, mentions: tuple[Mention, ...]) -> Mention | None:
    start, end = cue.span
    after = next((mention for mention in mentions if mention.span.start >= end), None)
    is_inverted = (
        cue.lemma in _INVERTING and before.rstrip().endswith((FILL, ",")) and text[end - 3 : end] != "ing"
    )
    if (
        after
        and (cue.lemma == "according to" or is_inverted)
        and _AFTER_VERB.fullmatch(text, end, after.span.start)
    ):
        person = next((m for m in mentions if m.kind == "person" and m.span.start > after.span.end), after)
        gap = text[after.span.end : person.span.start]
        is_post = ROLE.search(gap) and _POST.fullmatch(gap)
        return person if is_post else after
    for mention in _nearest(mentions, start):
        if _BEFORE_VERB.fullmatch(text, mention.span.end, start):
            return _head_of(text, mention, mentions)
    phrase = _NOUN_PHRASE.search(text, max(start - len(before), start - 60), start)
    return Mention(Span(*phrase.span()), "role", "", phrase.group(), "") if phrase else None


def _nearest(mentions: tuple[Mention, ...], place: int) -> list[Mention]:
    """The mentions that end before a place and not too far from it, the nearest first."""
    last = bisect_left(mentions, place, key=lambda mention: mention.span.start)
    near = (mention for mention in mentions[max(0, last - _WINDOW) : last] if mention.span.end <= place)
    return sorted(near, key=lambda mention: -mention.span.end)


def _head_of(text: str, mention: Mention, mentions: tuple[Mention, ...]) -> Mention:
    """ "A spokeswoman for the port" for "the port", "Ann Roe" for "Ann Roe, head of the port"."""
    for other in _nearest(mentions, mention.span.start) if mention.kind != "pronoun" else ():
        gap = Span(other.span.end, mention.span.start)
        is_label = mention.kind == "role" and gap.of(text) == ", "
        is_apposition = other.kind == "person" and (is_label or _APPOSITION.fullmatch(text, *gap))
        is_office = other.kind == "role" and _OFFICE.fullmatch(text, *gap)
        if (is_apposition or is_office) and not _PREPOSITION.search(
            text, max(0, other.span.start - 12), other.span.start
        ):
            return other if is_apposition else _head_of(text, other, mentions)
    return mention
