"""Which words of an article the public sees. Pages, search, feeds and exports all ask here."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from statements.language.sentences import split_sentences
from statements.language.spans import Span
from statements.models import Article

# Editors see everything; of others' articles the public sees each quotation with a sentence before and after it, as
# a quotation right allows. This bounds what surrounds the quotations of one article, in characters: some 250 words.
CONTEXT_LIMIT = 1500
WHOLE_TEXT_RIGHTS = {Article.Rights.OWN, Article.Rights.OPEN, Article.Rights.LICENSED}
# Blocks of the page that are not the article.
UNPRINTED_BLOCKS = {"furniture", "credit", "headline"}


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of the article that may be shown; words were left out before it where `after_gap` says so."""

    span: Span
    after_gap: bool


def public_spans(
    text: str, blocks: Sequence[tuple[str, int, int]], quotations: Iterable[Span], rights: str
) -> tuple[Span, ...]:
    """The parts of a reading's text that everybody may read, in order, none touching another.

    `blocks` are (kind, start, end), `quotations` the pieces of the published appearances. With rights of our own,
    open or licensed that is every printed block; with none nothing but the quotations' own words; else each
    quotation with its sentence and the ones beside it in the same block, up to CONTEXT_LIMIT characters of context.
    """
    printed = [Span(start, end) for kind, start, end in blocks if kind not in UNPRINTED_BLOCKS]
    if rights in WHOLE_TEXT_RIGHTS:
        return tuple(printed)
    pieces = sorted(set(quotations))
    if rights == Article.Rights.NONE:
        return _joined(pieces, text)
    shown, left = list(pieces), CONTEXT_LIMIT
    for piece in pieces:
        for context in _around(text, printed, piece):
            new = _uncovered(context, shown)
            if new <= left:
                shown.append(context)
                left -= new
    return _joined(shown, text)


def _around(text: str, printed: list[Span], piece: Span) -> list[Span]:
    """The sentences that hold a piece, then the one before and the one after, inside its block."""
    block = next((span for span in printed if span.overlaps(piece)), None)
    if block is None:
        return []
    sentences = [s for s in split_sentences(text, block.start, block.end) if s.end > s.start]
    own = [i for i, s in enumerate(sentences) if s.overlaps(piece)]
    if not own:
        return []
    return [
        Span(sentences[own[0]].start, sentences[own[-1]].end),
        *sentences[max(own[0] - 1, 0) : own[0]],
        *sentences[own[-1] + 1 : own[-1] + 2],
    ]


def _uncovered(span: Span, shown: Iterable[Span]) -> int:
    """How many characters of the span are not shown yet."""
    covered: set[int] = set()
    for other in shown:
        covered.update(range(max(span.start, other.start), min(span.end, other.end)))
    return span.end - span.start - len(covered)


def _joined(spans: Iterable[Span], text: str) -> tuple[Span, ...]:
    """The union of spans, joined where nothing but space or quotation marks lies between them in one line."""
    joined: list[Span] = []
    for span in sorted(spans):
        between = text[joined[-1].end : span.start] if joined else ""
        if joined and (span.start <= joined[-1].end or not any(c.isalnum() or c == "\n" for c in between)):
            joined[-1] = Span(joined[-1].start, max(joined[-1].end, span.end))
        else:
            joined.append(span)
    return tuple(joined)
