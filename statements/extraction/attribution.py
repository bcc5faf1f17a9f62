"""Who said it: reporting clauses ("X said", "according to Y"), and which of them governs the words in marks."""

import re
from typing import NamedTuple

from statements.language.names import Mention
from statements.language.reporting import Cue, find_cues
from statements.language.spans import Span

# Stands for every character of words in quotation marks, so that no name or verb is found in them.
FILL = "\ue000"
_BETWEEN = (
    r"(?:has|have|had|also|then|later|who|once|again|is|was|were|as|been|being|further|himself|herself|itself|would|could|may|"
    r"might|did|even|first|soon|just|still|and|went on to|in turn|too|\w+ly|reportedly|to|on \w+day|did not|never)"
)
_TRANSPARENT = re.compile(rf"\s*(?:\([^()]*\)\s*)?(?:,\s+[^.;:{FILL}]{{3,160}},\s*|,?\s*\d\d,\s*)?(?:{_BETWEEN}\s+){{0,4}}")
_INVERTED = re.compile(r"\s+(?:(?:the|an?)\s+)?(?:then[- ]|former\s+)?(?:[a-z-]+\s+){0,4}?")
_INVERTIBLE = frozenset("say add note explain ask write insist argue warn reply tweet continue conclude declare recall quip".split())
_HEADED = re.compile(r"\s+(?:for|of|at|with|from|in)\s+(?:the\s+)?$|,\s+(?:(?:the|an?|his|her)\s+)?(?:[\w’'.-]+\s+){0,7}?$")

# How sure a clause governs the words in marks, by where it stands. Our own scale; order tried on news articles.
COLON, BESIDE, GOVERNING, TRAILING, TRANSCRIPT = 0.97, 0.95, 0.9, 0.85, 0.95
SAME_SENTENCE, SENTENCE_BEFORE, SENTENCE_AFTER, PARAGRAPH_BEFORE = 0.5, 0.8, 0.75, 0.6


class Report(NamedTuple):
    """A reporting clause: its verb, who it belongs to ("he"), and the outlet it was taken from, "" if none."""

    cue: Cue
    source: Mention | None
    via: str

    @property
    def span(self) -> Span:
        """From the first to the last of verb and source."""
        source = self.source.span if self.source and abs(self.source.span.start - self.cue.span.start) < 80 else self.cue.span
        return Span(min(self.cue.span.start, source.start), max(self.cue.span.end, source.end))


def find_reports(text: str, sentence: Span, mentions: tuple[Mention, ...]) -> list[Report]:
    """The reporting clauses of one sentence of a text whose words in marks are filled with FILL, in order."""
    inside = [mention for mention in mentions if sentence.start <= mention.span.start and mention.span.end <= sentence.end]
    reports: list[Report] = []
    for cue in find_cues(text, *sentence):
        earlier = reports[-1] if reports else None
        source, via = _source_of(text, sentence, cue, inside, earlier), ""
        is_quoting = earlier is not None and earlier.cue.lemma in ("quote", "cite")
        if is_quoting and earlier and earlier.source and re.search(r"\bas\s+$", text[sentence.start : cue.span.start]):
            via = earlier.source.name if earlier.source != source else ""
            reports.pop()
        reports.append(Report(cue, source, via or (earlier.via if earlier else "")))
    return [report for report in reports if report.source]


def _source_of(text: str, sentence: Span, cue: Cue, mentions: list[Mention], earlier: Report | None) -> Mention | None:
    start, end = cue.span
    after = [mention for mention in mentions if mention.span.start >= end]
    is_inverted = cue.lemma in _INVERTIBLE and text[sentence.start : start].rstrip().endswith((FILL, ","))
    if after and (cue.lemma == "according to" or is_inverted) and _INVERTED.fullmatch(text, end, after[0].span.start):
        return after[0]
    for mention in sorted(mentions, key=lambda mention: -mention.span.end):
        if mention.span.end <= start and _TRANSPARENT.fullmatch(text, mention.span.end, start):
            return _head_of(text, mention, mentions)
    if earlier and (text[start:end].split()[0].endswith("ing") or re.search(r"\b(?:and|but|or)\s+(?:\w+ly\s+|also\s+|then\s+)?$", text[:start][-20:])):
        return earlier.source
    return None


def _head_of(text: str, mention: Mention, mentions: list[Mention]) -> Mention:
    """ "A spokeswoman for the port" for "the port", "Ann Roe" for "Ann Roe, head of the port"."""
    for other in reversed(mentions):
        is_before = other.span.end <= mention.span.start and mention.kind != "pronoun"
        if is_before and _HEADED.fullmatch(text, other.span.end, mention.span.start) and other.kind != "pronoun":
            return _head_of(text, other, mentions)
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


def find_transcript(text: str, sentence: Span, marked: Span, mentions: tuple[Mention, ...]) -> Mention | None:
    """The name that stands before a colon and the marked words, with no verb: "Ann Roe, harbour minister: «…»"."""
    lead = text[sentence.start : marked.start]
    first = next((mention for mention in mentions if mention.span.start - sentence.start in range(5) and mention.span.end <= marked.start), None)
    is_label = first and re.fullmatch(r"(?:,[^.:;]{2,90}|\s*\([^()]*\))?\s*[:—–]\s*", text[first.span.end : marked.start])
    return first if is_label and len(lead) < 140 else None
