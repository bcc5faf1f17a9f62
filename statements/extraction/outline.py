"""An article taken apart once: paragraphs, sentences, words in marks, mentions and reporting clauses."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from statements.extraction.attribution import FILL, Report, find_reports
from statements.extraction.marks import Marked, find_marked
from statements.extraction.mentions import People
from statements.extraction.page import PROSE, ArticleText
from statements.language.names import Mention, find_mentions
from statements.language.sentences import split_sentences
from statements.language.spans import Span


class Sentence(NamedTuple):
    """A sentence (words in marks count as one word) and the reporting clauses in it."""

    span: Span
    reports: list[Report]


class Paragraph(NamedTuple):
    """A line of the article's own words. part: "headline", "body" or "caption"."""

    part: str
    span: Span
    marked: tuple[Marked, ...]
    sentences: tuple[Sentence, ...]


@dataclass(frozen=True, slots=True)
class Outline:
    """What attribution works on. `text` has the article's offsets, its words in marks filled with FILL.

    blocks are the stretches of the article's own words.
    """

    text: str
    paragraphs: tuple[Paragraph, ...]
    mentions: tuple[Mention, ...]
    people: People
    blocks: tuple[Span, ...]

    def sentence_at(self, number: int, place: int) -> int:
        """The index, among the sentences of a paragraph, of the one that holds a character."""
        sentences = self.paragraphs[number].sentences
        return next((n for n, sentence in enumerate(sentences) if place < sentence.span.end), len(sentences) - 1)


def read_outline(page: ArticleText) -> Outline:
    """The outline of an article; furniture is white space in it."""
    prose = page.prose()
    own = tuple(block.span for block in page.blocks if block.kind in PROSE)
    lines = list(_read_lines(page, prose))
    marked = [find_marked(prose, *span) for _, span in lines]
    text = _fill(prose, [item for items in marked for item in items])
    mentions = tuple(
        mention for part, span in lines if part != "headline" for mention in find_mentions(text, *span)
    )
    paragraphs = tuple(
        Paragraph(part, span, items, _read_sentences(text, span, mentions))
        for (part, span), items in zip(lines, marked, strict=True)
    )
    sources = [report.source for paragraph in paragraphs for sentence in paragraph.sentences for report in sentence.reports]
    return Outline(text, paragraphs, mentions, People(text, mentions, sources), own)


def _read_lines(page: ArticleText, prose: str) -> Iterator[tuple[str, Span]]:
    """The paragraphs: blocks that stand on one line belong together, whatever furniture is between them."""
    end = -1
    for block in page.blocks:
        if block.kind not in PROSE or block.span.start < end:
            continue
        breaks = [place for place in (prose.find(mark, block.span.start) for mark in "\r\n") if place >= 0]
        end = min(breaks, default=len(prose))
        yield block.kind, Span(block.span.start, end)


def _read_sentences(text: str, span: Span, mentions: tuple[Mention, ...]) -> tuple[Sentence, ...]:
    return tuple(Sentence(part, find_reports(text, part, mentions)) for part in split_sentences(text, *span))


def _fill(prose: str, marked: list[Marked]) -> str:
    """Words in marks become FILL; a full stop they end with stays, so that the sentence ends there too."""
    letters = list(prose)
    for item in marked:
        letters[slice(*item.outer)] = FILL * (item.outer.end - item.outer.start)
        if item.inner.of(prose).rstrip().endswith("."):
            letters[item.outer.end - 1] = "."
    return "".join(letters)
