"""What the styles share: names one after the other, days in English, and text that may be set in italics."""

import re
from collections.abc import Sequence

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from statements.citations.styles.reference import Issued, Name

MONTHS = "January February March April May June July August September October November December".split()
# Private characters around what is set in italics; the text of a citation cannot hold them.
ITALIC, UPRIGHT = "\ue001", "\ue002"
_ITALICS = re.compile(f"{ITALIC}(.*?){UPRIGHT}")


def italic(text: str) -> str:
    """The text marked to be set in italics; an empty one stays empty."""
    return f"{ITALIC}{text}{UPRIGHT}" if text else ""


def as_text(marked: str) -> str:
    """A citation without its italics."""
    return marked.replace(ITALIC, "").replace(UPRIGHT, "")


def as_html(marked: str) -> SafeString:
    """A citation as HTML, escaped, with <i> for italics."""
    runs = _ITALICS.split(marked)
    pieces = (format_html("<i>{}</i>", run) if number % 2 else run for number, run in enumerate(runs))
    return format_html_join("", "{}", ((piece,) for piece in pieces))


def initials(given: str) -> str:
    """ "Jean-Luc Ann" as "J.-L. A."."""
    return " ".join(
        "-".join(f"{part[0].upper()}." for part in word.split("-") if part) for word in given.split()
    )


def inverted(name: Name, given: str, *, particle_last: bool = False) -> str:
    """A name as lists are sorted by it: "von der Leyen, Ursula", "King, Martin Luther, Jr."; or "Leyen, Ursula von
    der" with the particle last.
    """
    if name.literal:
        return name.literal
    own, last = ("", name.particle) if particle_last else (name.particle, "")
    parts = (" ".join(filter(None, (own, name.family))), " ".join(filter(None, (given, last))), name.suffix)
    return ", ".join(filter(None, parts))


def joined(written: Sequence[str], names: Sequence[Name], conjunction: str) -> str:
    """The names of a list, with a comma before the last unless two bodies stand there."""
    if len(written) < 2:
        return "".join(written)
    comma = "" if len(names) == 2 and all(name.literal for name in names) else ","
    return f"{', '.join(written[:-1])}{comma} {conjunction} {written[-1]}"


def straight(name: Name) -> str:
    """A name as it is spoken: "Ursula von der Leyen", "Martin Luther King Jr."."""
    return name.literal or " ".join(filter(None, (name.given, name.particle, name.family, name.suffix)))


def short(name: Name) -> str:
    """A name in a running text: "von der Leyen"."""
    return name.literal or " ".join(filter(None, (name.particle, name.family)))


def short_names(names: Sequence[Name], conjunction: str) -> str:
    """The names of a citation in the text: one, two, or the first of more "et al."."""
    if len(names) > 2:
        return f"{short(names[0])} et al."
    return f" {conjunction} ".join(map(short, names))


def month_day(parts: Sequence[int], months: Sequence[str] = MONTHS) -> str:
    """The month and day of a date: "April 4", "April", ""."""
    return " ".join(
        [months[parts[1] - 1] if len(parts) > 1 else "", str(parts[2]) if len(parts) > 2 else ""]
    ).strip()


def years(issued: Issued) -> str:
    """The year or years: "2018", "2017–2018"."""
    ends = [part[0] for part in (issued.first, issued.last) if part]
    return "–".join(str(year) for year in dict.fromkeys(ends))


def month_days(issued: Issued, months: Sequence[str] = MONTHS) -> str:
    """Months and days without years: "April 4", "April 4–6", "March 30–April 2", ""."""
    first, last = issued.first, issued.last
    if not last:
        return month_day(first, months)
    if first[:2] == last[:2] and len(first) > 2:
        return f"{month_day(first, months)}–{last[2]}"
    return f"{month_day(first, months)}–{month_day(last, months)}" if len(first) > 1 else ""


def american_day(issued: Issued) -> str:
    """The whole of it: "April 4, 2018", "April 4–6, 2018", "December 30, 2017–January 2, 2018", "March 2018"."""
    if issued.literal:
        return issued.literal
    first, last = issued.first, issued.last
    if last and first[0] != last[0] and len(first) > 1:
        return f"{american_day(Issued(first))}–{american_day(Issued(last))}"
    days = month_days(issued)
    return f"{days}{', ' if len(first) > 2 else ' '}{years(issued)}" if days else years(issued)
