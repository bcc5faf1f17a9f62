"""The Chicago Manual of Style, 18th edition (2024): notes with a bibliography, and author-date."""

from collections.abc import Sequence
from datetime import date

from statements.citations.styles.parts import (
    american_day,
    inverted,
    italic,
    joined,
    month_days,
    short_names,
    straight,
    years,
)
from statements.citations.styles.reference import Issued, Name, Reference
from statements.citations.styles.titles import print_title, stopped

# A list names so many at most, of more only the first ones (CMOS 18, 13.23).
MOST_AUTHORS, FIRST_AUTHORS = 6, 3


def bibliography(reference: Reference) -> str:
    """Its entry in a bibliography."""
    when = american_day(reference.issued) if reference.issued else _no_day(reference)
    return _entry(reference, "", when)


def author_date(reference: Reference) -> str:
    """Its entry in a list of references."""
    issued = reference.issued
    year = (issued.literal or years(issued)) if issued else "n.d."
    return _entry(reference, year, month_days(issued) if issued and not issued.literal else "")


def note(reference: Reference, cited_by: Sequence[Name] = ()) -> str:
    """The full note; `cited_by` is whose words the article is cited for."""
    who = _in_note(reference.authors)
    if cited_by:
        who = f"{_in_note(cited_by)}, quoted in {who}".strip()
    parts = [
        reference.genre,
        f"version {reference.version}" if reference.version else "",
        _container(reference),
        american_day(reference.issued) if reference.issued else _no_day(reference),
        "" if reference.issued else f"accessed {_seen(reference.accessed)}",
        reference.url,
    ]
    # "quoted in" leads on to the title where no name does.
    start = f"{who} " if cited_by and not reference.authors else f"{who}, " if who else ""
    return f"{start}{stopped(print_title(reference), ',')} {', '.join(filter(None, parts))}."


def in_text(reference: Reference, cited_by: Sequence[Name] = ()) -> str:
    """The form within a text, of author-date."""
    issued = reference.issued
    names = short_names(reference.authors, "and") or _container(reference)
    start = f"{short_names(cited_by, 'and')}, quoted in " if cited_by else ""
    return f"({start}{names} {issued.literal or years(issued)})" if issued else f"({start}{names}, n.d.)"


def _entry(reference: Reference, year: str, when: str) -> str:
    """One entry; where nobody is named, the container stands in the place of a name."""
    authors, container = _authors(reference.authors), _container(reference)
    last = ", ".join(filter(None, (container if authors else "", when)))
    parts = [
        stopped(authors or container),
        stopped(year) if year else "",
        stopped(print_title(reference)),
        stopped(f"{reference.genre[0].upper()}{reference.genre[1:]}") if reference.genre else "",
        f"Version {reference.version}." if reference.version else "",
        stopped(last) if last else "",
        "" if reference.issued else f"Accessed {_seen(reference.accessed)}.",
        f"{reference.url}." if reference.url else "",
    ]
    return " ".join(filter(None, parts))


def _authors(names: Sequence[Name]) -> str:
    first = [inverted(name, name.given, particle_last=True) for name in names[:1]]
    written = [*first, *map(straight, names[1:])]
    if len(written) > MOST_AUTHORS:
        return f"{', '.join(written[:FIRST_AUTHORS])}, et al."
    return joined(written, names, "and")


def _in_note(names: Sequence[Name]) -> str:
    written = list(map(straight, names))
    return f"{written[0]} et al." if len(written) > 2 else " and ".join(written)


def _container(reference: Reference) -> str:
    return italic(reference.container) if reference.is_article else reference.container


def _no_day(reference: Reference) -> str:
    """Newspapers are cited by their day, so that its lack is told; a web page is known by the day it was seen."""
    return "n.d." if reference.is_article else ""


def _seen(day: date) -> str:
    return american_day(Issued((day.year, day.month, day.day)))
