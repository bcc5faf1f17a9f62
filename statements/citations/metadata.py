"""What reference managers and crawlers read in the head of a page: COinS, Highwire tags, Dublin Core, Open Graph and
schema.org. As Zotero's translators read them: a record is a web page, an article a newspaper article.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote_plus

from django.utils.html import json_script

from statements.citations.cited import words_of
from statements.citations.styles.parts import straight
from statements.citations.styles.reference import Issued, Name, Reference
from statements.models import Article, FrozenSet, Quote

# How every context object begins.
COINS = "ctx_ver=Z39.88-2004&rft_val_fmt=info%3Aofi%2Ffmt%3Akev%3Amtx%3Adc"


@dataclass(frozen=True, slots=True)
class Tags:
    """Meta tags by name and by property, the title of the COinS span, and the linked data."""

    names: tuple[tuple[str, str], ...]
    properties: tuple[tuple[str, str], ...]
    coins: str
    linked: "LinkedData"


class LinkedData(dict[str, Any]):
    """What schema.org has of a page. As HTML it is an element of the head: data, which no policy takes for a script."""

    def __html__(self) -> str:
        return json_script(self).replace("application/json", "application/ld+json", 1)


def quote_tags(quote: Quote, reference: Reference, topics: Sequence[str]) -> Tags:
    """Those of the page of a quote."""
    day = iso_day(reference.issued)
    names = [
        ("DC.type", "webpage"),
        ("DC.title", reference.title),
        ("citation_title", reference.title),
        *(("citation_author", _citation_name(name)) for name in reference.authors),
        ("citation_publication_date", day.replace("-", "/")),
        ("citation_public_url", reference.url),
        ("citation_language", reference.language),
        *(("citation_keywords", topic) for topic in topics),
    ]
    return Tags(
        _filled(names),
        _filled([*_open_graph(reference), ("og:type", "website")]),
        coins(reference, topics=topics),
        LinkedData(quotation(quote, reference)),
    )


def article_tags(article: Article, reference: Reference) -> Tags:
    """Those of the page of an article: it stands for what the outlet published."""
    names = [("DC.type", "newspaperArticle"), ("DC.title", reference.title)]
    linked = LinkedData({"@context": "https://schema.org", **news_article(article, reference)})
    properties = [*_open_graph(reference), ("og:type", "article")]
    return Tags(_filled(names), _filled(properties), coins(reference, "newspaperArticle"), linked)


def set_tags(row: FrozenSet, reference: Reference, files: Mapping[str, str]) -> Tags:
    """Those of the page of a frozen set; `files` are the media types of its files by their addresses."""
    names = [
        ("DC.type", "dataset"),
        ("DC.title", reference.title),
        ("citation_title", reference.title),
        *(("citation_author", _citation_name(name)) for name in reference.authors),
        ("citation_publication_date", iso_day(reference.issued).replace("-", "/")),
        ("citation_public_url", reference.url),
    ]
    linked = {
        "@context": "https://schema.org",
        "@type": "Dataset",
        "@id": reference.url,
        "name": reference.title,
        "description": f"{len(row.members)} statements, frozen by a reader.",
        "creator": [_agent(name) for name in reference.authors],
        "dateCreated": iso_day(reference.issued),
        "distribution": [
            {"@type": "DataDownload", "contentUrl": url, "encodingFormat": kind}
            for url, kind in files.items()
        ],
    }
    properties = [*_open_graph(reference), ("og:type", "website")]
    return Tags(_filled(names), _filled(properties), coins(reference, "dataset"), LinkedData(linked))


def quotation(quote: Quote, reference: Reference) -> dict[str, Any]:
    """A quote as schema.org has it, with the article that its wording is from."""
    source = quote.reference.reading.article
    when = iso_day(reference.issued)
    return {
        "@context": "https://schema.org",
        "@type": "Quotation",
        "@id": _permalink(reference),
        "text": words_of(quote),
        "inLanguage": reference.language,
        "creator": [_agent(name) for name in reference.authors],
        **({"dateCreated": when} if when else {}),
        "recordedIn": {"@type": "NewsArticle", "headline": source.headline, "publisher": _outlet(source)},
        "isPartOf": {"@type": "Dataset", "name": reference.container},
        "version": reference.version,
    }


def news_article(article: Article, reference: Reference) -> dict[str, Any]:
    """An outlet's article as schema.org has it."""
    when = iso_day(reference.issued)
    return {
        "@type": "NewsArticle",
        "headline": reference.title,
        "author": [_agent(name) for name in reference.authors],
        "publisher": _outlet(article),
        "url": reference.url,
        "inLanguage": reference.language,
        **({"datePublished": when} if when else {}),
    }


def iso_day(issued: Issued | None) -> str:
    """The first day, month or year that is known, as ISO 8601 has it; empty for an open range."""
    return "-".join(f"{part:02}" for part in issued.first) if issued else ""


def _permalink(reference: Reference) -> str:
    return reference.url.removesuffix(f"/v{reference.version}")


def _filled(pairs: Sequence[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    return tuple(pair for pair in pairs if pair[1])


def _open_graph(reference: Reference) -> list[tuple[str, str]]:
    return [
        ("og:title", reference.title),
        ("og:url", _permalink(reference)),
        ("og:site_name", reference.container),
    ]


def coins(reference: Reference, kind: str = "webpage", *, topics: Sequence[str] = ()) -> str:
    """A context object in keys and values (ANSI/NISO Z39.88), as Zotero extends it by `rft.type`."""
    # Persons first: Zotero takes the forename of one behind a body for the body's (its openurl.js).
    names = []
    for name in sorted(reference.authors, key=lambda name: name.is_body):
        family, _, given = _citation_name(name).partition(", ")
        whole = "rft.aucorp" if name.is_body else "rft.au"
        names += [("rft.aufirst", given), ("rft.aulast", family)] if given else [(whole, family)]
    values = [
        ("rft.type", kind),
        ("rft.title", reference.title),
        ("rft.source", reference.container),
        *names,
        ("rft.date", iso_day(reference.issued)),
        ("rft.identifier", reference.url),
        ("rft.language", reference.language),
        *(("rft.subject", topic) for topic in topics),
    ]
    return "&".join([COINS, *(f"{key}={quote_plus(value)}" for key, value in values if value)])


def _citation_name(name: Name) -> str:
    if name.literal:
        return name.literal
    family = " ".join(filter(None, (name.particle, name.family)))
    return ", ".join(filter(None, (family, " ".join(filter(None, (name.given, name.suffix))))))


def _agent(name: Name) -> dict[str, str]:
    if name.literal:
        return {"@type": "Organization" if name.is_body else "Person", "name": name.literal}
    return {"@type": "Person", "name": straight(name), "familyName": name.family, "givenName": name.given}


def _outlet(article: Article) -> dict[str, str]:
    return {"@type": "NewsMediaOrganization", "name": article.outlet.name}
