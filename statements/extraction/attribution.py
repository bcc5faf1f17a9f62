"""Who said it: the reporting clause that governs words in marks, or the speaker carried on from around
them.
"""

import re
from typing import NamedTuple

from statements.extraction.mentions import Person
from statements.extraction.outline import Outline, Sentence
from statements.extraction.reports import Report
from statements.language.names import Mention
from statements.language.reporting import find_cues
from statements.language.spans import Span

# How sure a clause governs the words in marks, by where it stands: our own scale, what errs least first.
COLON, BESIDE, TRANSCRIPT, GOVERNING, TRAILING, HEADLINE = 0.97, 0.95, 0.95, 0.9, 0.85, 0.8
SENTENCE_BEFORE, PARAGRAPH_BEFORE, SAME_SENTENCE = 0.8, 0.6, 0.5
_CAPITAL_WORD = re.compile(r"[^\W\d_][\w-]*")
# What may stand between words and the one who said them: "“…,” the Northern Fisheries and | Harbours Minister".
_ARTICLE = re.compile(r"\W*(?:the\s+)?(?:[A-ZÀ-Þ][\w’'-]*\s+(?:(?:and|of)\s+)?)*")
_LABEL = re.compile(r"(?:,[^.:;]{2,90}|\s*\([^()]*\))?\s*[:—–]\s*")
_SIGNED, _LINE_END = re.compile(r"[.\s]*[―—–-]+\s*"), re.compile(r"[^\w\n]*(?:,|\n|$)")
_DASHED = re.compile(r"\s[—–-]\s+(?:\w+\s)?$")


class Guess(NamedTuple):
    """One possible speaker of words in marks.

    score: 0..1, from the scale above and the score of the person. number: the paragraph of the words. source
    and report are None where the speaker is carried on from an earlier quotation; report also where no verb
    stands there.
    """

    score: float
    number: int
    person: Person
    sentence: Sentence
    source: Mention | None
    report: Report | None


class _Clue(NamedTuple):
    """Words that may name the speaker: how sure, in which sentence, and the clause where there is a verb."""

    score: float
    sentence: Sentence
    source: Mention
    report: Report | None


def guess_speakers(outline: Outline, number: int, marked: Span, last: Guess | None) -> list[Guess]:
    """The possible speakers of marked words in a paragraph, the surest first; `last` is the quotation
    before.
    """
    paragraph, index = outline.paragraphs[number], outline.sentence_at(number, marked.start)
    sentence = paragraph.sentences[index]
    if paragraph.part == "headline":
        clues = _read_headline(outline, paragraph.span, sentence, marked)
    else:
        clues = _govern(outline.text, sentence, marked) + _find_label(outline, sentence, marked)
        if last and last.number == number and not clues:
            return [last._replace(score=last.score * SENTENCE_BEFORE, source=None, report=None)]
        clues = clues or _look_around(outline, number, index)
        if last and last.number == number - 1 and not clues:
            return [last._replace(score=last.score * PARAGRAPH_BEFORE, source=None, report=None)]
    guesses = []
    for score, where, source, report in clues:
        person = outline.people.resolve(source, last.person.name if last else "")
        guesses.append(Guess(score * person.score, number, person, where, source, report))
    return guesses


def _govern(text: str, sentence: Sentence, marked: Span) -> list[_Clue]:
    """The last clause before the words and the first after them."""
    clues = []
    for report in [report for report in sentence.reports if report.cue.span.end <= marked.start][-1:]:
        gap = text[report.span.end : marked.start].rstrip()
        score = COLON if gap.endswith(":") else BESIDE if gap in ("", ",") else GOVERNING
        clues.append(_Clue(score, sentence, report.source, report))
    for report in [report for report in sentence.reports if report.span.start >= marked.end][:1]:
        gap = text[marked.end : report.span.start].rstrip()
        score = BESIDE if _ARTICLE.fullmatch(f"{gap} ") else TRAILING if gap.endswith(",") else SAME_SENTENCE
        clues.append(_Clue(score, sentence, report.source, report))
    return clues


def _find_label(outline: Outline, sentence: Sentence, marked: Span) -> list[_Clue]:
    """Who is named without a verb: "Ann Roe, harbour minister: «…»", "“…” — Ann Roe" at the end of a line."""
    for mention in sentence.mentions:
        start, end = mention.span
        is_first = start - sentence.span.start in range(5) and end <= marked.start
        is_label = is_first and _LABEL.fullmatch(outline.text, end, marked.start)
        is_after = mention.kind == "person" and start >= marked.end
        is_signed = is_after and _SIGNED.fullmatch(outline.text, marked.end, start)
        if is_label or (is_signed and _LINE_END.match(outline.text, end)):
            return [_Clue(TRANSCRIPT, sentence, mention, None)]
        if is_after:
            break
    return []


def _look_around(outline: Outline, number: int, index: int) -> list[_Clue]:
    """The clause of the sentence before, or of the end of the paragraph above."""
    sentences = outline.paragraphs[number].sentences
    near = [(SENTENCE_BEFORE, sentence) for sentence in sentences[:index][-1:]]
    for above in outline.paragraphs[number - 1].sentences[-1:] if number and not index else ():
        near.append((COLON if above.span.of(outline.text).endswith(":") else PARAGRAPH_BEFORE, above))
    return [_Clue(score, s, s.reports[-1].source, s.reports[-1]) for score, s in near if s.reports][:1]


def _read_headline(outline: Outline, line: Span, sentence: Sentence, marked: Span) -> list[_Clue]:
    """Whom a headline, all in capitals as it may be, quotes: "Roe Says", "says Roe", "— Roe" at its end, "Roe: ‘…’".

    Only people whose full name the article gives.
    """
    text = outline.text
    for match in _CAPITAL_WORD.finditer(text, *line):
        before, after = text[line.start : match.start()].lower(), text[match.end() : line.end].lower()
        is_saying = any(not after[: cue.span.start].strip() for cue in find_cues(after)[:1])
        is_said = any(not before[cue.span.end :].strip() for cue in find_cues(before)[-1:])
        is_signed = match.start() >= marked.end and _DASHED.search(before)
        is_label = match.end() <= marked.start and re.match(r"[^:]{0,40}:", text[match.end() : marked.start])
        if outline.people.knows(match.group()) and (is_saying or is_said or is_signed or is_label):
            mention = Mention(Span(*match.span()), "person", match.group(), "", "")
            return [_Clue(HEADLINE, sentence, mention, None)]
    return []
