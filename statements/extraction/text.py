"""Reads an article out of plain text with page furniture in it."""

import re
from collections import Counter

from statements.extraction.blocks import BYLINE, PAGE_CLOCK, read_blocks
from statements.extraction.page import ArticleText, Block, Published
from statements.language.dates import find_day_phrases, resolve_day

# A few of the commonest words of each language; the vote needs no more for a whole article.
_STOP_WORDS = {
    "en": "the of and to in that is was for with said has",
    "de": "der die und das nicht ist von mit sich auf dem eine",
    "fr": "le les des et une est dans pour que qui pas sur",
    "es": "el los las y del una que por con para se su",
    "it": "il gli di che una per con della sono non nel ha",
    "ru": "и в не на что с по как это из для от",
}
_DATELINE = re.compile(
    r"(?P<place>[A-ZÀ-Þ][\w.'’-]+(?:[ ,/]+[A-ZÀ-Þ][\w.'’-]*){0,4})"
    r"(?:,?\s+(?P<day>\d{1,2}\s+[A-Z][a-z]+|[A-Z][a-z]+\.?\s+\d{1,2})(?:,?\s+\d{4})?)?(?P<agency>\s*\([^()]{2,30}\))?\s*[-–—]+\s"
)
_PUBLISHED = re.compile(r"(?:first\s+|date\s+)?(?:published|posted|publication date)\b[^\d\n]{0,25}(.*)", re.IGNORECASE)


def read_text(raw: str, headline: str = "") -> ArticleText:
    """The article in a plain text, which is kept exactly as given; a text without an article has no body blocks.

    A day of publication is taken from the text only where a line says "published" or "posted"; a clock of the page is
    noted and ignored.
    """
    return assemble(raw, read_blocks(raw, headline), headline)


def assemble(text: str, blocks: tuple[Block, ...], headline: str = "") -> ArticleText:
    """An ArticleText with all that can be told from the text and its typed blocks alone."""
    lines = {kind: [block.span.of(text) for block in blocks if block.kind == kind] for kind in ("headline", "body", "credit")}
    bylines = (BYLINE.match(line) for line in lines["credit"])
    furniture = [block.span.of(text) for block in blocks if block.kind in ("furniture", "credit")]
    clocks = [line for line in furniture if PAGE_CLOCK.search(line) and not _PUBLISHED.match(line)]
    dateline = _DATELINE.match(lines["body"][0]) if lines["body"] else None
    return ArticleText(
        text=text,
        blocks=blocks,
        headline=headline or " ".join(lines["headline"]),
        byline=next((match[1].strip() for match in bylines if match), ""),
        dateline=dateline["place"] if dateline and _is_dateline(dateline) else "",
        language=_guess_language(" ".join(lines["body"])),
        published=next((found for line in furniture if (found := _read_published(line))), None),
        notes=tuple(f'Page clock "{clock}" is not a date of publication: ignored.' for clock in clocks),
    )


def _is_dateline(match: re.Match[str]) -> bool:
    return bool(match["agency"] or match["day"] or match["place"].split(",")[0].isupper())


def _read_published(line: str) -> Published | None:
    match = _PUBLISHED.match(line)
    for phrase in find_day_phrases(match[1]) if match else ():
        if found := resolve_day(phrase.words, None):
            return Published(found[0], None, "text")
    return None


def _guess_language(body: str) -> str:
    words = Counter(re.findall(r"[^\W\d_]+", body.lower()))
    votes = {code: sum(words[word] for word in known.split()) for code, known in _STOP_WORDS.items()}
    best = max(votes, key=lambda code: votes[code])
    return best if votes[best] else ""
