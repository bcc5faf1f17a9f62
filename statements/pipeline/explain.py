"""What the extraction decides of a file or of a reading, and why; nothing is saved."""

from pathlib import Path

from statements.extraction import ArticleText, Block, Explained, explain, read_html, read_text
from statements.language.spans import Span
from statements.models import Reading

_PAGES = {".html", ".htm", ".xhtml"}


def explain_file(path: Path) -> tuple[Explained, ...]:
    """The decisions on an article in a text or HTML file. Raises OSError, or UnicodeDecodeError for a text file that
    is not in UTF-8.
    """
    raw = path.read_bytes()
    return explain(read_html(raw) if path.suffix.lower() in _PAGES else read_text(raw.decode("utf-8-sig")))


def explain_reading(reading: Reading) -> tuple[Explained, ...]:
    """The decisions on a reading's text and blocks, as the extraction of today would make them."""
    blocks = tuple(Block(kind, Span(start, end)) for kind, start, end in reading.blocks)
    article = reading.article
    return explain(ArticleText(reading.text, blocks, article.headline, language=article.language))
