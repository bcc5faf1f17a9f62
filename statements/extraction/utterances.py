"""Words in marks joined to what was said in one go, and why some are no statement at all."""

import re
from typing import NamedTuple

from statements.extraction.attribution import Guess
from statements.extraction.marks import Marked
from statements.extraction.outline import Outline
from statements.extraction.reports import Report
from statements.language.reporting import ACCORDING, find_cues
from statements.language.tokens import FILL

# A fragment of so few words that no clause governs is a name, a title or a word kept at arm's length.
_FRAGMENT = 4
# "X said." between two pieces of one utterance: no more than one clause.
_ONE_CLAUSE = re.compile(
    rf"\s*,?(?:[^.?!:;{FILL}]|\b(?:Mr|Ms|Mrs|Dr|Sen|Rep|Gov|Gen)\.|(?<=\b[A-Z])\.){{1,160}}[.,]\s*"
)
# Verbs that give a name as often as they report: "a plan called “Harbour 2030”".
_NAMING = frozenset({"call", "dub", "label", "brand", "nennen", "appeler"})
# Paths on which words beside the marks say who speaks.
_GOVERNING = frozenset({"content", "turn", "label", "inquit", "beside"})
# What stands before a predicate in marks: "called it a “Total Disgrace”".
_PREDICATE = frozenset({"a", "an", "as", "the"})
_OWNERS = ("'s", "’s", "s'", "s’")
_NICKNAME = re.compile(r"[^\W\d_a-z][\w’'-]*(?: [^\W\d_a-z][\w’'-]*)?")
_NAME_BEFORE, _NAME_AFTER = re.compile(r"\b[^\W\d_a-z][\w.-]* $"), re.compile(r" [^\W\d_a-z][a-zà-ÿ]")
_SENTENCE_ENDS = (".", "!", "?", "…")
_LAST_WORDS = re.compile(r"[\w’'-]+")


class Piece(NamedTuple):
    """Words in marks and the number of their paragraph."""

    number: int
    marked: Marked


def join_pieces(text: str, outline: Outline) -> list[list[Piece]]:
    """All words in marks in order, those of one continuous utterance together."""
    joined: list[list[Piece]] = []
    for number, paragraph in enumerate(outline.paragraphs):
        for marked in paragraph.marked:
            if joined and _continues(text, outline, joined[-1], Piece(number, marked)):
                joined[-1].append(Piece(number, marked))
            else:
                joined.append([Piece(number, marked)])
    return joined


def _continues(text: str, outline: Outline, pieces: list[Piece], piece: Piece) -> bool:
    """“A,” X said. “B”; or a paragraph that opens marks again after one that did not close them."""
    number, before = pieces[-1]
    gap = outline.text[before.outer.end : piece.marked.outer.start]
    if piece.number != number:
        is_next = not gap.strip() and piece.number == number + 1
        return is_next and not before.is_closed and not _is_note(text, piece.marked)
    cues = find_cues(outline.language, gap)
    is_one = len(cues) == 1 or [cue.lemma for cue in cues[1:]] == [ACCORDING]
    is_clause = is_one and _ONE_CLAUSE.fullmatch(gap) is not None
    if any(
        report.side == "right"
        for report in _reports_in(outline, number, before.outer.end, piece.marked.outer.start)
    ):
        return False  # the clause between reports something else: "“A”, said it was late. “B”"
    if _has_own_speaker(outline, piece):
        return False  # "“A,” said Roe. “B,” added Holm."
    is_direct = before.inner.of(text)[-1:] in ",?!.—…" and opens_clause(text, outline, pieces[0].marked)
    return is_clause and (is_direct or gap.startswith(","))


def _has_own_speaker(outline: Outline, piece: Piece) -> bool:
    """Whether a clause after words in marks reports them and names somebody."""
    paragraph = outline.paragraphs[piece.number]
    sentence = paragraph.sentences[paragraph.sentence_at(piece.marked.outer.start)]
    return any(
        report.cue.span.start >= piece.marked.outer.end
        and report.source.mention.kind != "pronoun"
        and any(part.overlaps(piece.marked.outer) for part in report.content)
        for report in sentence.reports
    )


def _is_note(text: str, marked: Marked) -> bool:
    """Whether words are somebody else's in brackets: "(CROSSTALK)"."""
    words = marked.inner.of(text).strip(" .")
    return words.startswith("(") and words.endswith(")")


def _is_nickname(text: str, marked: Marked) -> bool:
    """Whether a word with a capital stands inside of a name: "Ann “Sunny” Roe"."""
    word = marked.inner.of(text)
    before = _NAME_BEFORE.search(text, max(0, marked.outer.start - 20), marked.outer.start)
    return bool(before and _NICKNAME.fullmatch(word) and _NAME_AFTER.match(text, marked.outer.end))


def _reports_in(outline: Outline, number: int, start: int, end: int) -> list[Report]:
    """The reporting clauses of a paragraph whose verb stands between two places, and reports no marked words there."""
    paragraph = outline.paragraphs[number]
    sentence = paragraph.sentences[paragraph.sentence_at(start)]
    return [
        report
        for report in sentence.reports
        if start <= report.cue.span.start < end
        and not any(FILL in part.of(outline.text) for part in report.content)
    ]


def opens_clause(text: str, outline: Outline, marked: Marked) -> bool:
    """Whether marks hold a clause of their own, and the sentence does not run on into them."""
    filled = outline.text
    line = max(filled.rfind(mark, 0, marked.outer.start) for mark in "\r\n") + 1
    before, words = filled[line : marked.outer.start].rstrip(), marked.inner.of(text).strip()
    cue = find_cues(outline.language, before.rpartition(" ")[2])
    is_free = not before or before.endswith((*",:;.?!—–-", FILL)) or bool(cue)
    return is_free and (words[:1].isupper() or not words[:1].isalpha())


def why_no_statement(
    text: str, outline: Outline, pieces: list[Piece], guesses: list[Guess], *, is_direct: bool
) -> str:
    """Why words in marks are no statement of anybody, in words for editors; "" where they are one."""
    marked = pieces[0].marked
    words = marked.inner.of(text).split()
    path = guesses[0].path if guesses else ""
    if outline.paragraphs[pieces[0].number].part == "headline":
        return "" if guesses else "a headline that names nobody beside the words"
    if _is_note(text, marked):
        return "a note in brackets"
    if _is_nickname(text, marked):
        return "a nickname: it stands inside of a name"
    if len(pieces) > 1 or path == "turn":
        return ""
    naming = outline.language.words("grammar", "naming")
    before = _LAST_WORDS.findall(outline.text[max(0, marked.outer.start - 40) : marked.outer.start])
    is_named = bool(before) and before[-1].lower() in naming
    is_governed = path in _GOVERNING and guesses[0].source is not None
    if len(words) > 1 and _is_title(words, outline.language.words("grammar", "prepositions")):
        report = guesses[0].report if path == "content" and not is_named else None
        is_said = report is not None and _reports_title(outline, report, before, is_direct)
        return "" if is_said else "a title or a name: every word has a capital"
    is_placed = len(words) == 1 and not is_direct and _is_placed(outline, words[0], before)
    if is_placed or (is_named and not (is_governed and len(words) > _FRAGMENT)):
        return f"a name or a term: “{before[-1]}” stands before it"
    is_answer = path == "carried" and is_direct and words[-1:] != [] and words[-1].endswith(_SENTENCE_ENDS)
    if len(words) <= _FRAGMENT and not (is_governed or is_answer):
        return "a fragment that no reporting clause governs"
    return ""


def _is_placed(outline: Outline, word: str, before: list[str]) -> bool:
    """Whether a word with a capital stands where a place does: "on “Daybreak”", but not "chants of “Shame”"."""
    prepositions = outline.language.words("grammar", "prepositions") - {"as", "of"}
    return word[:1].isupper() and bool(before) and before[-1] in prepositions


def _reports_title(outline: Outline, report: Report, before: list[str], is_direct: bool) -> bool:
    """Whether words that all have capitals are reported as said: "“Ask Me In June,” she said", "a “Total Disgrace”",
    but not "the network's “Morning Watch”", "during a “Grand Harbour Meeting”"; `before` are the words before them.
    """
    last, second = [*["", ""], *before][:-3:-1]
    if report.cue.lemma in _NAMING or last.endswith(_OWNERS):
        return False
    is_governed = second in outline.language.words("grammar", "prepositions") and second != "as"
    opens = is_direct and report.side in ("left", "right")
    opens = opens or bool(outline.language.tables["names"].get("nouns_have_capitals"))
    return opens or (last in _PREDICATE and not is_governed)


def _is_title(words: list[str], small: frozenset[str]) -> bool:
    """Whether each word has a capital, short ones and those of `small` aside."""
    firsts = [
        word.lstrip("([‘'“")[:1]
        for number, word in enumerate(words)
        if (len(word) > 3 and word not in small) or number in (0, len(words) - 1)
    ]
    return len(firsts) > 1 and all(first.isupper() or first.isdigit() for first in firsts)
