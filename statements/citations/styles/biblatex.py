"""References as BibLaTeX entries (manual 3.20): @online for a record of this archive, @dataset for
a frozen set, @article for a newspaper's.
"""

import re

from statements.citations.styles.reference import Issued, Name, Reference

MEDIA_TYPE = "application/x-bibtex"
# Each character that TeX takes for a command.
SPECIAL = {
    "\\": r"\textbackslash{}",
    "{": r"\{",
    "}": r"\}",
    "$": r"\$",
    "&": r"\&",
    "#": r"\#",
    "%": r"\%",
    "_": r"\_",
    "^": r"\textasciicircum{}",
    "~": r"\textasciitilde{}",
}
_SPECIAL = re.compile("|".join(map(re.escape, SPECIAL)))
# In an address these alone end the entry or begin a comment.
_IN_ADDRESS = str.maketrans({"{": "%7B", "}": "%7D", "\\": "%5C"})


def biblatex(reference: Reference) -> str:
    """One entry. The title is in braces of its own: no style may change its capitals."""
    is_article = reference.is_article
    literal = reference.issued.literal if reference.issued else ""
    fields = {
        "author": " and ".join(map(_name, reference.authors)),
        "title": f"{{{escape(reference.title)}}}" if reference.title else "",
        "entrysubtype": "newspaper" if is_article else "",
        "journaltitle" if is_article else "organization": escape(reference.container),
        "date": _date(reference.issued) if reference.issued else "",
        "type" if is_article else "titleaddon": escape(reference.genre),
        "version": reference.version,
        "note": literal,
        "langid": LANGUAGES.get(reference.language.partition("-")[0], ""),
        "url": reference.url.translate(_IN_ADDRESS),
        "urldate": reference.accessed.isoformat(),
    }
    lines = "".join(f"  {name} = {{{' '.join(value.split())}}},\n" for name, value in fields.items() if value)
    kind = "dataset" if reference.is_data else "article" if is_article else "online"
    return f"@{kind}{{{reference.key},\n{lines}}}\n"


# The names that babel and polyglossia have for languages of the archive.
LANGUAGES = {
    "en": "english",
    "de": "german",
    "fr": "french",
    "ru": "russian",
    "uk": "ukrainian",
    "es": "spanish",
}


def escape(text: str) -> str:
    """The text with TeX's own characters as themselves."""
    return _SPECIAL.sub(lambda match: SPECIAL[match.group()], text)


def _name(name: Name) -> str:
    if name.literal:
        return f"{{{escape(name.literal)}}}"
    family = " ".join(filter(None, (name.particle, name.family)))
    return escape(", ".join(filter(None, (family, name.suffix, name.given))))


def _date(issued: Issued) -> str:
    """The day or range as ISO 8601-2 has it, empty for one that is open: that is in the note."""
    ends = ("-".join(f"{part:02}" for part in end) for end in (issued.first, issued.last) if end)
    return "/".join(ends)
