"""Numbers counted from the day of speaking: "in 14 days" is "in 6 days" eight days later, and no changed fact."""

from dataclasses import replace
from datetime import date, timedelta
from typing import NamedTuple

from statements.language.normalise import words
from statements.language.spans import Span
from statements.linking.values import Wording

# Days that a unit has.
UNITS = {"day": 1, "days": 1, "week": 7, "weeks": 7}
# A page is dated as much later than what was said the day before.
SLACK = timedelta(days=1)


class Countdown(NamedTuple):
    """A number of days until something, and where the number stands."""

    days: int
    span: Span


def without_countdown(a: Wording, b: Wording) -> tuple[Wording, Wording] | None:
    """The two without the numbers of their countdowns, if each has one and both end on the same day; else None."""
    spoken_a, spoken_b = _spoken_on(a), _spoken_on(b)
    found_a, found_b = _countdown(a.text), _countdown(b.text)
    if not (spoken_a and spoken_b and found_a and found_b):
        return None
    end_a, end_b = spoken_a + timedelta(found_a.days), spoken_b + timedelta(found_b.days)
    if abs(end_a - end_b) > SLACK:
        return None
    return _without(a, found_a), _without(b, found_b)


def _spoken_on(wording: Wording) -> date | None:
    days = wording.said if wording.is_stated else wording.published
    return days.first if days and days.is_day else None


def _countdown(text: str) -> Countdown | None:
    """The first "in 14 days" of a text."""
    found = list(words(text))
    for opening, number, unit in zip(found, found[1:], found[2:], strict=False):
        if opening.form == "in" and number.form.isdigit() and len(number.form) < 4 and unit.form in UNITS:
            return Countdown(int(number.form) * UNITS[unit.form], number.span)
    return None


def _without(wording: Wording, found: Countdown) -> Wording:
    start, end = found.span
    return replace(wording, text=wording.text[:start] + wording.text[end:])
