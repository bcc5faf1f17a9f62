"""The words around a quotation in its article, as far as everybody may read them, cut up for printing."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext

from statements.citations.excerpts import public_spans, rights_to
from statements.language.diff import Piece, compare_words, spans_carried
from statements.language.sentences import split_sentences
from statements.language.spans import Span
from statements.models import Appearance, Reading

QUOTATION_MARKS = "\"'“”„‟‘’‚‛«»‹›"


@dataclass(frozen=True, slots=True)
class Stretch:
    """Words of one kind: "around" (the article's), "said", "mark" (a quotation mark), "added" and "left_out" (against
    the reference), "cut" (how many words a long cut has), "seam" (a jump within the quotation), "gap" (words of the
    article that are not shown)."""

    kind: str
    text: str


Paragraph = tuple[Stretch, ...]


@dataclass(frozen=True, slots=True)
class Baseline:
    """The wording that others are compared with; `is_exact`: case, marks and contractions are differences too."""

    wording: str
    is_exact: bool = False


def open_spans(reading: Reading, appearances: Iterable[Appearance]) -> tuple[Span, ...]:
    """What everybody may read of a reading whose published appearances are these; needs its article and outlet."""
    pieces = [piece for appearance in appearances for piece in appearance.places]
    blocks = [(kind, start, end) for kind, start, end in reading.blocks]
    return public_spans(reading.text, blocks, pieces, rights_to(reading.article))


def in_context(
    reading: Reading,
    pieces: Sequence[tuple[Span, str]],
    allowed: Sequence[Span],
    baseline: Baseline | None = None,
) -> tuple[Paragraph, ...]:
    """Pieces of what was said with their sentences and the ones beside them, a paragraph for each block they stand in.

    The pieces are places in the reading's text with the words printed there, in order. Only words inside the
    `allowed` spans are shown around them. With a `baseline` the pieces are compared with it.
    """
    places, words = [place for place, _ in pieces], [printed for _, printed in pieces]
    said = compared(baseline, words) if baseline else [(Stretch("said", printed),) for printed in words]
    paragraphs: list[Paragraph] = []
    shown = 0
    for window in _windows(reading.text, reading.blocks, places):
        inside = [i for i, place in enumerate(places) if i >= shown and place.overlaps(window)]
        if inside:
            within = [(places[i], said[i]) for i in inside]
            paragraphs.append(_paragraph(reading.text, _clipped(allowed, window), within, is_first=not shown))
            shown = inside[-1] + 1
    for i in range(shown, len(places)):
        paragraphs.append(_paragraph(reading.text, [], [(places[i], said[i])], is_first=i == 0))
    return tuple(paragraphs)


def governing_clause(appearance: Appearance, allowed: Sequence[Span]) -> Paragraph:
    """An appearance in the sentence that carries it, without the ones beside it; for quotations in part."""
    text, places = appearance.reading.text, appearance.places
    windows = _windows(text, appearance.reading.blocks, places, beside=0)
    window = Span(min(w.start for w in windows), max(w.end for w in windows)) if windows else Span(0, 0)
    pieces = [(place, (Stretch("said", place.of(text)),)) for place in places]
    return _paragraph(text, _clipped(allowed, window), pieces, is_first=True)


def compared(baseline: Baseline, words: Sequence[str]) -> list[Paragraph]:
    """For each piece that an article prints, in its order, the words compared with the baseline: the reference.

    Where the reference has the pieces in another order they are compared in that one: words that moved were not
    added. Every cut is shown once, before the piece that follows it in the reference, or behind the last one.
    """
    order = order_in(baseline, words)
    moved = _in_sequence(baseline, [words[i] for i in order])
    said = [moved[order.index(i)] for i in range(len(words))]
    return [_unless_verbatim(baseline, *pair) for pair in zip(words, said, strict=True)]


def _in_sequence(baseline: Baseline, words: Sequence[str]) -> list[Paragraph]:
    """The pieces compared with the reference as one text."""
    ends, length = [], 0
    for printed in words:
        length += len(printed)
        ends.append(length)
        length += 1
    said: list[list[Stretch]] = [[] for _ in words]
    position, current = 0, 0
    for piece in _pieces(baseline, " ".join(words)):
        if piece.kind == "left_out":
            before = said[current][-1].text if said[current] else " "
            label = piece.label if before[-1].isspace() else f" {piece.label}"
            said[current].append(Stretch("cut" if piece.is_long_cut else "left_out", label))
            continue
        kind, rest = ("said" if piece.kind == "same" else "added"), piece.text
        if said[current] and said[current][-1].kind in ("cut", "left_out") and position <= ends[current]:
            said[current].append(Stretch("said", " "))
        while rest:
            room = ends[current] - position
            if room > 0:
                said[current].append(Stretch(kind, rest[:room]))
            # The blank that joins two pieces is in neither of them.
            taken, is_over = (len(rest), False) if len(rest) <= room else (room + 1, True)
            position, rest, current = position + taken, rest[taken:], current + is_over
    return [tuple(stretches) or (Stretch("said", words[i]),) for i, stretches in enumerate(said)]


def _pieces(baseline: Baseline, printed: str) -> tuple[Piece, ...]:
    return compare_words(baseline.wording, printed, is_exact=baseline.is_exact)


def _added(said: Iterable[Paragraph]) -> int:
    return sum(len(stretch.text.split()) for piece in said for stretch in piece if stretch.kind == "added")


def order_in(baseline: Baseline, words: Sequence[str]) -> list[int]:
    """The numbers of the pieces that an article prints in the order in which they add least to the baseline."""
    own = list(range(len(words)))
    added = _added(_in_sequence(baseline, words)) if len(words) > 1 else 0
    if not added:
        return own
    order = _order_in(baseline.wording, words)
    return order if _added(_in_sequence(baseline, [words[i] for i in order])) < added else own


def _order_in(reference: str, words: Sequence[str]) -> list[int]:
    """The numbers of the pieces in the order of the reference; one that has no place there stays where it is."""
    places, place = [], 0
    for printed in words:
        spans = spans_carried(reference, printed)
        place = max(spans, key=lambda span: span.end - span.start).start if spans else place
        places.append(place)
    return sorted(range(len(words)), key=lambda i: places[i])


def _unless_verbatim(baseline: Baseline, printed: str, said: Paragraph) -> Paragraph:
    """A compared piece; nothing in it is added if the reference holds all its words, be it in another place."""
    if not _added([said]) or any(piece.kind == "added" for piece in _pieces(baseline, printed)):
        return said
    return tuple(Stretch("said", s.text) if s.kind == "added" else s for s in said)


def _windows(text: str, blocks: Sequence[Sequence], places: Sequence[Span], beside: int = 1) -> list[Span]:
    """For each block that holds a piece, the sentences that hold pieces and `beside` more on each side."""
    windows = []
    for _, start, end in blocks:
        sentences = split_sentences(text, start, end)
        own = [i for i, sentence in enumerate(sentences) if any(sentence.overlaps(place) for place in places)]
        if own:
            last = min(own[-1] + beside, len(sentences) - 1)
            windows.append(Span(sentences[max(own[0] - beside, 0)].start, sentences[last].end))
    return windows


def _clipped(spans: Sequence[Span], window: Span) -> list[Span]:
    clipped = (Span(max(span.start, window.start), min(span.end, window.end)) for span in spans)
    return [span for span in clipped if span.start < span.end]


def _paragraph(
    text: str, allowed: list[Span], pieces: Sequence[tuple[Span, Paragraph]], is_first: bool
) -> Paragraph:
    """The pieces in the words around them; what lies between two of them and may not be shown is a seam."""
    stretches = [] if is_first else [Stretch("seam", f"{gettext('further down')} ")]
    at = allowed[0].start if allowed else pieces[0][0].start
    for number, (place, said) in enumerate(pieces):
        around = list(_around(text, allowed, Span(min(at, place.start), place.start)))
        if number and not around:
            around = [Stretch("gap", "[…]")]
        stretches += [*around, *said]
        at = place.end
    end = allowed[-1].end if allowed else at
    stretches += _around(text, allowed, Span(at, max(at, end)))
    return tuple(stretches)


def _around(text: str, allowed: list[Span], window: Span) -> Iterator[Stretch]:
    """The words of the article in a window, quotation marks at its ends apart, with a gap for what is not shown."""
    at = window.start
    for span in _clipped(allowed, window):
        if span.start > at and text[at : span.start].strip(f"{QUOTATION_MARKS} \n"):
            yield Stretch("gap", " […] ")
        yield from _marks_apart(span.of(text))
        at = span.end
    if window.end > at and text[at : window.end].strip(f"{QUOTATION_MARKS} \n") and allowed:
        yield Stretch("gap", " […] ")


def _marks_apart(words: str) -> Iterator[Stretch]:
    """Words with the quotation marks that close before them and open after them as stretches of their own."""
    start = len(words) - len(words.lstrip(QUOTATION_MARKS))
    end = max(len(words.rstrip(QUOTATION_MARKS)), start)
    pieces = ("mark", words[:start]), ("around", words[start:end]), ("mark", words[end:])
    yield from (Stretch(kind, piece) for kind, piece in pieces if piece)
