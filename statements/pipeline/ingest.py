"""Takes one article in: outlet, article, capture, reading and appearances, all or nothing."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import IntegrityError
from django.utils import timezone
from django.utils.text import slugify

from statements import extraction
from statements.citations.erasures import holds_erased_words
from statements.citations.identifiers import mint
from statements.citations.versions import freeze
from statements.citations.writing import one_writer
from statements.extraction import ArticleText, Quotation
from statements.language.days import DayRange
from statements.models import Article, Capture, Domain, Outlet, Reading
from statements.models.dated import to_column
from statements.pipeline.appearances import save_appearances
from statements.sources import ArticleFile, Refusal, canonical_url, host_of

# A quotation can be as long as its article, and PostgreSQL's search column holds a megabyte of distinct words. Forty
# thousand words are longer than any article and stay far below that.
MAX_TEXT = 250_000


class Refused(ValueError):
    """An article that cannot be taken in; its message is for the operator."""


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of an article: "added", "held" (nothing to do) or "changed" (its words changed since)."""

    outcome: str
    article: Article
    quotations: int


def ingest(source: ArticleFile) -> Taken | Refusal:
    """Takes in one article unless it is held already.

    The same address, or without one the same bytes from the same outlet, is the same article. Where its bytes
    changed since, they are kept as another capture and its reading stays.
    """
    try:
        return _attempt(source)
    except IntegrityError:
        # Another process took in the same article or made the same outlet meanwhile: now it is held.
        return _attempt(source)


def _attempt(source: ArticleFile) -> Taken | Refusal:
    try:
        page = _read(source)
        is_new = _held(source, source.url or page.canonical_url) is None
        quotations = extraction.find_quotations(page) if is_new else ()
        # All that takes long is done: others who write wait for rows alone.
        with one_writer():
            return _take(source, page, quotations)
    except Refused as error:
        return Refusal(source.where, str(error))


def _take(source: ArticleFile, page: ArticleText, quotations: Sequence[Quotation]) -> Taken:
    url = source.url or page.canonical_url
    held = _held(source, url)
    if held and held.captures.filter(body=b"").exists():
        return Taken("held", held, 0)  # words of it were erased: its bytes would bring them back
    if held:
        _, is_new = held.captures.get_or_create(
            sha256=hashlib.sha256(source.content).digest(), defaults=_capture(source, url)
        )
        return Taken("changed" if is_new else "held", held, 0)
    outlet = _find_outlet(source.outlet, url)
    article = _save_article(source, page, outlet, url)
    capture = article.captures.create(**_capture(source, url))
    reading = Reading.objects.create(
        article=article,
        capture=capture,
        extractor_version=extraction.EXTRACTOR_VERSION,
        text=page.text,
        blocks=[[block.kind, *block.span] for block in page.blocks],
        notes=list(page.notes),
    )
    freeze(Article, [article.pk])
    appearances = save_appearances(reading, page, quotations)
    if holds_erased_words(
        words for appearance in appearances for words in [appearance.text, *appearance.words]
    ):
        raise Refused("words of it were erased from this archive by law; it cannot be kept")
    return Taken("added", article, len(appearances))


def _read(source: ArticleFile) -> ArticleText:
    if source.media_type == "text/html":
        page = extraction.read_html(source.content, source.headline)
    else:
        page = extraction.read_text(source.content.decode("utf-8-sig"), source.headline)
    if len(page.text) > MAX_TEXT:
        raise Refused(f"its text has {len(page.text):,} characters; the archive takes up to {MAX_TEXT:,}")
    if not any(block.kind == "body" for block in page.blocks):
        raise Refused("no article text was found in it: " + ("; ".join(page.notes) or "only page furniture"))
    return page


def _find_outlet(name: str, url: str) -> Outlet:
    """The outlet of that name, else the one at that address; a new name makes a new outlet."""
    host = host_of(url) if url else ""
    outlet = Outlet.objects.named(name).first() if name else Outlet.objects.at_host(host).first()
    if outlet is None and not name:
        raise Refused(
            f"no outlet is named, and none is known at {host}" if host else "neither outlet nor url is given"
        )
    if outlet is None:
        outlet = Outlet.objects.create(name=name, slug=slugify(name)[:80] or "outlet", public_id=mint(Outlet))
    if host and not Domain.objects.filter(host=host).exists():
        outlet.domains.create(host=host)
    return outlet


def _held(source: ArticleFile, url: str) -> Article | None:
    """The article that this one is already, if any. Raises Refused where another outlet holds its address."""
    if not url:
        text_sha256 = hashlib.sha256(source.content).digest()
        same_bytes = Article.objects.filter(text_sha256=text_sha256, url_sha256=None)
        return same_bytes.filter(outlet__in=Outlet.objects.named(source.outlet)).first()
    held = Article.objects.filter(url_sha256=_hash_of(url)).select_related("outlet").first()
    if held and source.outlet and not Outlet.objects.named(source.outlet).filter(pk=held.outlet_id).exists():
        raise Refused(f"{url} is held as an article of {held.outlet}, not of {source.outlet}")
    return held


def _hash_of(url: str) -> bytes:
    return hashlib.sha256(canonical_url(url).encode()).digest()


def _capture(source: ArticleFile, url: str) -> dict[str, object]:
    return {
        "captured_at": timezone.now(),
        "url_asked": url,
        "media_type": source.media_type,
        **Capture.pack(source.content),
    }


def _save_article(source: ArticleFile, page: ArticleText, outlet: Outlet, url: str) -> Article:
    published, basis = published_days(source, page)
    is_ours = bool(page.published and page.published.instant and basis == page.published.basis)
    return Article.objects.create(
        public_id=mint(Article),
        outlet=outlet,
        url=url,
        url_sha256=_hash_of(url) if url else None,
        text_sha256=hashlib.sha256(source.content).digest(),
        headline=source.headline or page.headline,
        byline=page.byline,
        dateline=page.dateline,
        language=source.language or page.language,
        published_on=to_column(published),
        published_at=page.published.instant if is_ours and page.published else None,
        published_basis=basis,
        rights=source.rights or Article.Rights.EXCERPT,
    )


def published_days(source: ArticleFile, page: ArticleText) -> tuple[DayRange | None, str]:
    """When it was published and on what basis: the operator's word before the page's, "unknown" without either."""
    if source.published:
        return source.published, source.basis
    if page.published:
        return page.published.days, page.published.basis
    return None, Article.PublishedBasis.UNKNOWN
