"""Who said it: the reporting clause that governs words in marks, or the speaker carried on from around
them.
"""

import re
from typing import NamedTuple

from statements.extraction.clauses import Subject, is_governed, sentence_subject
from statements.extraction.outline import Outline, Paragraph, Sentence
from statements.extraction.people import Person
from statements.extraction.reports import Report
from statements.language.names import Mention, names
from statements.language.reporting import find_cues
from statements.language.spans import Span
from statements.language.tokens import FILL

# How many clauses of one sentence are weighed for the same words.
_CLUES = 5
# How many sentences before one may name who speaks in it.
_BACK = 6
_CAPITAL_WORD = re.compile(r"[^\W\d_][\w-]*")
_LABEL = re.compile(r"(?:,[^.:;]{2,90}|\s*\([^()]*\))?\s*[:—–]\s*")
_SIGNED, _LINE_END = re.compile(r"[.\s]*[―—–-]+\s*"), re.compile(r"[^\w\n]*(?:,|\n|$)")
# The title of a work, in a headline where all words have capitals: "‘The Sea’", "‘Waves’".
_TITLE_LIKE = re.compile(r"[^\w\s]+(?:(?:The|A|An)\s|\w+[^\w\s]+(?:\s|$))")
_DASHED = re.compile(r"\s[—–-]\s+(?:\w+\s)?$")
_INQUIT_GAP = re.compile(rf"[{FILL}\s,.]*")


class Guess(NamedTuple):
    """One possible speaker of words in marks.

    path: how the words lead to the speaker: "content" of a reporting clause, "turn" of a transcript, "label",
    "inquit" in the next sentence, "beside" a clause of the same sentence, "subject" of a sentence without one,
    "carried" on from the quotation before in the paragraph, "introduced" by the sentence before, "colon", "block" set
    apart without marks, "continued" or "before" by the paragraph above, "after" by the sentence below, "headline".
    number: the paragraph of the words.
    source and report are None where nobody is mentioned beside the words; report also where no verb stands there.
    jointly: the persons and bodies that speak with the person.
    """

    path: str
    number: int
    person: Person
    sentence: Sentence
    source: Subject | None
    report: Report | None
    jointly: tuple[Person, ...] = ()


class _Clue(NamedTuple):
    """Words that may name the speaker: by which path, in which sentence, and the clause where there is a verb."""

    path: str
    sentence: Sentence
    source: Subject
    report: Report | None


def guess_speakers(outline: Outline, number: int, marked: Span, last: Guess | None) -> list[Guess]:
    """The possible speakers of marked words in a paragraph, the likeliest first; `last` is the quotation
    before.
    """
    paragraph = outline.paragraphs[number]
    index = paragraph.sentence_at(marked.start)
    sentence = paragraph.sentences[index]
    if paragraph.part == "headline":
        clues = _read_headline(outline, paragraph.span, sentence, marked)
    else:
        if paragraph.turn:
            return _read_turn(outline, number, sentence, last)
        clues = _govern(sentence, marked) + _find_label(outline, sentence, marked)
        clues = clues or _inquit_after(outline, paragraph, index, marked)
    name = last.person.name if last else ""
    guesses = [_guess(outline, number, clue, name) for clue in clues]
    if not clues and paragraph.part != "headline":
        guesses = _look_around(outline, number, index, marked, last)
    return guesses


def _guess(outline: Outline, number: int, clue: _Clue, last: str) -> Guess:
    person = outline.people.resolve(clue.source.mention, last)
    others = (outline.people.resolve(mention, last) for mention in clue.source.others)
    jointly = tuple(other for other in others if other.name not in ("", person.name))
    return Guess(clue.path, number, person, clue.sentence, clue.source, clue.report, jointly)


def _govern(sentence: Sentence, marked: Span) -> list[_Clue]:
    """The clauses whose content holds the words, the nearest first; then the clauses beside them."""
    holding = [report for report in sentence.reports if any(part.overlaps(marked) for part in report.content)]
    holding.sort(key=lambda report: _distance(report, marked))
    others = [report for report in sentence.reports if report not in holding]
    near = [*holding, *sorted(others, key=lambda report: _distance(report, marked))][:_CLUES]
    clues = [
        _Clue("content" if report in holding else "beside", sentence, report.source, report)
        for report in near
    ]
    inner = _inner_subject(sentence, holding[0], marked) if holding else None
    return [_Clue("colon", sentence, inner, None), *clues] if inner else clues


def _inner_subject(sentence: Sentence, report: Report, marked: Span) -> Subject | None:
    """Who speaks after a colon inside of what is reported: "The Post notes that Roe was quick to answer: “…”"."""
    clause, start = sentence.clause, report.content[0].start
    first, place = clause.number_of(start), clause.number_of(marked.start)
    is_inner = (
        clause.word(first) == clause.language.tables["grammar"]["that"] and clause.word(place - 1) == ":"
    )
    for number in range(first + 1, place) if is_inner else ():
        mention, last = clause.firsts.get(number, (None, 0))
        if mention and mention.kind == "person" and last in clause.lasts and not is_governed(clause, number):
            return Subject(mention, number, last, "distant")
    return None


def _distance(report: Report, marked: Span) -> int:
    start, end = report.span
    return marked.start - end if end <= marked.start else start - marked.end


def _read_turn(outline: Outline, number: int, sentence: Sentence, last: Guess | None) -> list[Guess]:
    """Who speaks on a line of a transcript: whom its label names, else the one above."""
    turn = outline.paragraphs[number].turn
    if turn is None or turn.label is None:
        return [_carry(last, "continued", number)] if last else []
    label = turn.label.of(outline.text)
    if label in outline.language.words("setting", "answers"):
        return [_answer(outline, number, sentence, turn.label)]
    title, name = names(outline.language).split_title(label.title() if label.isupper() else label)
    # "Q:", "MODERATOR:", or the outlet itself: a label that is nobody's name stays as it is.
    is_known = " " in name or outline.people.knows(name)
    mention = (
        Mention(turn.label, "person", name, title, "")
        if is_known
        else Mention(turn.label, "role", "", label, "")
    )
    guess = _guess(outline, number, _Clue("turn", sentence, Subject(mention, 0, 0, "beside"), None), "")
    if guess.person.basis in ("near role", "next name"):  # "REPORTER:" is none of those named
        guess = guess._replace(person=guess.person._replace(name="", kind="", role=label, basis="nobody"))
    return [guess]


def _answer(outline: Outline, number: int, sentence: Sentence, label: Span) -> Guess:
    """Who answers all questions of an article as "A:": whom the text before the first of them is about."""
    labels = (paragraph.turn.label for paragraph in outline.paragraphs if paragraph.turn)
    first = next((other for other in labels if other), label)
    person = outline.people.resolve(Mention(first, "pronoun", "", "", ""), "")
    person = person._replace(chain=(label.of(outline.text), *person.chain[1:]))
    source = Subject(Mention(label, "role", "", label.of(outline.text), ""), 0, 0, "beside")
    return Guess("turn", number, person, sentence, source, None)


def _find_label(outline: Outline, sentence: Sentence, marked: Span) -> list[_Clue]:
    """Who is named without a verb: "Ann Roe, harbour minister: «…»", "“…” — Ann Roe" at the end of a line."""
    for mention in sentence.mentions:
        start, end = mention.span
        is_first = start - sentence.span.start in range(5) and end <= marked.start
        is_label = is_first and _LABEL.fullmatch(outline.text, end, marked.start)
        is_after = mention.kind == "person" and start >= marked.end
        is_signed = is_after and _SIGNED.fullmatch(outline.text, marked.end, start)
        if is_label or (is_signed and _LINE_END.match(outline.text, end)):
            return [_Clue("label", sentence, Subject(mention, 0, 0, "beside"), None)]
        if is_after:
            break
    return []


def _inquit_after(outline: Outline, paragraph: Paragraph, index: int, marked: Span) -> list[_Clue]:
    """The clause that begins the next sentence and reports nothing there: "“….” Roe said." """
    if index + 1 >= len(paragraph.sentences):
        return []
    after = paragraph.sentences[index + 1]
    is_beside = _INQUIT_GAP.fullmatch(outline.text, marked.end, after.span.start)
    for report in after.reports[:1] if is_beside else ():
        if not outline.text[after.span.start : report.span.start].strip() and report.side == "none":
            return [_Clue("inquit", after, report.source, report)]
    return []


def _look_around(outline: Outline, number: int, index: int, marked: Span, last: Guess | None) -> list[Guess]:
    """Who speaks where no clause governs the words: the subject of their sentence if it runs on into them, else whom
    the sentences before speak of, the nearest first.
    """
    paragraph = outline.paragraphs[number]
    sentence = paragraph.sentences[index]
    guesses: list[Guess] = []
    name = last.person.name if last else ""
    own = sentence_subject(sentence.clause, sentence.clause.number_of(marked.start) - 1, "distant")
    if own:
        guesses.append(_guess(outline, number, _Clue("subject", sentence, own, None), name))
    if last and last.number == number:
        guesses.append(_carry(last, "carried", number))
    for before in reversed(paragraph.sentences[max(0, index - _BACK) : index]):
        clue = _introduction(before)
        if clue:
            guesses.append(_guess(outline, number, clue, name))
            break
    return (
        guesses
        or _look_above(outline, number, index, marked, last)
        or _look_below(outline, number, index, marked.end, name)
    )


def _introduction(sentence: Sentence) -> _Clue | None:
    """The last reporting clause of a sentence, else its subject."""
    if sentence.reports:
        report = sentence.reports[-1]
        return _Clue("introduced", sentence, report.source, report)
    subject = sentence_subject(sentence.clause, len(sentence.clause.tokens), "distant")
    is_somebody = subject is not None and (subject.mention.kind != "pronoun" or bool(subject.mention.gender))
    return _Clue("introduced", sentence, subject, None) if subject and is_somebody else None


def _look_above(outline: Outline, number: int, index: int, marked: Span, last: Guess | None) -> list[Guess]:
    """The paragraph above: it ends with a colon, its quotation goes on here, or it has a speaker."""
    if not number or index:
        return []
    above = outline.paragraphs[number - 1]
    name = last.person.name if last else ""
    ends_open = outline.text[above.span.start : above.span.end].rstrip().endswith(":")
    if above.part == "body" and above.sentences and ends_open:
        clue = _introduction(above.sentences[-1])
        if clue:
            is_block = outline.prose[marked.start].isalnum() and marked == outline.paragraphs[number].span
            path = "block" if is_block else "colon"
            return [_guess(outline, number, clue._replace(path=path), name)]
    if last and last.number == number - 1:
        is_open = bool(above.marked) and not above.marked[-1].is_closed
        return [_carry(last, "continued" if is_open else "before", number)]
    if above.part == "body":
        for sentence in reversed(above.sentences[-2:]):
            clue = _introduction(sentence)
            if clue:
                return [_guess(outline, number, clue._replace(path="before"), name)]
    return []


def _look_below(outline: Outline, number: int, index: int, end: int, name: str) -> list[Guess]:
    paragraph = outline.paragraphs[number]
    passive = outline.language.words("grammar", "passive")
    after = paragraph.sentences[index].clause
    is_subject = after.word(after.number_of(end)) in passive  # "“…” was the line that day."
    for sentence in paragraph.sentences[index + 1 : index + 2] if not is_subject else ():
        if sentence.reports:
            clue = _Clue("after", sentence, sentence.reports[0].source, sentence.reports[0])
            return [_guess(outline, number, clue, name)]
    return []


def _carry(last: Guess, path: str, number: int) -> Guess:
    return last._replace(path=path, number=number, source=None, report=None)


def _read_headline(outline: Outline, line: Span, sentence: Sentence, marked: Span) -> list[_Clue]:
    """Whom a headline, all in capitals as it may be, quotes: "Roe Says", "says Roe", "— Roe" at its end, "Roe: ‘…’".

    Only people whose full name the article gives.
    """
    text = outline.text
    best: _Clue | None = None
    for match in _CAPITAL_WORD.finditer(text, *line):
        if not outline.people.knows(match.group()):
            continue
        before, after = text[line.start : match.start()].lower(), text[match.end() : line.end].lower()
        is_saying = any(not after[: cue.span.start].strip() for cue in find_cues(outline.language, after)[:1])
        is_said = any(not before[cue.span.end :].strip() for cue in find_cues(outline.language, before)[-1:])
        is_signed = match.start() >= marked.end and _DASHED.search(before)
        is_label = match.end() <= marked.start and re.match(r"[^:]{0,40}:", text[match.end() : marked.start])
        mention = Mention(Span(*match.span()), "person", match.group(), "", "")
        clue = _Clue("headline", sentence, Subject(mention, 0, 0, "beside"), None)
        if is_saying or is_said or is_signed or is_label:
            return [clue]
        is_near = match.end() <= marked.start and not _TITLE_LIKE.match(outline.prose, marked.start)
        if best is None and is_near:
            best = clue
    return [best] if best else []


def guess_reported(outline: Outline, number: int, sentence: Sentence, report: Report, last: str) -> Guess:
    """The speaker of what a clause reports without marks; `last` is the name of the speaker before."""
    return _guess(outline, number, _Clue("content", sentence, report.source, report), last)
