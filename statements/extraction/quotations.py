"""Finds what is quoted in an article, who said it, and when and where the article says it was said."""

import re
from dataclasses import dataclass, replace
from typing import NamedTuple

from statements.extraction.attribution import (
    COLON,
    FILL,
    HEADLINE,
    PARAGRAPH_BEFORE,
    SENTENCE_AFTER,
    SENTENCE_BEFORE,
    TRANSCRIPT,
    Report,
    find_label,
    govern,
)
from statements.extraction.headlines import find_headline_speaker
from statements.extraction.marks import Marked
from statements.extraction.mentions import Person
from statements.extraction.outline import Outline, Sentence, read_outline
from statements.extraction.page import ArticleText
from statements.extraction.setting import find_day, find_place, says_translated
from statements.language.names import Mention
from statements.language.reporting import find_cues
from statements.language.spans import Span

# How many paragraphs from the top may state the day and place for all that a speaker says further down.
LEAD_PARAGRAPHS = 3
# A fragment of so few words with no reporting verb in its sentence is a name, a title or a word kept at arm's length.
_SCARE_WORDS = 4
_NAMING = re.compile(r"(?:so-called|(?:en)?titled|headlined|known as|named|nicknamed|the (?:song|book|film|word|term|show))\s*$")
# A name given in capitals is what was said where a verb leads straight to it: "called her a “Great Liar”".
_TITLED_BY_CUE = re.compile(r"\b(?:an?|as|that|him|her|it|them|calls?|called|calling|said|says)\s+$")


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


class Group(NamedTuple):
    """Marked words that are one continuous utterance, each with the number of its paragraph."""

    marked: tuple[Marked, ...]
    numbers: tuple[int, ...]


class Guess(NamedTuple):
    """One possible speaker of marked words, and the clause that says so, None where it is carried on from before."""

    score: float
    person: Person
    source: Mention | None
    report: Report | None
    sentence: Sentence


def find_quotations(page: ArticleText) -> tuple[Quotation, ...]:
    """The quotations of an article in order; words in marks that nobody is reported to have said are left out."""
    outline = read_outline(page)
    found: list[Quotation] = []
    last: tuple[int, Guess] | None = None
    for group in _group(page.text, outline):
        if outline.paragraphs[group.numbers[0]].part == "headline":
            guesses = _guess_in_headline(outline, group)
            found += [_quote(page.text, outline, group, guesses)] if guesses else []
            continue
        guesses = _guess(outline, group, last)
        if _is_statement(page.text, outline.text, group, guesses):
            found.append(_quote(page.text, outline, group, guesses))
            last = (group.numbers[-1], guesses[0]) if guesses else None
    return tuple(found)


def _group(text: str, outline: Outline) -> list[Group]:
    groups: list[Group] = []
    for number, paragraph in enumerate(outline.paragraphs):
        for marked in paragraph.marked:
            if groups and _continues(text, outline, groups[-1], number, marked):
                marks, numbers = groups.pop()
                groups.append(Group((*marks, marked), (*numbers, number)))
            else:
                groups.append(Group((marked,), (number,)))
    return groups


def _continues(text: str, outline: Outline, group: Group, number: int, marked: Marked) -> bool:
    """“A,” X said. “B”; or a paragraph that opens marks again after one that did not close them."""
    before, earlier = group.marked[-1], group.numbers[-1]
    gap = outline.text[before.outer.end : marked.outer.start]
    if number != earlier:
        return not before.is_closed and not gap.strip() and number == earlier + 1
    cues = find_cues(outline.text, before.outer.end, marked.outer.start)
    is_one_clause = re.fullmatch(r"\s*,?[^.?!:;\ue000]{1,160}(?:(?<=Mr|Dr)\.[^.?!:;\ue000]+)?[.,]\s*", gap) is not None
    is_speech = _kind_of(text, outline.text, group.marked[0]) == "direct" and before.inner.of(text)[-1:] in ",?!.—…"
    return len(cues) == 1 and is_one_clause and (is_speech or gap.startswith(","))


def _guess(outline: Outline, group: Group, last: tuple[int, Guess] | None) -> list[Guess]:
    """The possible speakers, the surest first."""
    guesses = []
    name = last[1].person.name if last else ""
    for number, marked in zip(group.numbers, group.marked, strict=True):
        sentence = outline.paragraphs[number].sentences[outline.sentence_at(number, marked.outer.start)]
        for score, report in govern(outline.text, sentence.span, marked.outer, sentence.reports):
            guesses.append(_make_guess(outline, score, report, report.source, sentence, name))
        if label := find_label(outline.text, sentence.span, marked.outer, outline.mentions):
            guesses.append(_make_guess(outline, TRANSCRIPT, None, label, sentence, name))
    guesses = guesses or _carry(outline, group, last)
    return sorted(guesses, key=lambda guess: -guess.score)


def _guess_in_headline(outline: Outline, group: Group) -> list[Guess]:
    paragraph = outline.paragraphs[group.numbers[0]]
    source = find_headline_speaker(outline, paragraph.span, group.marked[0].outer)
    return [_make_guess(outline, HEADLINE, None, source, paragraph.sentences[0], "")] if source else []


def _make_guess(
    outline: Outline, score: float, report: Report | None, source: Mention, sentence: Sentence, last: str
) -> Guess:
    person = outline.people.resolve(source, last)
    return Guess(score * person.score, person, source, report, sentence)


def _carry(outline: Outline, group: Group, last: tuple[int, Guess] | None) -> list[Guess]:
    """The speaker of the sentence before, of a short sentence after, or of the paragraph before."""
    number, start = group.numbers[0], group.marked[0].outer.start
    sentences = outline.paragraphs[number].sentences
    index = outline.sentence_at(number, start)
    name = last[1].person.name if last else ""
    if last and last[0] == number:
        return [last[1]._replace(score=last[1].score * SENTENCE_BEFORE, report=None, source=None)]
    if index + 1 < len(sentences) and (after := sentences[index + 1]).reports and len(after.span.of(outline.text)) < 60:
        return [_make_guess(outline, SENTENCE_AFTER, after.reports[0], after.reports[0].source, after, name)]
    for before in sentences[index - 1 : index] if index else ():
        if before.reports:
            return [_make_guess(outline, SENTENCE_BEFORE, before.reports[-1], before.reports[-1].source, before, name)]
    above = outline.paragraphs[number - 1].sentences if number and not index else ()
    if above and above[-1].reports:
        score = COLON if above[-1].span.of(outline.text).endswith(":") else PARAGRAPH_BEFORE
        return [_make_guess(outline, score, above[-1].reports[-1], above[-1].reports[-1].source, above[-1], name)]
    if last and last[0] == number - 1:
        return [last[1]._replace(score=last[1].score * PARAGRAPH_BEFORE, report=None, source=None)]
    return []


def _kind_of(text: str, filled: str, marked: Marked) -> str:
    """ "direct" where the marks hold a clause of their own, "mixed" where the sentence around runs on into them."""
    words = marked.inner.of(text).strip()
    line = max(filled.rfind(mark, 0, marked.outer.start) for mark in "\r\n") + 1
    before = filled[line : marked.outer.start].rstrip()
    is_free = not before or before.endswith((*",:;.?!—–-", FILL)) or bool(find_cues(before[before.rfind(" ") + 1 :]))
    return "direct" if is_free and (words[:1].isupper() or not words[:1].isalpha()) else "mixed"


def _is_statement(text: str, filled: str, group: Group, guesses: list[Guess]) -> bool:
    words = group.marked[0].inner.of(text).split()
    before = filled[max(0, group.marked[0].outer.start - 30) : group.marked[0].outer.start]
    if len(group.marked) > 1 or len(words) > _SCARE_WORDS:
        return True
    is_governed = any(guess.source for guess in guesses)
    is_title = _kind_of(text, filled, group.marked[0]) == "mixed" and _is_title(words) and not _TITLED_BY_CUE.search(before)
    return is_governed and not is_title and not _NAMING.search(before)


def _is_title(words: list[str]) -> bool:
    return all(word.lstrip("([")[:1].isupper() for word in words if len(word) > 3) and words[0][:1].isupper()


def _quote(text: str, outline: Outline, group: Group, guesses: list[Guess]) -> Quotation:
    segments = tuple(piece for marked in group.marked for piece in _trim(outline, marked.inner))
    quotation = Quotation(segments, _kind_of(text, outline.text, group.marked[0]), outline.paragraphs[group.numbers[0]].part)
    if not guesses:
        return quotation
    best = guesses[0]
    person, report = best.person, best.report
    others = {guess.person.name: round(guess.score, 2) for guess in reversed(guesses) if guess.person.name}
    return replace(
        quotation,
        cue=report.cue.span if report else None,
        cue_verb=report.cue.lemma if report else "",
        source=best.source.span if best.source else None,
        speaker=person.name,
        speaker_kind=person.kind,
        role=person.role,
        attributed_by=person.by,
        score=round(best.score, 2),
        chain=person.chain,
        runners_up=tuple((name, score) for name, score in others.items() if name != person.name),
        via=report.via if report else "",
        is_translated=says_translated(best.sentence.span.of(outline.text)),
        **_find_setting(outline, best),
    )


def _trim(outline: Outline, span: Span) -> list[Span]:
    """The pieces of a marked stretch: cut where furniture stands in it, without white space at the ends."""
    pieces = [Span(max(span.start, block.start), min(span.end, block.end)) for block in outline.blocks if span.overlaps(block)]
    return pieces


def _find_setting(outline: Outline, best: Guess) -> dict[str, object]:
    own = best.sentence
    day, place = find_day(outline.text, own), find_place(outline.text, own)
    if day and place or not best.person.name:
        return {"day_phrase": day, "place": place}
    bodies = [paragraph for paragraph in outline.paragraphs if paragraph.part == "body"]
    for sentence in (sentence for paragraph in bodies[:LEAD_PARAGRAPHS] for sentence in paragraph.sentences):
        sources = (outline.people.resolve(report.source, "") for report in sentence.reports)
        if any(person.name == best.person.name for person in sources):
            day = day or find_day(outline.text, sentence)
            place = place or find_place(outline.text, sentence)
    return {"day_phrase": day, "place": place}
