"""Reads an article out of an HTML page: its visible text line by line, and what its metadata say."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import MAXYEAR, MINYEAR, datetime
from typing import Any

from lxml import etree, html

from statements.extraction.blocks import read_blocks
from statements.extraction.mainpart import keep_main_part
from statements.extraction.page import ArticleText, Block, Published
from statements.extraction.text import assemble
from statements.language.days import DayRange

_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE)
_BOMS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_XML_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
# What XML, and with it lxml, has no room for (XML 1.0, section 2.2); pages hold it raw or as a reference ("&#1;").
_UNREADABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
# A host in ASCII, as the archive keeps it, and what may follow it.
_ADDRESS = re.compile(
    r"https?://[a-z0-9.-]{0,252}[a-z0-9](?::[1-9][0-9]{0,3})?(?:[/?#][^\s\x00-\x20]*)?", re.IGNORECASE
)
_LANGUAGE = re.compile(r"[a-z]{2,3}(?![a-z])")
# The elements of HTML that never hold an article's words, and those that stand on lines of their own.
_DROPPED = frozenset(
    """
script style noscript template nav aside footer form button select textarea svg iframe object video audio canvas head
dialog menu input label
""".split()
)
_BREAKING = frozenset(
    """
address article blockquote body br caption dd div dl dt figcaption figure h1 h2 h3 h4 h5 h6 header hr li main ol p pre
section table td th time tr ul
""".split()
)
# Marks the end of a line while the tree is read; the line breaks of the source are only white space.
_BREAK = "\u2028"
# Names sites give, in class or id, to what surrounds an article.
_SURROUNDINGS = re.compile(
    r"(?:^|[\s_-])(?:related|recommend\w*|promo|shar(?:e|ing)|social|comments?|newsletter|subscri\w+|sidebar|breadcrumbs?"
    r"|menu|cookies?|consent|teasers?|advert\w*|ads?|most-read|popular|trending|tags?|read-?more|navigation|banner"
    r"|toolbar)(?:$|[\s_-])",
    re.IGNORECASE,
)
_DATE_PUBLISHED = re.compile(r'"datePublished"\s*:\s*"([^"]+)"')
_DATE_NAMES = (
    "article:published_time", "datepublished", "date", "pubdate", "publishdate",
    "dc.date", "dc.date.issued", "dcterms.issued",
)  # fmt: skip
# The years content systems write for "no date": the first and the last that their types, and Python's, have.
_NO_YEARS = (MINYEAR, MAXYEAR)


def read_html(raw: bytes, headline: str = "") -> ArticleText:
    """The article in an HTML page. Its text is the visible text, one block per line, menus and other frames
    dropped.

    Never raises: what cannot be read gives an empty text and a note that says so.
    """
    markup = _XML_DECLARATION.sub("", _UNREADABLE.sub("", _decode(raw)))
    try:
        root = html.document_fromstring(markup)
    except (etree.LxmlError, ValueError, AssertionError):
        return ArticleText("", notes=("The page could not be read as HTML.",))
    metas = _metas(root)
    titles = [*(_squeeze(title.text_content()) for title in root.iter("h1")), metas.get("og:title", "")]
    headline = headline or next((title for title in titles if title), "")
    published = next(_stated_dates(root, metas), None)
    links = [link.get("href", "") for link in root.xpath("//link[@rel='canonical']")] + [
        metas.get("og:url", "")
    ]
    language = _LANGUAGE.match(root.get("lang", "").strip().lower())
    text, captions = _visible_lines(root)
    blocks = tuple(
        Block("caption", block.span) if block.span.of(text) in captions else block
        for block in read_blocks(text, headline)
    )
    blocks = keep_main_part(markup, text, blocks)
    page = assemble(text, blocks, headline)
    return replace(
        page,
        byline=page.byline or metas.get("author", ""),
        language=language[0] if language else page.language,
        published=published or page.published,
        canonical_url=next((link for link in links if _ADDRESS.fullmatch(link)), ""),
        notes=page.notes
        if any(block.kind == "body" for block in blocks)
        else ("No article text was found in the page.",),
    )


def _decode(raw: bytes) -> str:
    declared = [match[1].decode("ascii") for match in _CHARSET.finditer(raw[:4096])]
    for name in [*(name for mark, name in _BOMS if raw.startswith(mark)), *declared, "utf-8"]:
        try:
            return raw.decode(name)
        except (LookupError, ValueError):
            continue
    return raw.decode("windows-1252", "replace")


def _metas(root: Any) -> dict[str, str]:
    """What the meta elements of a page say, by name in lower case."""
    return {
        str(meta.get("property") or meta.get("name") or meta.get("itemprop")).lower(): _squeeze(
            meta.get("content", "")
        )
        for meta in root.iter("meta")
    }


def _visible_lines(root: Any) -> tuple[str, set[str]]:
    """The visible text of a page, a line per block, and those of its lines that are captions. Changes the
    tree.
    """
    for element in root.iter():
        # lxml reads such characters out of references but does not let them be written, as drop_tree does.
        element.text, element.tail = (
            _UNREADABLE.sub("", words or "") for words in (element.text, element.tail)
        )
    for element in [element for element in root.iter() if element is not root and _is_hidden(element)]:
        element.drop_tree()
    for element in root.iter(*_BREAKING):
        if element.tag != "br":
            element.text = _BREAK + (element.text or "")
        element.tail = _BREAK + (element.tail or "")
    captions = {_squeeze(caption.text_content()) for caption in root.iter("figcaption")}
    lines = (_squeeze(line) for line in root.text_content().split(_BREAK))
    return "\n".join(line for line in lines if line), captions


def _is_hidden(element: Any) -> bool:
    if not isinstance(element.tag, str):
        return True
    names, style = f"{element.get('class')} {element.get('id')}", element.get("style", "").replace(" ", "")
    is_frame = element.tag not in ("body", "article", "main", "p") and _SURROUNDINGS.search(names)
    is_unseen = "hidden" in element.attrib or element.get("aria-hidden") == "true" or "display:none" in style
    return bool(element.tag in _DROPPED or is_unseen or is_frame)


def _squeeze(words: str) -> str:
    return " ".join(_UNREADABLE.sub("", words).split())


def _stated_dates(root: Any, metas: dict[str, str]) -> Iterator[Published]:
    """What the page's own data give as its publication: JSON-LD, then meta elements, then the header's
    <time>.
    """
    scripts = " ".join(script.text or "" for script in root.xpath("//script[@type='application/ld+json']"))
    times = root.xpath("(//article//time | //header//time)[not(ancestor::aside or ancestor::nav)]/@datetime")[
        :1
    ]
    for stated in [*_DATE_PUBLISHED.findall(scripts), *(metas.get(name, "") for name in _DATE_NAMES), *times]:
        try:
            instant = datetime.fromisoformat(stated.strip())
        except ValueError:
            continue
        if instant.year not in _NO_YEARS:
            yield Published(DayRange.on(instant.date()), instant if instant.tzinfo else None, "page metadata")
