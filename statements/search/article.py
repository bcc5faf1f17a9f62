"""All that the page of one article shows: its text, as far as the reader may read it, with its quotations marked."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Prefetch

from statements.language.spans import Span
from statements.models import Appearance, Article, Carriage, Credit, Quote, Reading
from statements.search.appearances import anchor_of, original_url, published_when, web_archive_url
from statements.search.passages import QUOTATION_MARKS, open_spans
from statements.search.plain import Link, When, link_to

# Blocks of the page that are not the article: editors see them, set apart.
NOT_THE_ARTICLE = {"furniture", "credit"}


@dataclass(frozen=True, slots=True)
class Marked:
    """Words of an article. A quotation has the address of its quote, and its first piece the anchor. Without words, a
    `label` names the speaker of the quotation before it, and `is_gap` stands for words that are not shown."""

    text: str
    quote_url: str = ""
    anchor: str = ""
    label: str = ""
    is_gap: bool = False


@dataclass(frozen=True, slots=True)
class MarkedBlock:
    """One block of the article: its kind and its words."""

    kind: str
    pieces: tuple[Marked, ...]


@dataclass(frozen=True, slots=True)
class Listed:
    """A statement of the article, for the list beside the text."""

    wording: str
    quote_url: str
    speakers: tuple[Link, ...]
    anchor: str
    original_url: str


@dataclass(frozen=True, slots=True)
class ArticlePage:
    """The page of an article. `is_whole` says that nothing is left out of the text; a statement in pieces is listed
    once for each of them."""

    article: Article
    outlet: Link
    published: When
    notes: tuple[str, ...]
    blocks: tuple[MarkedBlock, ...]
    is_whole: bool
    statements: tuple[Listed, ...]
    statement_count: int
    original_url: str
    web_archive_url: str
    extractor_version: str


def read_article(article: Article, *, is_editor: bool) -> ArticlePage:
    """The page of one article in four queries; editors get the whole text, and what was left aside as furniture."""
    reading = article.readings.filter(is_current=True).first()
    appearances = _published_in(reading) if reading else []
    blocks, is_whole = _blocks(reading, appearances, is_editor) if reading else ((), True)
    return ArticlePage(
        article=article,
        outlet=link_to(article.outlet),
        published=published_when(article),
        notes=tuple(reading.notes) if reading else (),
        blocks=blocks,
        is_whole=is_whole,
        statements=tuple(_listed(article, appearance) for appearance in appearances),
        statement_count=len({c.quote_id for appearance in appearances for c in appearance.carrying}),
        original_url=original_url(article),
        web_archive_url=web_archive_url(article),
        extractor_version=reading.extractor_version if reading else "",
    )


def _published_in(reading: Reading) -> list[Appearance]:
    """The appearances of a reading that published quotes show, in the order of the text, each with its quote."""
    credits = Prefetch("quote__credits", Credit.objects.select_related("speaker").order_by("id"))
    carriages = Carriage.objects.active().filter(quote__status=Quote.Status.PUBLISHED)
    rows = reading.appearances.filter(
        is_gone=False, carriages__is_active=True, carriages__quote__status=Quote.Status.PUBLISHED
    ).distinct()
    carriages = carriages.select_related("quote").prefetch_related(credits)
    rows = rows.prefetch_related(Prefetch("carriages", carriages, to_attr="carrying"))
    return sorted(rows, key=lambda row: row.spans)


def _blocks(
    reading: Reading, appearances: Sequence[Appearance], is_editor: bool
) -> tuple[tuple[MarkedBlock, ...], bool]:
    blocks = [(kind, Span(start, end)) for kind, start, end in reading.blocks]
    # The headline is printed above the text; it stands in the text as well where it holds a quotation.
    quoted = [place for appearance in appearances for place in appearance.places]
    blocks = [(k, span) for k, span in blocks if k != "headline" or any(span.overlaps(p) for p in quoted)]
    if is_editor:
        allowed: Sequence[Span] = [span for _, span in blocks]
    else:
        blocks = [(kind, span) for kind, span in blocks if kind not in NOT_THE_ARTICLE]
        headlines = [span for kind, span in blocks if kind == "headline"]
        allowed = sorted({*open_spans(reading, appearances), *headlines})
    shown = [_marked_block(reading.text, kind, span, allowed, appearances) for kind, span in blocks]
    is_whole = not any(piece.is_gap for block in shown for piece in block.pieces)
    return tuple(_joined_gaps(shown)), is_whole


def _marked_block(
    text: str, kind: str, block: Span, allowed: Iterable[Span], appearances: Sequence[Appearance]
) -> MarkedBlock:
    pieces: list[Marked] = []
    at = block.start
    for span in allowed:
        if span.overlaps(block):
            start, end = max(span.start, at), min(span.end, block.end)
            if text[at:start].strip():
                pieces.append(Marked("", is_gap=True))
            pieces += _marked(text, Span(start, end), appearances)
            at = max(at, end)
    if text[at : block.end].strip():
        pieces.append(Marked("", is_gap=True))
    return MarkedBlock(kind, tuple(pieces))


def _marked(text: str, window: Span, appearances: Sequence[Appearance]) -> list[Marked]:
    """The words of a window, each quotation a piece of its own; of two that overlap the first keeps its words."""
    pieces: list[Marked] = []
    at = window.start
    places = ((place, row, i) for row in appearances for i, place in enumerate(row.places))
    for place, appearance, number in sorted(places, key=lambda found: found[0]):
        start, end = max(place.start, at), min(place.end, window.end)
        if start >= end:
            continue
        if start > at:
            pieces.append(Marked(text[at:start]))
        quote = appearance.carrying[0].quote
        pieces.append(
            Marked(
                text[start:end],
                quote.get_absolute_url(),
                anchor_of(appearance) if number == 0 and start == place.start else "",
            )
        )
        at = end
        if number == len(appearance.spans) - 1:
            rest = text[end : window.end]
            at += len(rest) - len(rest.lstrip(QUOTATION_MARKS))
            names = ", ".join(credit.speaker.name for credit in quote.credits.all())
            pieces += [Marked(text[end:at]), Marked("", label=names)]
    return [*pieces, Marked(text[at : window.end])] if at < window.end else pieces


def _joined_gaps(blocks: Iterable[MarkedBlock]) -> Iterable[MarkedBlock]:
    """The blocks without those that are nothing but a gap after a gap."""
    is_after_gap = False
    for block in blocks:
        is_only_gap = all(piece.is_gap for piece in block.pieces)
        if not (is_only_gap and is_after_gap) and block.pieces:
            yield block
        is_after_gap = bool(block.pieces) and block.pieces[-1].is_gap


def _listed(article: Article, appearance: Appearance) -> Listed:
    quote = appearance.carrying[0].quote
    return Listed(
        wording=" … ".join(appearance.words),
        quote_url=quote.get_absolute_url(),
        speakers=tuple(link_to(credit.speaker) for credit in quote.credits.all()),
        anchor=anchor_of(appearance),
        original_url=original_url(article, appearance.words),
    )
