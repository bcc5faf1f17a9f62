"""Which words of an article the public sees. Pages, search, feeds and exports all ask here."""

from collections.abc import Iterable, Sequence

from statements.language.sentences import split_sentences
from statements.language.spans import Span
from statements.models import Article

# Editors see everything; of others' articles the public sees each quotation with a sentence before and after it, as
# a quotation right allows. This bounds what surrounds the quotations of one article, in characters: some 250 words.
CONTEXT_LIMIT = 1500
WHOLE_TEXT_RIGHTS = {Article.Rights.OWN, Article.Rights.OPEN, Article.Rights.LICENSED}
# Blocks of the page that are not the article.
UNPRINTED_BLOCKS = {"furniture", "credit", "headline"}


def public_spans(
    text: str, blocks: Sequence[tuple[str, int, int]], quotations: Iterable[Span], rights: str
) -> tuple[Span, ...]:
    """The parts of a reading's text that everybody may read, in order, none touching another.

    `blocks` are (kind, start, end), `quotations` the pieces of the published appearances. With rights of our own,
    open or licensed that is every printed block; with none nothing but the quotations' own words; else each
    quotation with its sentence, and the sentences before and after it up to CONTEXT_LIMIT characters of these.
    """
    printed = [Span(start, end) for kind, start, end in blocks if kind not in UNPRINTED_BLOCKS]
    if rights in WHOLE_TEXT_RIGHTS:
        return tuple(printed)
    pieces = sorted(set(quotations))
    if rights == Article.Rights.NONE:
        return _joined(pieces, text)
    sentences = [sentence for block in printed for sentence in split_sentences(text, *block)]
    around = [_around(sentences, piece) for piece in pieces]
    # A quotation never stands without the clause that carries it, so the limit is for the neighbours.
    shown = [*pieces, *(own for own, _ in around if own)]
    left = CONTEXT_LIMIT
    for _, neighbours in around:
        for neighbour in neighbours:
            new = _uncovered(neighbour, shown)
            if new <= left:
                shown.append(neighbour)
                left -= new
    return _joined(shown, text)


def rights_to(article: Article) -> str:
    """The rights that the public's reading of an article rests on; none where its outlet is not to be excerpted.
    Needs the outlet loaded.
    """
    return article.rights if article.outlet.is_excerpted else Article.Rights.NONE


def carrying_clause(
    text: str, blocks: Sequence[tuple[str, int, int]], pieces: Iterable[Span], rights: str
) -> str:
    """The sentences that a quotation in part stands in, from its first piece to its last: it means nothing without.

    Empty where the rights allow no more than the quotations' own words. The arguments are those of `public_spans`.
    """
    if rights == Article.Rights.NONE:
        return ""
    printed = [Span(start, end) for kind, start, end in blocks if kind not in UNPRINTED_BLOCKS]
    sentences = [sentence for block in printed for sentence in split_sentences(text, *block)]
    own = [span for piece in pieces if (span := _around(sentences, piece)[0])]
    return text[min(span.start for span in own) : max(span.end for span in own)] if own else ""


def _around(sentences: list[Span], piece: Span) -> tuple[Span | None, list[Span]]:
    """The sentences that hold a piece, as one span, and the one before and the one after."""
    own = [i for i, sentence in enumerate(sentences) if sentence.overlaps(piece)]
    if not own:
        return None, []
    before, after = sentences[max(own[0] - 1, 0) : own[0]], sentences[own[-1] + 1 : own[-1] + 2]
    return Span(sentences[own[0]].start, sentences[own[-1]].end), [*before, *after]


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
