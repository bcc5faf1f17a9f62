"""The style of the American Psychological Association, 7th edition (2020)."""

from collections.abc import Sequence
from datetime import date

from statements.citations.styles.parts import (
    american_day,
    initials,
    inverted,
    italic,
    joined,
    month_days,
    short_names,
    years,
)
from statements.citations.styles.reference import Issued, Name, Reference
from statements.citations.styles.titles import headline_capitals, stopped, within_marks

# More are cut: the first of them, three dots and the last (APA 7, 9.8).
MOST_AUTHORS, FIRST_AUTHORS = 20, 19


def entry(reference: Reference) -> str:
    """Its line in a list of references."""
    title = reference.title if reference.is_article else italic(reference.title)
    genre = f" [{reference.genre[0].upper()}{reference.genre[1:]}]" if reference.genre else ""
    when = f"({_when(reference)})."
    named = f"{title}{genre}"
    start = [stopped(_authors(reference.authors)), when, stopped(named)]
    if not reference.authors:
        start = [stopped(title), when, f"{genre.strip()}." if genre else ""]
    container = italic(reference.container) if reference.is_article else reference.container
    retrieved = "" if reference.issued else f"Retrieved {_seen(reference.accessed)}, from "
    where = f"{container}." if container else ""
    return " ".join(filter(None, (*start, where, retrieved + reference.url))).strip()


def in_text(reference: Reference, cited_by: Sequence[Name] = ()) -> str:
    """The form within a text; `cited_by` is whose words the article is cited for."""
    start = f"{short_names(cited_by, '&')}, as cited in " if cited_by else ""
    year = (reference.issued.literal or years(reference.issued)) if reference.issued else "n.d."
    names = short_names(reference.authors, "&")
    if not names:
        title = reference.title if reference.is_quotation else headline_capitals(reference.title)
        names = f"“{stopped(within_marks(title), ',')}”" if reference.is_article else italic(title)
        return f"({start}{names} {year})" if reference.is_article else f"({start}{names}, {year})"
    return f"({start}{names}, {year})"


def _authors(names: Sequence[Name]) -> str:
    written = [inverted(name, initials(name.given)) for name in names]
    if len(written) > MOST_AUTHORS:
        return f"{', '.join(written[:FIRST_AUTHORS])}, … {written[-1]}"
    return joined(written, names, "&")


def _when(reference: Reference) -> str:
    issued = reference.issued
    if issued is None:
        return "n.d."
    if issued.literal:
        return issued.literal
    # Of a data set the year alone is told (APA 7, 10.9).
    days = "" if reference.is_data else month_days(issued)
    return ", ".join(filter(None, (years(issued), days)))


def _seen(day: date) -> str:
    return american_day(Issued((day.year, day.month, day.day)))
