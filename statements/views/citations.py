"""References as files, and as the boxes of a page print them."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.conf import settings
from django.http import HttpResponse
from django.utils.safestring import SafeString

from statements.citations.styles.parts import as_html
from statements.citations.styles.reference import Name, Reference
from statements.citations.styles.table import FILES, STYLES
from statements.models import Quote

# The files that a page offers beside its citations.
OFFERED = (("bib", "BibLaTeX"), ("ris", "RIS"), ("csl.json", "CSL-JSON"), ("json", "JSON"))


@dataclass(frozen=True, slots=True)
class Printed:
    """A reference in one style, and its form within a text."""

    key: str
    style: str
    entry: SafeString
    within: SafeString


def printed(reference: Reference, cited_by: Sequence[Name] = ()) -> tuple[Printed, ...]:
    """A reference in every style; `cited_by` is whose words an article is cited for."""
    return tuple(
        Printed(
            key,
            style.name,
            style.html(reference),
            as_html(style.within(reference, cited_by)),
        )
        for key, style in STYLES.items()
    )


def citation_file(reference: Reference, form: str) -> HttpResponse:
    """A reference as one of FILES, offered under its id where a program shall open it."""
    file = FILES[form]
    response = HttpResponse(file.write(reference), content_type=f"{file.media_type}; charset=utf-8")
    if not file.media_type.startswith("text/"):
        response["Content-Disposition"] = f'inline; filename="{reference.key}.{form}"'
    return response


def signposts(entry: Quote, authors: Sequence[str]) -> str:
    """The Link header that tells machines what a page is and which forms it has (signposting.org, level 1)."""
    url = f"{settings.SITE_URL}{entry.get_absolute_url()}"
    described = {"json": "application/json", "jsonld": "application/ld+json"}
    described |= {
        form: file.media_type for form, file in FILES.items() if not file.media_type.startswith("text/")
    }
    links = [
        f'<{url}>; rel="cite-as"',
        '<https://schema.org/Quotation>; rel="type"',
        *(f'<{settings.SITE_URL}{author}>; rel="author"' for author in authors if author),
        *(f'<{url}.{form}>; rel="describedby"; type="{kind}"' for form, kind in described.items()),
    ]
    return ", ".join(links)
