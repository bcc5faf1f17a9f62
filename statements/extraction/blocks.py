"""Lines of a text told apart: headline, body, caption, credit, and the furniture a site puts around an article.

General signals only: length, the last character, capitals, place on the page, script, and phrases that sites use. A
line that looks like prose is kept; quotation marks in a line of furniture never reach the reader.
"""

import re
from collections import Counter

from statements.extraction.page import Block
from statements.language.spans import Span

_LINE = re.compile(r"[^\r\n]+")
# Lines of furniture by how they begin; longer ones are prose that happens to begin so (see _FURNITURE_WORDS).
_PHRASES = re.compile(
    r"(?:read (?:more|also|next|the (?:rest|full))|see also|also read|watch|listen|live|subscribe|follow|share|sign (?:in|up)|"
    r"log ?in|register|get short url|newsletter|advert|sponsored|comment|discuss|community|join|to participate|print|"
    r"email|download|click|photo gallery|tags?\b|topics?\b|filed under|copyright|all rights|loader|chats?\b|menu|search|"
    r"related|skip to|cookie|accept|privacy|terms|contact us|about us|back to|home\b|go to|view|show|load more|"
    r"published|posted|updated|last (?:modified|updated))",
    re.IGNORECASE,
)
_READ_MORE = re.compile(r"(?:READ (?:MORE|ALSO)|SEE ALSO|ALSO READ|RELATED|WATCH|MORE)\s*[:|]|(?:Read|See) (?:more|also)\s*:")
# What stands above a list of other stories: the article ends here.
_LIST_HEADING = re.compile(
    r"(?:more (?:from|on|in|stories|news)|most (?:read|popular|viewed)|related (?:stories|articles|news|content|topics)|"
    r"newsfeed|recommended|you (?:may|might) also|trending|latest (?:news|stories)|top stories|editors?['’]? picks|"
    r"read next|comments\b|discussion\b)",
    re.IGNORECASE,
)
_CREDIT = re.compile(r"(?:©|\(c\)|photo(?:graph)?\s*(?:by\b|:)|image\s*:|credit\s*:|picture\s*:)", re.IGNORECASE)
_CAPTION = re.compile(r"(?:caption|pictured|file photo)\s*[:.]|.*\s[-–—|]\s+[A-Z]\w+(?: [A-Z]\w+){0,2}$", re.IGNORECASE)
BYLINE = re.compile(r"(?:By|Von|Par|Written by|Reported by)\s+([A-Z][^\d|,]{2,60}?)(?=\s*(?:[|,•·]|\d|$))")
PAGE_CLOCK = re.compile(r"(?:\d{1,2}[:.]\d\d\b.{0,24}\d{4}|\d{1,2}.{3,14}\d{4},?\s+\d{1,2}[:.]\d\d)", re.IGNORECASE)
_ENDS = tuple(".!?…:;,”’»\"'“)—–")
# One to three words of Greek, Cyrillic or anything beyond, not in brackets or quotation marks, and the dots before them.
_FOREIGN_LABEL = re.compile(
    r"(?<=[^\W_])[.,…]*\s+(?:[\u0370-\u1fff\u2c00-\ud7ff]+(?:\s+|$)){1,3}(?![\u0370-\u1fff\u2c00-\ud7ff(«“\"‘])"
)
# Longest headline and longest button, in words: ours, from reading; see the numbers in the tests of the seeds.
_HEADLINE_WORDS, _FURNITURE_WORDS = 22, 9
# Share of capitalised long words from which a line is written like a title.
_TITLE_SHARE = 0.6


def read_blocks(text: str, headline: str = "") -> tuple[Block, ...]:
    """The lines of a text as typed blocks, in order; `headline`, where given, is looked for among the lines."""
    lines = [_strip(text, match) for match in _LINE.finditer(text) if match.group().strip()]
    script = _main_script(text)
    if _plain(headline) not in (_plain(span.of(text)) for span in lines):
        headline = ""
    kinds: list[str] = []
    for number, span in enumerate(lines):
        line, has_body = span.of(text), "body" in kinds
        if "headline" not in kinds and (headline or not has_body) and _is_headline(line, headline, has_body):
            kinds.append("headline")
        elif has_body and _LIST_HEADING.match(line) and len(line.split()) <= 6 and not line.endswith(_ENDS):
            kinds += ["furniture"] * (len(lines) - number)
            break
        else:
            kinds.append(_kind_of(line, script, has_body))
    kinds = _settle(kinds, [span.of(text) for span in lines], headline)
    return tuple(block for kind, span in zip(kinds, lines, strict=True) for block in _cut(text, kind, span, script))


def _strip(text: str, match: re.Match[str]) -> Span:
    line = match.group()
    start = match.start() + len(line) - len(line.lstrip())
    return Span(start, start + len(line.strip()))


def _is_headline(line: str, headline: str, has_body: bool) -> bool:
    if headline:
        return _plain(line) == _plain(headline)
    return not has_body and _looks_like_title(line) and not line.endswith((".", ",", ";", ":"))


def _plain(line: str) -> str:
    return re.sub(r"\W+", " ", line).strip().lower()


def _looks_like_title(line: str) -> bool:
    words = line.split()
    is_furniture = _PHRASES.match(line) and len(words) <= _FURNITURE_WORDS
    other = BYLINE.match(line) or _CREDIT.match(line) or PAGE_CLOCK.search(line) or is_furniture
    return 3 <= len(words) <= _HEADLINE_WORDS and not other


def _kind_of(line: str, script: str, has_body: bool) -> str:
    words = line.split()
    is_short, is_open = len(words) <= _FURNITURE_WORDS, not line.endswith(_ENDS)
    if _main_script(line) not in ("", script) or _READ_MORE.match(line):
        return "furniture"
    if _CREDIT.match(line) or (BYLINE.match(line) and is_short):
        return "credit"
    if _CAPTION.match(line) and is_open and not _is_title_case(words):
        return "caption"
    if not any(character.isalpha() for character in line) or (PAGE_CLOCK.search(line) and is_short):
        return "furniture"
    if _PHRASES.match(line) and is_short and (is_open or line.endswith(("!", "…", ":"))):
        return "furniture"
    is_list = line.count(",") >= 3 and all(len(item.split()) <= 4 for item in line.split(","))
    if is_open and (is_list or (_is_title_case(words) and len(words) <= _HEADLINE_WORDS) or len(words) <= 2):
        return "furniture"
    return "body" if not is_open or len(words) > _FURNITURE_WORDS or has_body else "furniture"


def _is_title_case(words: list[str]) -> bool:
    longer = [word for word in words if len(word) > 3 and word[0].isalpha()]
    return len(longer) > 1 and sum(word[0].isupper() for word in longer) >= _TITLE_SHARE * len(longer)


def _settle(kinds: list[str], lines: list[str], headline: str) -> list[str]:
    """Open-ended lines after the last sentence are furniture; a headline with no body under it is body."""
    settled = list(kinds)
    for number in reversed(range(len(lines))):
        if kinds[number] == "body":
            if lines[number].endswith(_ENDS) or len(lines[number].split()) > _HEADLINE_WORDS:
                break
            settled[number] = "furniture"
    if not headline and "body" not in settled and "headline" in settled:
        settled[settled.index("headline")] = "body"
    return settled


def _main_script(text: str) -> str:
    """The script most letters belong to: "a" for Latin with its accents, else the 256 characters' block number."""
    counts = Counter("a" if letter < "\u0250" else f"{ord(letter) >> 8}" for letter in text if letter.isalpha())
    return counts.most_common(1)[0][0] if counts else ""


def _cut(text: str, kind: str, span: Span, script: str) -> list[Block]:
    """A block, cut where a word or two in another script (a label of the page) stand between its own words."""
    if kind != "body" or script != "a":
        return [Block(kind, span)]
    pieces, start = [], span.start
    for match in _FOREIGN_LABEL.finditer(text, *span):
        pieces += [Block(kind, Span(start, match.start())), Block("furniture", Span(*match.span()))]
        start = match.end()
    return [piece for piece in [*pieces, Block(kind, Span(start, span.end))] if piece.span.of(text).strip()]
