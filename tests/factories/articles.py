"""Outlets, their articles, the text read from them, and the quotations in that text."""

import hashlib
from collections.abc import Sequence
from datetime import date
from itertools import count

from django.utils.text import slugify

from statements.citations.identifiers import mint_for
from statements.language.days import DayRange
from statements.models import Appearance, Article, Outlet, Reading
from statements.models.dated import to_column

Days = date | DayRange | None
numbers = count(1)
PUBLISHED = date(2026, 2, 11)


def days_column(days: Days):
    """What a date range column takes, from a day or a range of days."""
    return to_column(DayRange.on(days) if isinstance(days, date) else days)


def make_outlet(*, name: str | None = None, host: str | None = None, **fields) -> Outlet:
    """An outlet with a public id, and a domain where a host is given."""
    name = name or f"Harbour Post {next(numbers)}"
    outlet = Outlet.objects.create(name=name, slug=slugify(name), **{"kind": "newspaper"} | fields)
    outlet.names.create(name=name)
    if host:
        outlet.domains.create(host=host)
    mint_for(outlet)
    return outlet


def make_article(
    *, outlet: Outlet | None = None, published: Days = PUBLISHED, url: str = "", **fields
) -> Article:
    """An article with a public id; it has no text before it has a reading."""
    number = next(numbers)
    fields = {"headline": f"Council meets on the harbour, day {number}", "language": "en"} | fields
    fields.setdefault("text_sha256", hashlib.sha256(f"text {number}".encode()).digest())
    fields.setdefault("published_basis", "page metadata" if published else "unknown")
    article = Article.objects.create(
        outlet=outlet or make_outlet(),
        url=url,
        url_sha256=hashlib.sha256(url.encode()).digest() if url else None,
        published_on=days_column(published),
        **fields,
    )
    mint_for(article)
    return article


def make_reading(
    *,
    article: Article | None = None,
    text: str = "The council met on Tuesday. Nobody spoke.",
    blocks: Sequence[tuple[str, int, int]] | None = None,
    **fields,
) -> Reading:
    """The current reading of an article. Without blocks every line of the text is a body block."""
    if blocks is None:
        blocks = [("body", start, end) for start, end in lines(text) if end > start]
    article = article or make_article()
    fields = {"extractor_version": "test"} | fields
    return article.readings.create(text=text, blocks=[list(block) for block in blocks], **fields)


def make_appearance(
    *,
    reading: Reading | None = None,
    article: Article | None = None,
    words: Sequence[str] = ("We will keep the lighthouse lit.",),
    speaker_name: str = "Nerys Quill",
    kind: str = "direct",
    said: Days = None,
    **fields,
) -> Appearance:
    """A quotation found in a reading's text. Raises ValueError for words that the text does not have.

    Where neither a reading nor an article with one is given, a text is written around the words.
    """
    reading = reading or (article and article.readings.filter(is_current=True).first())
    if reading is None:
        reading = make_reading(article=article, text=text_around(words, speaker_name, kind))
    fields = {"part": "body", "evidence": kind, "cue": "say", "source": speaker_name} | fields
    fields.setdefault("attributed_by", "name" if speaker_name else "none")
    fields.setdefault("attribution_score", 0.96 if speaker_name else 0)
    fields.setdefault("speaker_kind", "person" if speaker_name else "")
    if said:
        fields = {"said_basis": "stated in the text", "is_day_stated": True} | fields
    return Appearance.objects.create(
        reading=reading,
        spans=spans_of(words, reading.text),
        words=list(words),
        kind=kind,
        speaker_name=speaker_name,
        said_on=days_column(said),
        **fields,
    )


def text_around(words: Sequence[str], speaker_name: str, kind: str) -> str:
    """An article's text of two paragraphs that holds the words, between sentences of its own."""
    opened, closed = ("", "") if kind == "indirect" else ("“", "”")
    pieces = f"{closed} said {speaker_name or 'an official'}. {opened}".join(words)
    spoken = (
        f"The council met on Tuesday. The hall was full. {opened}{pieces}{closed} The meeting then went on."
    )
    return f"{spoken} It ended at noon.\nThe harbour was quiet. Boats came in late."


def spans_of(words: Sequence[str], text: str) -> list[list[int]]:
    """Where the pieces stand in the text, one after the other."""
    spans, end = [], 0
    for piece in words:
        start = text.index(piece, end)
        end = start + len(piece)
        spans.append([start, end])
    return spans


def lines(text: str) -> list[tuple[int, int]]:
    """Start and end of every line."""
    spans, start = [], 0
    for line in text.split("\n"):
        spans.append((start, start + len(line)))
        start += len(line) + 1
    return spans
