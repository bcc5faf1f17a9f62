"""References as CSL-JSON, the form that Zotero, Pandoc and citeproc read."""

import re
from typing import Any

from statements.citations.styles.reference import Issued, Name, Reference
from statements.citations.styles.titles import straight_apostrophes

Item = dict[str, Any]
# citeproc reads the tags of rich text in a title.
_TAG = re.compile(r"<(?=[A-Za-z/])")
MEDIA_TYPE = "application/vnd.citationstyles.csl+json"


def csl_item(reference: Reference) -> Item:
    """One item after the CSL-JSON schema 1.0. Quotations are marked `nocase`: no style may change their capitals."""
    title = _TAG.sub("‹", straight_apostrophes(reference.title))
    item: Item = {
        "id": reference.key,
        "type": _type(reference),
        "author": [csl_name(name) for name in reference.authors],
        "title": f'<span class="nocase">{title}</span>' if reference.is_quotation else title,
        "container-title": reference.container,
        "genre": reference.genre,
        "version": reference.version,
        "issued": csl_date(reference.issued) if reference.issued else None,
        "accessed": {
            "date-parts": [[reference.accessed.year, reference.accessed.month, reference.accessed.day]]
        },
        "URL": reference.url,
        "language": reference.language,
    }
    return {name: value for name, value in item.items() if value}


def _type(reference: Reference) -> str:
    if reference.is_data:
        return "dataset"
    return "article-newspaper" if reference.is_article else "webpage"


def csl_name(name: Name) -> dict[str, str]:
    """A name by its parts."""
    parts = {
        "family": name.family,
        "given": name.given,
        "non-dropping-particle": name.particle,
        "suffix": name.suffix,
        "literal": name.literal,
    }
    return {part: value for part, value in parts.items() if value}


def csl_date(issued: Issued) -> dict[str, Any]:
    """Days as `date-parts`, or as the literal."""
    if issued.literal:
        return {"literal": issued.literal}
    return {"date-parts": [[*part] for part in (issued.first, issued.last) if part]}
