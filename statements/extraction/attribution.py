"""Who said it: reporting clauses ("X said", "according to Y"), and which of them governs the words in marks."""

import re
from typing import NamedTuple

from statements.language.names import Mention
from statements.language.reporting import Cue, find_cues
from statements.language.spans import Span

# Stands for every character of words in quotation marks, so that no name or verb is found in them.
FILL = "\ue000"
_BETWEEN = (
    r"(?:has|have|had|also|then|later|who|which|once|again|is|was|were|as|been|being|further|himself|herself|itself|would|could|may|"
    r"might|did|even|first|soon|just|still|and|went on to|in turn|too|\w+ly|reportedly|to|on \w+day|did not|never)"
)
_TRANSPARENT = re.compile(rf"\s*(?:\([^()]*\)\s*)?(?:,\s+[^.;:{FILL}]{{3,160}},\s*|,?\s*\d\d,\s*)?(?:{_BETWEEN}\s+){{0,4}}")
_INVERTED = re.compile(r"\s+(?:(?:the|an?)\s+)?(?:then[- ]|former\s+)?(?:(?!that\b)[\w/-]+\s+){0,3}?")
_INVERTIBLE = frozenset(
    "say add note explain ask write insist argue warn reply tweet continue conclude declare recall quip report".split()
)
# What may stand between a person and the verb: an apposition, "aged 40", "has also".
_APPOSITION = re.compile(r",\s+(?:aged\s+)?(?:\d\d,\s+)?[a-z][^.;:\ue000]{0,170}")
_POST = re.compile(r"(?:[’']s)?\s+(?:[a-z-]+\s+){0,4}")
_OFFICE = re.compile(r"\s+(?:for|of|at|with|from|in|on)\s+(?:the\s+)?")
_AFTER_PREPOSITION = re.compile(r"\b(?:in|at|of|with|by|for|to|from|on|about|against|\w+ing)\s+$", re.IGNORECASE)
# A noun phrase right before the verb whose head word is not in the list of roles: "the announcer said".
_NOUN_PHRASE = re.compile(r"\b(?:the|an?|one|another|many|some|several|most)\s+(?:[a-z’'-]+\s+){0,2}(?!(?:who|that|which|it|they|not)\b)[a-z’-]+(?=\s+(?:[a-z]+ly\s+)?$)", re.IGNORECASE)

# How sure a clause governs the words in marks, by where it stands. Our own scale; order tried on news articles.
COLON, BESIDE, GOVERNING, TRAILING, TRANSCRIPT, HEADLINE = 0.97, 0.95, 0.9, 0.85, 0.95, 0.8
SAME_SENTENCE, SENTENCE_BEFORE, SENTENCE_AFTER, PARAGRAPH_BEFORE = 0.5, 0.8, 0.75, 0.6


class Report(NamedTuple):
    """A reporting clause: where it stands, its verb, who it belongs to ("he"), and the outlet it is taken from."""

    span: Span
    cue: Cue
    source: Mention
    via: str


def find_reports(text: str, sentence: Span, mentions: tuple[Mention, ...]) -> list[Report]:
    """The reporting clauses of one sentence of a text whose words in marks are filled with FILL, in order."""
    inside = [mention for mention in mentions if sentence.start <= mention.span.start and mention.span.end <= sentence.end]
    reports: list[Report] = []
    for cue in find_cues(text, *sentence):
        own = _source_of(text, sentence, cue, inside)
        source = own or (reports[-1].source if reports and _shares_subject(text, sentence, cue) else None)
        if source is None:
            continue
        span = Span(min(cue.span.start, own.span.start), max(cue.span.end, own.span.end)) if own else cue.span
        via = reports[-1].via if reports else ""
        if reports and reports[-1].cue.lemma in ("quote", "cite") and text[: cue.span.start].endswith("as "):
            outlet = reports.pop().source
            via = outlet.name if outlet != source else ""
        reports.append(Report(span, cue, source, via))
    return reports


def _source_of(text: str, sentence: Span, cue: Cue, mentions: list[Mention]) -> Mention | None:
    start, end = cue.span
    is_ing = text[start:end].endswith("ing")
    after = next((mention for mention in mentions if mention.span.start >= end), None)
    is_inverted = cue.lemma in _INVERTIBLE and not is_ing and text[sentence.start : start].rstrip().endswith((FILL, ","))
    if after and (cue.lemma == "according to" or is_inverted) and _INVERTED.fullmatch(text, end, after.span.start):
        return _holder_after(text, after, mentions)
    for mention in sorted(mentions, key=lambda mention: -mention.span.end):
        if mention.span.end <= start and _TRANSPARENT.fullmatch(text, mention.span.end, start):
            return _head_of(text, mention, mentions)
    phrase = _NOUN_PHRASE.search(text, max(sentence.start, start - 60), start)
    return Mention(Span(*phrase.span()), "role", "", phrase.group(), "") if phrase else None


def _shares_subject(text: str, sentence: Span, cue: Cue) -> bool:
    """Whether a verb without a subject has that of the verb before: "said … and warned", "said, adding"."""
    before = text[sentence.start : cue.span.start][-24:]
    is_joined = re.search(r"\b(?:and|but|or|then)\s+(?:\w+ly\s+|also\s+|then\s+|has\s+)?$", before) is not None
    return is_joined or text[slice(*cue.span)].endswith("ing")


def _holder_after(text: str, mention: Mention, mentions: list[Mention]) -> Mention:
    """The person right after the words for a post: "Port radio host Ann Roe" for "Port"."""
    people = (other for other in mentions if other.kind == "person" and other.span.start > mention.span.end)
    person = next(people, None) if mention.kind != "person" else None
    return person if person and _POST.fullmatch(text, mention.span.end, person.span.start) else mention


def _head_of(text: str, mention: Mention, mentions: list[Mention]) -> Mention:
    """ "A spokeswoman for the port" for "the port", "Ann Roe" for "Ann Roe, head of the port"."""
    if mention.kind == "pronoun":
        return mention
    for other in sorted(mentions, key=lambda other: -other.span.end):
        gap = Span(other.span.end, mention.span.start)
        is_label = mention.kind == "role" and text[slice(*gap)] == ", "
        is_apposition = other.kind == "person" and (is_label or _APPOSITION.fullmatch(text, *gap))
        is_office = other.kind == "role" and _OFFICE.fullmatch(text, *gap)
        if (is_apposition or is_office) and not _AFTER_PREPOSITION.search(text[: other.span.start][-12:]):
            return other if is_apposition else _head_of(text, other, mentions)
    return mention


def govern(text: str, sentence: Span, marked: Span, reports: list[Report]) -> list[tuple[float, Report]]:
    """The clauses of the sentence that may govern the marked words, each with how sure, the surest first."""
    found = []
    before = [report for report in reports if report.cue.span.end <= marked.start]
    after = [report for report in reports if report.span.start >= marked.end]
    if before:
        gap = text[before[-1].span.end : marked.start].rstrip()
        found.append((COLON if gap.endswith(":") else BESIDE if not gap or gap.endswith(",") else GOVERNING, before[-1]))
    if after:
        gap = text[marked.end : after[0].span.start]
        is_beside = not re.search(r"\w", gap)
        found.append((BESIDE if is_beside else TRAILING if gap.rstrip().endswith(",") else SAME_SENTENCE, after[0]))
    return sorted(found, key=lambda pair: -pair[0])


def find_label(text: str, sentence: Span, marked: Span, mentions: tuple[Mention, ...]) -> Mention | None:
    """Who is named without a verb: "Ann Roe, harbour minister: «…»", "“…” — Ann Roe"."""
    for mention in mentions:
        if mention.span.start - sentence.start in range(5) and mention.span.end <= marked.start:
            if re.fullmatch(r"(?:,[^.:;]{2,90}|\s*\([^()]*\))?\s*[:—–]\s*", text[mention.span.end : marked.start]):
                return mention
        if mention.span.start >= marked.end and mention.kind == "person":
            is_signed = re.fullmatch(r"[.\s]*[―—–-]+\s*", text[marked.end : mention.span.start])
            return mention if is_signed and re.match(r"[^\w\n]*(?:,|\n|$)", text[mention.span.end :]) else None
    return None
