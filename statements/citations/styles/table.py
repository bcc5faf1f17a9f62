"""The styles a reader may choose from, and the files that a reference can be had as: a new one is a line here."""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.utils.safestring import SafeString

from statements.citations.styles import apa, biblatex, chicago, csl, mla, ris
from statements.citations.styles.parts import as_html, as_text
from statements.citations.styles.reference import Name, Reference


@dataclass(frozen=True, slots=True)
class Style:
    """A style: its name, its entry in a list, and its form within a text or note, for whose words if any."""

    name: str
    entry: Callable[[Reference], str]
    within: Callable[[Reference, Sequence[Name]], str]

    def text(self, reference: Reference) -> str:
        """The entry as plain text."""
        return as_text(self.entry(reference))

    def html(self, reference: Reference) -> SafeString:
        """The entry as HTML."""
        return as_html(self.entry(reference))


STYLES = {
    "apa": Style("APA 7", apa.entry, apa.in_text),
    "chicago-notes": Style("Chicago 18, notes", chicago.bibliography, chicago.note),
    "chicago-author-date": Style("Chicago 18, author-date", chicago.author_date, chicago.in_text),
    "mla": Style("MLA 9", mla.entry, mla.in_text),
}


@dataclass(frozen=True, slots=True)
class File:
    """A form of a reference: its media type, and how it is written."""

    media_type: str
    write: Callable[[Reference], str]


def _line(style: Style) -> Callable[[Reference], str]:
    return lambda reference: f"{style.text(reference)}\n"


def _csl_json(reference: Reference) -> str:
    return json.dumps([csl.csl_item(reference)], ensure_ascii=False, indent=1)


# By what an address ends with.
FILES = {
    "bib": File(biblatex.MEDIA_TYPE, biblatex.biblatex),
    "ris": File(ris.MEDIA_TYPE, ris.ris),
    "csl.json": File(csl.MEDIA_TYPE, _csl_json),
    **{f"{key}.txt": File("text/plain", _line(style)) for key, style in STYLES.items()},
    **{f"{key}.html": File("text/html", style.html) for key, style in STYLES.items()},
}
