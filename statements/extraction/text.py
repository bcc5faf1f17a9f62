"""Reads an article out of plain text with page furniture in it."""

import re
from collections import Counter
from itertools import takewhile

from statements.extraction.blocks import BYLINE, PAGE_CLOCK, read_blocks
from statements.extraction.page import ArticleText, Block, Published
from statements.language.dates import find_day_phrases, resolve_days
from statements.language.days import DayRange
from statements.language.tables import any_of, languages

_WEEKDAYS = any_of({day.title() for known in languages() for day in known.words("dates", "weekdays")})
_DATELINE = re.compile(
    r"(?P<place>[A-ZÀ-Þ][\w.'’-]+(?:[ ,/]+[A-ZÀ-Þ][\w.'’-]*){0,4}?)"
    rf"(?P<day>,?\s+(?:{_WEEKDAYS}|\d{{1,2}}\s+[A-Z][a-z]+|[A-Z][a-z]+\.?\s+\d{{1,2}})(?:,?\s+\d{{4}})?)?"
    r"(?P<agency>\s*\([^()]{2,30}\))?\s*[-–—]+\s"
)
# "Harbour Town, 4 March 2025" on a line of its own: the dateline of a press release. With a weekday in the
# place's stead it may as well be today's date on top of the page.
_PLACE_AND_DAY = re.compile(
    r"(?!\w+day\b)[A-ZÀ-Þ][\w'’-]+(?: [A-ZÀ-Þ][\w'’-]+){0,3}, "
    r"(\d{1,2} [A-Z][a-z]+ \d{4}|[A-Z][a-z]+ \d{1,2}, \d{4})"
)
_PUBLISHED = re.compile(r"(?:first |date )?(?:published|posted|publication date)\b(.*)", re.IGNORECASE)


def read_text(raw: str, headline: str = "") -> ArticleText:
    """The article in a plain text, which is kept exactly as given; a text without an article has no body
    blocks.

    A day of publication is taken from the text only where a line says "published" or "posted", or gives place and
    full date above the article; a clock of the page is noted and ignored.
    """
    return assemble(raw, read_blocks(raw, headline), headline)


def assemble(text: str, blocks: tuple[Block, ...], headline: str = "") -> ArticleText:
    """An ArticleText with all that can be told from the text and its typed blocks alone."""
    headlines, bodies = _lines(text, blocks, "headline"), _lines(text, blocks, "body")
    others = _lines(text, blocks, "credit") + _lines(text, blocks, "furniture")
    clocks = [line for line in others if PAGE_CLOCK.search(line) and not _PUBLISHED.match(line)]
    dateline = find_dateline(bodies[0]) if bodies else None
    return ArticleText(
        text=text,
        blocks=blocks,
        headline=headline or " ".join(headlines),
        byline=next((match[1] for line in others if (match := BYLINE.match(line))), ""),
        dateline=dateline["place"] if dateline else "",
        language=_guess_language(" ".join(bodies)),
        published=next((found for line in others if (found := _read_published(line))), None)
        or next((found for line in _above_body(text, blocks) if (found := _read_dateline(line))), None),
        notes=tuple(f'Page clock "{clock}" is not a date of publication: ignored.' for clock in clocks),
    )


def find_dateline(line: str) -> re.Match[str] | None:
    """The dateline with which a line begins, "LISBON, Tuesday (Agency) - "; its group "place" is where."""
    found = _DATELINE.match(line)
    is_place = found and (found["agency"] or found["day"] or found["place"].split(",")[0].isupper())
    return found if is_place else None


def _lines(text: str, blocks: tuple[Block, ...], kind: str) -> list[str]:
    return [block.span.of(text) for block in blocks if block.kind == kind]


def _above_body(text: str, blocks: tuple[Block, ...]) -> list[str]:
    return [block.span.of(text) for block in takewhile(lambda block: block.kind != "body", blocks)]


def _read_dateline(line: str) -> Published | None:
    match = _PLACE_AND_DAY.fullmatch(line)
    days = _first_days(match[1]) if match else None
    return Published(days, None, "text") if days else None


def _read_published(line: str) -> Published | None:
    match = _PUBLISHED.match(line)
    days = _first_days(match[1]) if match else None
    return Published(days, None, "text") if days else None


def _first_days(words: str) -> DayRange | None:
    """The first full date among words, in any language."""
    phrases = ((known, phrase) for known in languages() for phrase in find_day_phrases(known, words))
    found = (resolve_days(known, phrase.words, None) for known, phrase in phrases)
    return next((days[0] for days in found if days and days[0].is_day), None)


def _guess_language(body: str) -> str:
    words = Counter(re.findall(r"[^\W\d_]+", body.lower()))
    votes = {
        known.code: sum(words[word] for word in known.words("language", "stop_words"))
        for known in languages()
    }
    best = max(votes, key=lambda code: votes[code])
    return best if votes[best] else ""
