"""When an article was published, as its manifest says."""

import calendar
import re
from datetime import date

from statements.language.days import DayRange

PRECISIONS = ("year", "month", "day")
# The year of the first printed newspaper, the "Relation" of Strasbourg: an earlier one is a slip of the pen.
EARLIEST = 1605


def parse_days(text: str, precision: str, latest: date) -> DayRange | None:
    """The days of "2021", "2021-05" or "2021-05-17"; a precision coarser than the date widens it. None for "".

    `latest` is the last day on which anything can have been published. Raises ValueError, with the reason, for what
    is no such date, for one before the first newspaper or after `latest`, and for a precision that the date lacks.
    """
    if precision and precision not in PRECISIONS:
        raise ValueError(f"precision is {precision!r}: it is one of day, month, year")
    if not text:
        return None
    match = re.fullmatch(r"([0-9]{4})(?:-([0-9]{2}))?(?:-([0-9]{2}))?", text)
    if not match:
        raise ValueError(f"published_on is {text!r}: write 2021, 2021-05 or 2021-05-17")
    parts = [int(part) for part in match.groups() if part]
    given = PRECISIONS[len(parts) - 1]
    precision = precision or given
    if PRECISIONS.index(precision) > PRECISIONS.index(given):
        raise ValueError(f"published_on {text!r} names no {precision}, but precision says so")
    year, month, day = parts + [1] * (3 - len(parts))
    try:
        first = date(year, month, day)
    except ValueError as error:
        raise ValueError(f"published_on is {text!r}: {error}") from error
    if first > latest:
        raise ValueError(f"published_on is {text!r}: that is still to come")
    if year < EARLIEST:
        raise ValueError(f"published_on is {text!r}: no newspaper is older than {EARLIEST}")
    return _widened(first, precision)


def _widened(day: date, precision: str) -> DayRange:
    if precision == "day":
        return DayRange.on(day)
    if precision == "month":
        return DayRange(day.replace(day=1), day.replace(day=calendar.monthrange(day.year, day.month)[1]))
    return DayRange(date(day.year, 1, 1), date(day.year, 12, 31))
