"""An article taken apart once: paragraphs, sentences, words in marks, mentions and reporting clauses."""

import re
from bisect import bisect_right
from dataclasses import dataclass
from typing import NamedTuple

from statements.extraction.marks import Marked, find_marked
from statements.extraction.mentions import People
from statements.extraction.page import PROSE, ArticleText
from statements.extraction.reports import FILL, Report, find_reports
from statements.language.names import Mention, find_mentions
from statements.language.sentences import split_sentences
from statements.language.spans import Span


class Sentence(NamedTuple):
    """A sentence (words in marks count as one word), who is mentioned in it, and its reporting clauses."""

    span: Span
    mentions: tuple[Mention, ...]
    reports: list[Report]


class Paragraph(NamedTuple):
    """A line of the article's own words. part: "headline", "body" or "caption"."""

    part: str
    span: Span
    marked: tuple[Marked, ...]
    sentences: tuple[Sentence, ...]


@dataclass(frozen=True, slots=True)
class Outline:
    """What attribution works on. `text` has the article's offsets, its words in marks filled with FILL."""

    text: str
    paragraphs: tuple[Paragraph, ...]
    people: People

    def sentence_at(self, number: int, place: int) -> int:
        """The index, among the sentences of a paragraph, of the one that holds a character."""
        return (
            bisect_right(self.paragraphs[number].sentences, place, key=lambda sentence: sentence.span.start)
            - 1
        )


def read_outline(page: ArticleText) -> Outline:
    """The outline of an article; furniture is white space in it, and does not part a line in two."""
    prose = page.prose()
    parts = {block.span.start: block.kind for block in page.blocks if block.kind in PROSE}
    lines = [Span(*match.span()) for match in re.finditer(r"\S[^\r\n]*", prose)]
    marked = [find_marked(prose, *line) for line in lines]
    text = _fill(prose, [item for items in marked for item in items])
    paragraphs = []
    for line, items in zip(lines, marked, strict=True):
        sentences = []
        for span in split_sentences(text, *line):
            mentions = find_mentions(text, *span) if parts[line.start] != "headline" else ()
            sentences.append(Sentence(span, mentions, find_reports(text, span, mentions)))
        paragraphs.append(Paragraph(parts[line.start], line, items, tuple(sentences)))
    flat = [sentence for paragraph in paragraphs for sentence in paragraph.sentences]
    people = People(
        text,
        [mention for sentence in flat for mention in sentence.mentions],
        [report.source for sentence in flat for report in sentence.reports],
    )
    return Outline(text, tuple(paragraphs), people)


def _fill(prose: str, marked: list[Marked]) -> str:
    """Words in marks become FILL; a full stop they end with stays, so that the sentence ends there too."""
    letters = list(prose)
    for item in marked:
        letters[slice(*item.outer)] = FILL * (item.outer.end - item.outer.start)
        if item.inner.of(prose).rstrip().endswith("."):
            letters[item.outer.end - 1] = "."
    return "".join(letters)
