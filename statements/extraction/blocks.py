"""Lines of a text told apart: headline, body, caption, credit, and the furniture a site puts around an
article.

General signals only: length, the last character, capitals, place on the page, script, and phrases that sites
use. A line that looks like prose is kept; quotation marks in a line of furniture never reach the reader.
"""

import re
from collections import Counter

from statements.extraction.page import Block
from statements.language.spans import Span
from statements.language.tables import any_of, languages

_LINE = re.compile(r"[^\s][^\r\n]*")
_SITE = {
    name: any_of({phrase for known in languages() for phrase in known.phrases("site", name)})
    for name in ("buttons", "list_headings", "notices")
}
_BUTTON = re.compile(rf"(?:{_SITE['buttons']})s?\b", re.IGNORECASE)
_LIST_HEADING = re.compile(rf"(?:{_SITE['list_headings']})\b", re.IGNORECASE)
_NOTICE = re.compile(rf"(?:{_SITE['notices']})", re.IGNORECASE)
_LINK = re.compile(r"(?:READ|SEE|ALSO|WATCH|LISTEN|RELATED|MORE)(?: \w+)?\s*[:|]", re.IGNORECASE)
# Entries of a menu side by side.
_MENU = re.compile(r".*\S(?:\s{2,}|\s[|•›]\s)\S.*(?:\s{2,}|\s[|•›]\s)\S")
_CREDIT = re.compile(r"©|\(c\)|(?:photo|photograph|image|picture|credit)\b\s*(?:by\b|:)", re.IGNORECASE)
_CAPTION = re.compile(r"(?:caption|pictured|file photo)\s*[:.]|.*\s[-–—|]\s+[A-Z]\w+(?: [A-Z]\w+){0,2}$")
BYLINE = re.compile(r"(?:By|Von|Par|Written by|Reported by)\s+([A-Z][^\d|,]{2,60}?)(?=\s*(?:[|,•·]|\d|$))")
PAGE_CLOCK = re.compile(r"\d{1,2}[:.]\d\d\b.{0,24}\d{4}|\d{1,2}.{3,14}\d{4},?\s+\d{1,2}[:.]\d\d")
# One to three words of Greek, Cyrillic or beyond, outside brackets and marks, and the dots before them.
_FOREIGN = r"\u0370-\u1fff\u2c00-\ud7ff"
_FOREIGN_LABEL = re.compile(rf"(?<=[^\W_])[.,…]*\s+(?:[{_FOREIGN}]+(?:\s+|$)){{1,3}}(?![{_FOREIGN}(«“\"‘])")
_PLAIN_LETTER = re.compile(r"[A-Za-z]+")
_ENDS = tuple(".!?…:;,”’»\"'“)—–")
# Longest headline, and longest button or heading of a list, in words: from reading news pages.
_HEADLINE_WORDS, _BUTTON_WORDS = 22, 9
# Share of long words with a capital from which a line is written like a title.
_TITLE_SHARE = 0.6


def read_blocks(text: str, headline: str = "") -> tuple[Block, ...]:
    """The lines of a text as typed blocks, in order; `headline`, where given, is looked for among the
    lines.
    """
    lines = [
        Span(match.start(), match.start() + len(match.group().rstrip())) for match in _LINE.finditer(text)
    ]
    words = [span.of(text) for span in lines]
    script, wanted = _main_script(text), _plain(headline)
    is_given = bool(wanted) and wanted in map(_plain, words)
    kinds: list[str] = []
    has_body = has_headline = False
    for line in words:
        has_headline = has_headline or kinds[-1:] == ["headline"]
        has_body = has_body or kinds[-1:] == ["body"]
        is_headline = _plain(line) == wanted if is_given else not has_body and _looks_like_headline(line)
        if has_body and _LIST_HEADING.match(line) and _is_label(line):
            break
        kinds.append("headline" if is_headline and not has_headline else _kind_of(line, script, has_body))
    kinds += ["furniture"] * (len(lines) - len(kinds))
    for number in reversed(range(len(lines))):  # what stands open after the last sentence is no prose
        if kinds[number] == "body" and _is_open(words[number]):
            kinds[number] = "furniture"
        elif kinds[number] == "body":
            break
    if (
        is_given and "body" in kinds[kinds.index("headline") :]
    ):  # what stands above the headline is the site's
        kinds[: kinds.index("headline")] = ["furniture"] * kinds.index("headline")
    if not is_given and "body" not in kinds:  # a text of one line is no headline
        kinds = ["body" if kind == "headline" else kind for kind in kinds]
    return tuple(
        block for kind, span in zip(kinds, lines, strict=True) for block in _cut(text, kind, span, script)
    )


def _kind_of(line: str, script: str, has_body: bool) -> str:
    words = line.split()
    is_menu = _is_open(line) and _MENU.match(line)
    is_clock = PAGE_CLOCK.search(line) and len(words) <= _BUTTON_WORDS
    is_notice = _NOTICE.match(line) is not None
    if _main_script(line) != script or _LINK.match(line) or is_menu or is_clock or is_notice:
        return "furniture"
    if _CREDIT.match(line) or (BYLINE.match(line) and len(words) <= _BUTTON_WORDS):
        return "credit"
    if _BUTTON.match(line) and len(words) <= _BUTTON_WORDS and (_is_open(line) or line[-1] in "!…:"):
        return "furniture"
    is_list = line.count(",") >= 3 and all(len(item.split()) <= 4 for item in line.split(","))
    if _is_open(line) and (
        is_list or _is_title_case(words) or len(words) <= (2 if has_body else _BUTTON_WORDS)
    ):
        return "furniture"
    return "caption" if _CAPTION.match(line) and _is_open(line) else "body"


def _looks_like_headline(line: str) -> bool:
    is_button = (_BUTTON.match(line) and _is_label(line)) or _LINK.match(line) or _MENU.match(line)
    is_other = is_button or BYLINE.match(line) or _CREDIT.match(line) or PAGE_CLOCK.search(line)
    is_title = 3 <= len(line.split()) <= _HEADLINE_WORDS and not line.endswith((".", ",", ";", ":"))
    return is_title and not is_other


def _is_label(line: str) -> bool:
    return len(line.split()) <= _BUTTON_WORDS and _is_open(line)


def _is_open(line: str) -> bool:
    """Whether a line ends as no sentence does."""
    return not line.endswith(_ENDS) and len(line.split()) <= _HEADLINE_WORDS


def _is_title_case(words: list[str]) -> bool:
    longer = [word for word in words if len(word) > 3 and word[0].isalpha()]
    return len(longer) > 1 and sum(word[0].isupper() for word in longer) >= _TITLE_SHARE * len(longer)


def _plain(line: str) -> str:
    return re.sub(r"\W+", " ", line).strip().lower()


def _main_script(text: str) -> str:
    """The script most letters belong to: Latin with its accents, else the 256 characters a letter is from."""
    others = _PLAIN_LETTER.sub("", text)
    counts = Counter(
        "Latin" if letter < "\u0250" else hex(ord(letter) >> 8) for letter in others if letter.isalpha()
    )
    counts["Latin"] += len(text) - len(others)
    return counts.most_common(1)[0][0] if counts.total() else ""


def _cut(text: str, kind: str, span: Span, script: str) -> list[Block]:
    """A block, cut where a word or two in another script (a label of the page) stand between its own
    words.
    """
    pieces, start = [], span.start
    for match in _FOREIGN_LABEL.finditer(text, *span) if kind == "body" and script == "Latin" else ():
        pieces += [Block(kind, Span(start, match.start())), Block("furniture", Span(*match.span()))]
        start = match.end()
    return [piece for piece in [*pieces, Block(kind, Span(start, span.end))] if piece.span.of(text).strip()]
