"""Phrases that name a day, and which day they mean."""

import re
from datetime import MAXYEAR, MINYEAR, date, timedelta
from functools import lru_cache
from typing import NamedTuple

from statements.language.days import DayRange
from statements.language.spans import Span

_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = (
    r"(?P<month{0}>Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?|July?|Aug(?:ust|\.)?|"
    r"Sept?(?:ember|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)"
)
_DAY = r"(?P<day{0}>[0-3]?\d)(?:st|nd|rd|th)?"
_DATE = (
    rf"{_DAY.format(1)}\s+{_MONTH.format(1)}(?:,?\s+(?P<year1>\d{{4}}))?\b|"
    rf"{_MONTH.format(2)}\s+{_DAY.format(2)}\b(?:,?\s+(?P<year2>\d{{4}})\b)?|"
    r"(?P<year3>\d{4})-(?P<month3>\d\d)-(?P<day3>\d\d)\b"
)
_DAY_NAMES = "|".join(day.title() for day in _WEEKDAYS)
_PHRASE = re.compile(
    rf"(?:\b(?:on|last|this)\s+)?\b(?:(?:(?:{_DAY_NAMES})\b(?!\s*['’]s)"
    rf"(?:,\s+|\s+)?)?(?:{_DATE})|(?P<lone>{_DAY_NAMES})\b(?!\s*['’]s)"
    r"(?:\s+(?:night|morning|afternoon|evening))?|(?P<near>[Yy]esterday|[Tt]oday)\b)"
)
# A day named without its year is at most this far back.
_YEAR = timedelta(days=365)
STATED = "stated in the text"
WEEKDAY = "weekday in the text, week from the page date"
YEARLESS = "day in the text, year from the page date"
RELATIVE = "counted from the page date"


class DayPhrase(NamedTuple):
    """Words that name a day ("on 4 April", "on Monday night", "yesterday") and where they stand."""

    span: Span
    words: str


@lru_cache(maxsize=64)  # the quotations of one sentence ask for it one after the other
def find_day_phrases(text: str) -> tuple[DayPhrase, ...]:
    """All phrases of a text that name one day, in order. "Next Friday" is still to come and is left out."""
    return tuple(
        DayPhrase(Span(*match.span()), match.group())
        for match in _PHRASE.finditer(text)
        if not re.search(
            r"\b(?:next|every|each|coming|until|by)\s+$", text[max(0, match.start() - 8) : match.start()]
        )
    )


def resolve_day(phrase: str, published: DayRange | None) -> tuple[DayRange, str] | None:
    """The day a phrase means and the basis for it in words; None where it cannot be told.

    A weekday is the last such day on or before the page date, a day without a year the last such day; where
    the page date is a range, both of its ends have to give the same day. A full date needs no page date.
    """
    match = _PHRASE.fullmatch(phrase.strip())
    if match is None:
        return None
    year = next((match[key] for key in ("year1", "year2", "year3") if match[key]), None)
    if year:
        day = _make_day(match, int(year))
        return (DayRange.on(day), STATED) if day else None
    if published is None or published.first is None or published.last is None:
        return None
    days = {_last_before(match, anchor) for anchor in (published.first, published.last)}
    only = days.pop()
    if days or only is None:
        return None
    basis = WEEKDAY if match["lone"] else RELATIVE if match["near"] else YEARLESS
    return DayRange.on(only), basis


def _make_day(match: re.Match[str], year: int) -> date | None:
    day, month = next((match[f"day{n}"], match[f"month{n}"]) for n in "123" if match[f"day{n}"])
    if not MINYEAR < year < MAXYEAR:  # days of the first and last year have no day before or after them
        return None
    number = int(month) if month.isdigit() else _MONTHS.index(month[:3].lower()) + 1
    try:
        return date(year, number, int(day))
    except ValueError:
        return None


def _last_before(match: re.Match[str], anchor: date) -> date | None:
    if match["near"]:
        return anchor - timedelta(days=match["near"].lower() == "yesterday")
    if match["lone"]:
        return anchor - timedelta(days=(anchor.weekday() - _WEEKDAYS.index(match["lone"].lower())) % 7)
    days = (_make_day(match, year) for year in (anchor.year, anchor.year - 1))
    return next((day for day in days if day and anchor - _YEAR <= day <= anchor), None)
