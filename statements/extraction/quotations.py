"""Finds what is quoted in an article, who said it, and when and where the article says it was said."""

import re
from bisect import bisect_right
from dataclasses import dataclass
from itertools import takewhile
from typing import NamedTuple

from statements.extraction.attribution import Guess, guess_speakers
from statements.extraction.marks import Marked
from statements.extraction.outline import Outline, read_outline
from statements.extraction.page import PROSE, ArticleText
from statements.extraction.reports import FILL
from statements.extraction.setting import find_setting, says_translated
from statements.language.reporting import find_cues
from statements.language.spans import Span

# A fragment of so few words that no clause governs is a name, a title or a word kept at arm's length.
_SCARE_WORDS = 4
_NAMING = re.compile(
    r"(?:so-called|(?:en)?titled|headlined|known as|(?:nick)?named|the (?:song|book|film|word|term))\s*$"
)
# "X said." between two pieces of one utterance: no more than one clause.
_ONE_CLAUSE = re.compile(rf"\s*,?(?:[^.?!:;{FILL}]|\b(?:Mr|Ms|Mrs|Dr)\.){{1,160}}[.,]\s*")


@dataclass(frozen=True, slots=True)
class Quotation:
    """A quotation in one article.

    segments: its words without the marks, in order; several where "he said" or furniture splits it. kind:
    "direct", "mixed" or "indirect". part: the kind of block it stands in. cue, source: the reporting verb and
    the words beside it that say who; cue_verb is the lemma. speaker: the full name as the article gives it,
    "" where nobody is named; speaker_kind: "person", "institution" or "". role: as the article gives it.
    attributed_by: "name", "role", "pronoun", "institution" or "none". score: 0..1 by the scale of
    `attribution`. chain: from the words beside the verb to the full name. runners_up: other speakers with
    their scores. via: the outlet that heard it, "" if this one. day_phrase, place: the words that state when
    and where. is_translated: the text says that it is.
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


class _Piece(NamedTuple):
    """Words in marks and the number of their paragraph."""

    number: int
    marked: Marked


def find_quotations(page: ArticleText) -> tuple[Quotation, ...]:
    """The quotations of an article in order; words in marks that nobody is reported to have said are left
    out.
    """
    outline = read_outline(page)
    found: list[Quotation] = []
    last: Guess | None = None
    for pieces in _join(page.text, outline):
        guesses = [guess for n, marked in pieces for guess in guess_speakers(outline, n, marked.outer, last)]
        guesses.sort(key=lambda guess: -guess.score)
        part = outline.paragraphs[pieces[0].number].part
        kind = _kind_of(page.text, outline.text, pieces[0].marked)
        if guesses if part == "headline" else _is_statement(page.text, outline.text, kind, pieces, guesses):
            segments = tuple(cut for piece in pieces for cut in _cut(page, piece.marked.inner))
            found.append(_quote(outline, Quotation(segments, kind, part), guesses))
        if part != "headline":
            last = guesses[0]._replace(number=pieces[-1].number) if guesses else None
    return tuple(found)


def _join(text: str, outline: Outline) -> list[list[_Piece]]:
    """All words in marks in order, those of one continuous utterance together."""
    joined: list[list[_Piece]] = []
    for number, paragraph in enumerate(outline.paragraphs):
        for marked in paragraph.marked:
            if joined and _continues(text, outline.text, joined[-1], _Piece(number, marked)):
                joined[-1].append(_Piece(number, marked))
            else:
                joined.append([_Piece(number, marked)])
    return joined


def _continues(text: str, filled: str, pieces: list[_Piece], piece: _Piece) -> bool:
    """“A,” X said. “B”; or a paragraph that opens marks again after one that did not close them."""
    number, before = pieces[-1]
    gap = filled[before.outer.end : piece.marked.outer.start]
    if piece.number != number:
        return not before.is_closed and not gap.strip() and piece.number == number + 1
    is_clause = len(find_cues(gap)) == 1 and _ONE_CLAUSE.fullmatch(gap) is not None
    is_direct = (
        before.inner.of(text)[-1:] in ",?!.—…" and _kind_of(text, filled, pieces[0].marked) == "direct"
    )
    return is_clause and (is_direct or gap.startswith(","))


def _kind_of(text: str, filled: str, marked: Marked) -> str:
    """ "direct" where the marks hold a clause of their own, "mixed" where the sentence runs on into them."""
    line = max(filled.rfind(mark, 0, marked.outer.start) for mark in "\r\n") + 1
    before, words = filled[line : marked.outer.start].rstrip(), marked.inner.of(text).strip()
    is_free = not before or before.endswith((*",:;.?!—–-", FILL)) or find_cues(before.rpartition(" ")[2])
    return "direct" if is_free and (words[:1].isupper() or not words[:1].isalpha()) else "mixed"


def _is_statement(text: str, filled: str, kind: str, pieces: list[_Piece], guesses: list[Guess]) -> bool:
    marked = pieces[0].marked
    words = marked.inner.of(text).split()
    if len(pieces) > 1 or len(words) > _SCARE_WORDS:
        return True
    is_governed = any(guess.source and guess.sentence.span.overlaps(marked.outer) for guess in guesses)
    before = filled[max(0, marked.outer.start - 30) : marked.outer.start]
    longer = [word for number, word in enumerate(words) if len(word) > 3 or number == 0]
    is_title = kind == "mixed" and all(word.lstrip("([")[:1].isupper() for word in longer)
    return is_governed and not is_title and not _NAMING.search(before)


def _cut(page: ArticleText, span: Span) -> list[Span]:
    """The pieces of a stretch that are the article's own words, where furniture stands in it."""
    pieces = []
    first = bisect_right(page.blocks, span.start, key=lambda block: block.span.start) - 1
    for block in takewhile(lambda block: block.span.start < span.end, page.blocks[max(first, 0) :]):
        start, end = max(span.start, block.span.start), min(span.end, block.span.end)
        if block.kind in PROSE and (words := page.text[start:end].strip()):
            start = page.text.index(words, start)
            pieces.append(Span(start, start + len(words)))
    return pieces


def _quote(outline: Outline, bare: Quotation, guesses: list[Guess]) -> Quotation:
    if not guesses:
        return bare
    _, _, person, sentence, source, report = guesses[0]
    others = {guess.person.name: round(guess.score, 2) for guess in reversed(guesses)}
    day, place = find_setting(outline, sentence, person.name)
    return Quotation(
        segments=bare.segments,
        kind=bare.kind,
        part=bare.part,
        cue=report.cue.span if report else None,
        cue_verb=report.cue.lemma if report else "",
        source=source.span if source else None,
        speaker=person.name,
        speaker_kind=person.kind,
        role=person.role,
        attributed_by=person.by,
        score=round(guesses[0].score, 2),
        chain=person.chain,
        runners_up=tuple((name, score) for name, score in others.items() if name not in ("", person.name)),
        via=report.via if report else "",
        day_phrase=day,
        place=place,
        is_translated=says_translated(sentence.span.of(outline.text)),
    )
