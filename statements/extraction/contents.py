"""Where the words stand that a reporting clause reports: before it, after it, or on both sides."""

from typing import NamedTuple

from statements.extraction.clauses import Clause, Subject
from statements.language.reporting import ACCORDING, Cue
from statements.language.spans import Span
from statements.language.tokens import QUOTED

# How far after its verb a clause with "that" may begin, in words: "told reporters in the harbour on Tuesday that".
_THAT = 14
# Longest phrase that opens a sentence before its subject, in words.
_OPENING = 12
# How many nouns may name those who are spoken to: "the annual party conference".
_RECIPIENT = 4
_DASHES = ("--", "—", "–", "-")
_MARKS = (",", ";", ":", ".", "!", "?", *_DASHES)


class Verb(NamedTuple):
    """A verb, its first and last token, and whose it is; the outlet that heard it, and the token before which the
    words about that stand, where there are such.
    """

    cue: Cue
    first: int
    last: int
    subject: Subject
    via: str = ""
    stop: int | None = None

    @property
    def start(self) -> int:
        """The first token of verb and speaker, of the verb alone where the speaker stands elsewhere."""
        return self.first if self._is_elsewhere else min(self.first, self.subject.first)

    @property
    def end(self) -> int:
        return self.last if self._is_elsewhere else max(self.last, self.subject.last)

    @property
    def _is_elsewhere(self) -> bool:
        return self.subject.how in ("shared", "participle", "distant")


def content_of(
    clause: Clause, before: Verb | None, each: Verb, after: Verb | None
) -> tuple[str, tuple[Span, ...]]:
    """The side ("left", "right", "both" or "none") and the pieces of what a verb reports, the verbs before and after it
    in the sentence given.
    """
    stop = _stop(clause, each, after)
    start = _skip_asides(clause, each.cue, each.end + 1, stop)
    right = (start, _end_past_marks(clause, each.cue, start, stop, after))
    left = (_left_start(clause, each.start, before), _trim_left(clause, each.start))
    side = _side(clause, each, left, right)
    pieces = tuple(
        Span(clause.tokens[first].span.start, clause.tokens[last - 1].span.end)
        for name, (first, last) in (("left", left), ("right", right))
        if side in (name, "both") and last > first
    )
    return side if pieces else "none", pieces


def _side(clause: Clause, each: Verb, left: tuple[int, int], right: tuple[int, int]) -> str:
    """On which side of the clause the reported words stand."""
    has_left, has_right = _is_left(clause, left), right[1] > right[0]
    if each.cue.lemma == ACCORDING:
        has_left = left[1] - left[0] > 1
    elif each.subject.how in ("shared", "participle", "owner"):
        has_left = False
    elif each.subject.how != "inverted" and has_left and has_right and not _is_aside(clause, *right):
        is_between = clause.word(each.end + 1) == "," and clause.word(left[1]) in (",", QUOTED)
        goes_on = clause.word(each.end + 2) not in ("and", "but", "who", "which")
        return "right" if not is_between else "both" if goes_on else "left"
    return "left" if has_left else "right" if has_right else "none"


def _is_left(clause: Clause, left: tuple[int, int]) -> bool:
    """Whether words before a clause, up to a comma or the end of marks, can be what it reports."""
    ends = left[1] > left[0] and (clause.word(left[1]) in (",", QUOTED) or clause.word(left[1] - 1) == QUOTED)
    return ends and not _is_opening(clause, left)


def _is_opening(clause: Clause, left: tuple[int, int]) -> bool:
    """Whether what stands before is no more than "On Tuesday," or "But"."""
    first = clause.word(left[0])
    is_short = left[1] - left[0] == 1 and QUOTED not in (clause.word(n) for n in range(*left))
    is_adverbial = clause.is_in(left[0], "prepositions") or clause.is_in(left[0], "subordinators")
    is_adverbial = is_adverbial or first.endswith("ing")
    return is_short or (is_adverbial and not _has_quoted(clause, left) and left[1] - left[0] < _OPENING)


def _has_quoted(clause: Clause, part: tuple[int, int]) -> bool:
    return any(clause.is_said(number) for number in range(*part))


def _is_aside(clause: Clause, number: int, stop: int) -> bool:
    """Whether nothing but when, where and to whom follows a verb."""
    if number >= stop or clause.word(number) in (".", "!", "?"):
        return True
    if _has_quoted(clause, (number, stop)):
        return False
    words = [clause.word(n) for n in range(number, stop)]
    asides = clause.language.words("grammar", "asides")
    if clause.language.tables["grammar"]["that"] in words[:_THAT]:
        return False
    is_day = words[0] in clause.language.words("dates", "weekdays")
    return words[0] in asides or is_day or clause.is_adverb(number) or words[0] == ","


def _left_start(clause: Clause, start: int, before: Verb | None) -> int:
    """Where what is reported before a clause begins: after the clause before, or with the sentence."""
    if before and clause.is_in(start - 1, "joining"):  # "Roe said … and Holm agreed"
        return start
    first = max(before.last, before.subject.last) + 1 if before and before.first < start else 0
    while clause.word(first) in (*_MARKS, "and", "but") and first < start:
        first += 1
    return first


def _trim_left(clause: Clause, start: int) -> int:
    """Where what is reported before a clause ends: before the comma, and before "as" or "and"."""
    end = start
    while end > 0 and clause.word(end - 1) in ("as", "and", "but", "the", "a", "an"):
        end -= 1
    while end > 0 and clause.word(end - 1) in _MARKS:
        end -= 1
    return end


def _stop(clause: Clause, each: Verb, after: Verb | None) -> int:
    """Where what is reported after a clause ends: before the next one, or with the sentence."""
    number, stop = each.end + 1, each.stop or len(clause.tokens)
    if after and _parts(clause, after):
        stop = after.start
    while stop > number and clause.word(stop - 1) in (*_MARKS, "and", "but", "then", "also", "while"):
        stop -= 1
    return stop


def _end_past_marks(clause: Clause, cue: Cue, start: int, stop: int, after: Verb | None) -> int:
    """Where what is reported ends after its last words in marks: before a dash, before ", but", and, where the verb
    says what a thing was called, before when and why it was said; what was said then is the next clause's: "Roe called
    Holm a “disgrace” after she spoke of “bias”".
    """
    quoted = [number for number in range(start, stop) if clause.is_said(number)]
    if not quoted:
        return stop
    is_object = cue.lemma in clause.language.cue_classes["object"]
    if is_object and after:
        quoted = [number for number in quoted if number < after.start] or quoted
    for number in range(quoted[-1] + 1, stop):
        word = clause.word(number)
        is_aside = word in _DASHES or (word == "but" and clause.word(number - 1) in (",", QUOTED))
        is_turn = word == "," or clause.is_in(number, "joining") or clause.is_in(number, "subordinators")
        if is_aside or (is_object and is_turn):
            return number
    return stop


def _parts(clause: Clause, after: Verb) -> bool:
    """Whether a clause stands beside the one before it, and not inside what that reports."""
    if after.subject.how == "inverted" or after.cue.lemma == ACCORDING:
        return True
    word, joining = clause.word(after.start - 1), (",", "and", "but")
    is_joined = after.subject.how in ("shared", "participle") and word in (*joining, "then")
    return is_joined or (after.subject.how in ("beside", "apposition") and word in (*joining, "while", ";"))


def _skip_asides(clause: Clause, cue: Cue, number: int, stop: int) -> int:
    """Where the reported words begin after a verb: past whom it was said to, and when and where."""
    that = clause.language.tables["grammar"]["that"]
    is_object = cue.lemma in clause.language.cue_classes["object"]
    for place in range(number, min(stop, number + _THAT)):
        word = clause.word(place)
        if clause.is_said(place) or (word == that and not (is_object and place > number)):
            return (
                place
                if word == that or clause.word(place - 1) in (",", ":", "") or place == number
                else number
            )
        if word in (",", ":") and place > number and clause.word(place + 1) == QUOTED:
            return place + 1
        if word == ":":
            return place + 1
    while number < stop and (clause.word(number) in (",", ":") or _is_time(clause, number)):
        number += 1
    if cue.lemma in clause.language.cue_classes["recipient"] and not is_object:
        number = _skip_recipient(clause, number, stop)
    return number


def _is_time(clause: Clause, number: int) -> bool:
    """Whether a day stands at a place, or "on" before one, or the part of one after it: "on Monday morning"."""
    days = clause.language.words("dates", "weekdays")
    word, is_after = clause.word(number), clause.word(number - 1) in days
    is_part = is_after and word in clause.language.words("dates", "dayparts")
    return word in days or is_part or (word == "on" and clause.word(number + 1) in days)


def _skip_recipient(clause: Clause, number: int, stop: int) -> int:
    """Past whom something was said to: a name or pronoun, or a noun phrase of a few words: "a press conference"."""
    if number in clause.firsts:
        return min(clause.firsts[number][1] + 1, stop)
    while clause.is_in(number, "determiners") and number < stop:
        number += 1
    last = min(stop, number + _RECIPIENT)
    while number < last and clause.word(number).isalpha() and not clause.is_closed(number):
        number += 1
    return number
