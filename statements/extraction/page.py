"""What a page turns into: one text, and typed blocks that say which part of it is what."""

from dataclasses import dataclass
from datetime import datetime

from statements.language.days import DayRange
from statements.language.spans import Span

# The kinds of blocks whose words are the article's own.
PROSE = ("headline", "body", "caption")


@dataclass(frozen=True, slots=True)
class Block:
    """A part of a text. kind: "headline", "body", "caption", "credit" or "furniture" (what the site adds)."""

    kind: str
    span: Span


@dataclass(frozen=True, slots=True)
class Published:
    """When a page says it was published. basis: "page metadata", "text" or "url"."""

    days: DayRange
    instant: datetime | None
    basis: str


@dataclass(frozen=True, slots=True)
class ArticleText:
    """One article as it was read; every offset anywhere counts characters of `text`.

    blocks are in order and do not overlap; furniture inside a paragraph cuts it in two. language is a code
    like "en", "" where unknown. notes are sentences for editors about what was seen and not believed.
    """

    text: str
    blocks: tuple[Block, ...] = ()
    headline: str = ""
    byline: str = ""
    dateline: str = ""
    language: str = ""
    published: Published | None = None
    canonical_url: str = ""
    notes: tuple[str, ...] = ()

    def prose(self) -> str:
        """The text at its full length with all that is not the article's own words blanked, line breaks
        kept.
        """
        kept = [character if character in "\r\n" else " " for character in self.text]
        for block in self.blocks:
            if block.kind in PROSE:
                kept[slice(*block.span)] = block.span.of(self.text)
        return "".join(kept)
