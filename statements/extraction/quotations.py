"""Finds what is quoted in an article, who said it, and when and where the article says it was said."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import takewhile

from statements.extraction.attribution import Guess, guess_reported, guess_speakers
from statements.extraction.confidence import score_of, signs_of
from statements.extraction.outline import Outline, read_outline
from statements.extraction.page import PROSE, ArticleText
from statements.extraction.reports import Report
from statements.extraction.setting import find_question, find_setting, find_tongue
from statements.extraction.utterances import Piece, join_pieces, opens_clause, why_no_statement
from statements.language.normalise import fold
from statements.language.spans import Span
from statements.language.tokens import FILL

# More utterances than any article has: a page of marks alone would take minutes. What follows is left out.
MOST = 5000
# Longest phrase that only says where or to whom, in words: "to the cheering crowd".
_PLACE = 4


@dataclass(frozen=True, slots=True)
class Quotation:
    """A quotation in one article.

    segments: its words without the marks, in order; several where "he said" or furniture splits it. kind:
    "direct", "mixed" or "indirect". carrier: the reported clause around a mixed one's words, else none. part: the
    kind of block it stands in. cue, source: the reporting verb and the words beside it that say who; cue_verb is the
    lemma. speaker: the full name as the article gives it, "" where nobody is named; speaker_kind: "person",
    "institution" or "". role: as the article gives it. attributed_by: "name", "role", "pronoun", "institution" or
    "none". score: 0..1, the share of such attributions that are right. signs: what the score rests on. jointly: name
    and kind of each who said it with them. chain: from the words beside the verb to the full name. runners_up: other
    speakers with their scores. via: the outlet that heard it, "" if this one. evidence: "transcript", "second-hand", or
    the kind. prompt: the question put, where the text gives it. day_phrase, place: the words that state when and where.
    said_language: the code of the language it was said in, where the text says so; is_translated: the text says that
    it is.
    """

    segments: tuple[Span, ...]
    kind: str
    part: str
    carrier: tuple[Span, ...] = ()
    cue: Span | None = None
    cue_verb: str = ""
    source: Span | None = None
    speaker: str = ""
    speaker_kind: str = ""
    role: str = ""
    attributed_by: str = "none"
    score: float = 0.0
    signs: tuple[str, ...] = ()
    jointly: tuple[tuple[str, str], ...] = ()
    chain: tuple[str, ...] = ()
    runners_up: tuple[tuple[str, float], ...] = ()
    via: str = ""
    evidence: str = ""
    prompt: Span | None = None
    day_phrase: Span | None = None
    place: str = ""
    said_language: str = ""
    is_translated: bool = False


@dataclass(frozen=True, slots=True)
class Decision:
    """What was decided of words in marks, or of a reporting clause: a quotation, or why there is none.

    words: where they stand. why: "" where there is a quotation.
    """

    words: Span
    quotation: Quotation | None
    why: str


def find_quotations(page: ArticleText) -> tuple[Quotation, ...]:
    """The quotations of an article in order; words in marks that nobody is reported to have said are left
    out.
    """
    by_place = {found.segments: found for decision in decide(page) if (found := decision.quotation)}
    return tuple(by_place[segments] for segments in sorted(by_place))


def decide(page: ArticleText) -> tuple[Decision, ...]:
    """Every decision on an article's words in marks and reporting clauses, in order."""
    outline = read_outline(page)
    decisions: list[Decision] = []
    taken: set[Report] = set()
    last: Guess | None = None
    for pieces in join_pieces(page.text, outline)[:MOST]:
        guesses = _guesses(outline, pieces, last)
        decision = _decide(page, outline, pieces, guesses)
        decisions.append(decision)
        if decision.quotation:
            taken.update(guess.report for guess in guesses if guess.report and guess.path == "content")
            if decision.quotation.part != "headline":
                last = guesses[0]._replace(number=pieces[-1].number) if guesses else None
    decisions += [Decision(q.segments[0], q, "") for q in _find_indirect(page, outline, taken)]
    decisions = _with_echoes(page, decisions)
    return tuple(sorted(decisions, key=lambda decision: decision.words))


def _decide(page: ArticleText, outline: Outline, pieces: list[Piece], guesses: list[Guess]) -> Decision:
    words = pieces[0].marked.inner
    part = outline.paragraphs[pieces[0].number].part
    report = guesses[0].report if guesses and guesses[0].path == "content" else None
    is_direct = _is_direct(page.text, outline, pieces, report)
    if why := why_no_statement(page.text, outline, pieces, guesses, is_direct=is_direct):
        return Decision(words, None, why)
    segments = tuple(cut for piece in pieces for cut in _cut(page, piece.marked.inner))
    if not segments:
        return Decision(words, None, "nothing but marks and furniture")
    carrier = () if is_direct or report is None else report.content
    bare = Quotation(segments, "direct" if is_direct else "mixed", part, carrier)
    return Decision(words, _quote(outline, bare, guesses), "")


def _with_echoes(page: ArticleText, decisions: list[Decision]) -> list[Decision]:
    """The decisions, with words in the marks of a headline or caption that nobody is named beside and that a quotation
    of the body has: they are of the same speaker.
    """
    found = [decision.quotation for decision in decisions if decision.quotation]
    spoken = [(f" {_folded(page, q.segments)} ", q) for q in found if q.part == "body" and q.speaker]
    parts = {block.span: block.kind for block in page.blocks}
    result = []
    for decision in decisions:
        is_open = decision.quotation is None
        kinds = (kind for span, kind in parts.items() if is_open and span.overlaps(decision.words))
        part = next(kinds, "body")
        segments = tuple(_cut(page, decision.words)) if part != "body" else ()
        words = _folded(page, segments)
        is_phrase = " " in " ".join(span.of(page.text) for span in segments)
        same = next((q for text, q in spoken if f" {words} " in text), None) if is_phrase else None
        if same:
            signs = ("path echo", *same.signs)
            echo = replace(same, segments=segments, part=part, carrier=(), cue=None, source=None, signs=signs)
            result.append(Decision(decision.words, echo, ""))
        else:
            result.append(decision)
    return result


def _folded(page: ArticleText, segments: Iterable[Span]) -> str:
    return fold(" ".join(span.of(page.text) for span in segments))


def _guesses(outline: Outline, pieces: list[Piece], last: Guess | None) -> list[Guess]:
    """The possible speakers of one utterance: of the piece that a clause of its own governs, else of the first."""
    each = [guess_speakers(outline, piece.number, piece.marked.outer, last) for piece in pieces]
    governed = [guesses for guesses in each if guesses and guesses[0].source]
    return (governed or each)[0]


def _is_direct(text: str, outline: Outline, pieces: list[Piece], report: Report | None) -> bool:
    if report and not "".join(part.of(outline.text) for part in report.content).strip(f"{FILL} .,:;—–-?!"):
        return True
    return opens_clause(text, outline, pieces[0].marked)


def _find_indirect(page: ArticleText, outline: Outline, taken: set[Report]) -> Iterator[Quotation]:
    """What reporting clauses report without marks."""
    last = ""
    for number, paragraph in enumerate(outline.paragraphs):
        for sentence in paragraph.sentences:
            for report in sentence.reports:
                guess = guess_reported(outline, number, sentence, report, last)
                last = guess.person.name or last
                if report in taken or report.is_weak or not _is_reported(outline, report):
                    continue
                segments = tuple(cut for part in report.content for cut in _cut(page, part))
                if segments:
                    yield _quote(outline, Quotation(segments, "indirect", paragraph.part), [guess])


def _is_reported(outline: Outline, report: Report) -> bool:
    """Whether a clause reports speech by its verb alone, in more than two words, and not only where: "to the crowd",
    "on the radio:".
    """
    words = " ".join(part.of(outline.text) for part in report.content).lower().split()
    openings = (outline.language.words("grammar", name) for name in ("prepositions", "determiners"))
    is_place = all(word in known for word, known in zip(words, openings, strict=False))
    is_place = is_place and (
        len(words) <= _PLACE or outline.text[report.content[-1].end : report.content[-1].end + 1] == ":"
    )
    return len(words) > 2 and not is_place and report.cue.lemma not in outline.language.cue_classes["weak"]


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
        return replace(bare, evidence=bare.kind)
    _, _, person, sentence, source, report, jointly = guesses[0]
    words = sum(len(span.of(outline.prose).split()) for span in bare.segments)
    signs = signs_of(bare.kind, words, guesses[0])
    others = {guess.person.name: _score(bare, words, guess) for guess in reversed(guesses)}
    day, place = find_setting(outline, sentence, person.name)
    tongue, is_translated = find_tongue(outline.language, sentence.span.of(outline.text))
    via = report.via if report else ""
    is_turn = guesses[0].path == "turn"
    return replace(
        bare,
        cue=report.cue.span if report else None,
        cue_verb=report.cue.lemma if report else "",
        source=source.mention.span if source else None,
        speaker=person.name,
        speaker_kind=person.kind,
        role=person.role,
        attributed_by=person.by,
        score=round(score_of(signs), 3),
        signs=signs,
        jointly=tuple((other.name, other.kind) for other in jointly),
        chain=person.chain,
        runners_up=tuple((name, score) for name, score in others.items() if name not in ("", person.name)),
        via=via,
        evidence="transcript" if is_turn else "second-hand" if via else bare.kind,
        prompt=find_question(outline.language, outline.text, sentence.span),
        day_phrase=day,
        place=place,
        said_language=tongue,
        is_translated=is_translated,
    )


def _score(bare: Quotation, words: int, guess: Guess) -> float:
    return round(score_of(signs_of(bare.kind, words, guess)), 3)
