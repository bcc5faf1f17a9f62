"""The fields of the query language: what each may hold, and what is wrong with what it may not."""

import re
from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches

from django.utils.translation import gettext

from statements.search.tree import Days, Numbers

# A choice: the names it goes by, the first of which is kept.
Choices = tuple[str, ...]
_DAY = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?")
_COMPARED = re.compile(r"(>=|<=|>|<)\s*(.+)")
# A row of figures longer than this is no number of outlets.
_LONGEST = 6


class FieldError(ValueError):
    """What is wrong with a value, for its reader, and one like it that works, "" where there is none."""

    def __init__(self, message: str, proposal: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.proposal = proposal


@dataclass(frozen=True, slots=True)
class FieldKind:
    """How the value of a field is read, and a field as a reader may type it."""

    read: Callable[[str], str | Days | Numbers]
    example: str


def read_name(value: str) -> str:
    """A name or a part of one, as typed."""
    return value


def choice(*choices: str) -> Callable[[str], str]:
    """A reader of one of several words, capitals ignored."""

    def read(value: str) -> str:
        if value.lower() in choices:
            return value.lower()
        near = get_close_matches(value.lower(), choices, n=1)
        message = gettext("“%(value)s” is none of %(choices)s.") % {
            "value": value,
            "choices": ", ".join(choices),
        }
        raise FieldError(message, near[0] if near else choices[0])

    return read


def read_days(value: str) -> Days:
    """A year, month or day, "2018..2019", ">2018" or "<2018-04". Raises FieldError."""
    if match := _COMPARED.fullmatch(value):
        first, last = _period(match[2])
        return {
            ">": Days(_after(last), None),
            ">=": Days(first, None),
            "<": Days(None, _before(first)),
            "<=": Days(None, last),
        }[match[1]]
    start, dots, end = value.partition("..")
    if not dots:
        return Days(*_period(value))
    days = Days(_period(start)[0] if start else None, _period(end)[1] if end else None)
    if days.first and days.last and days.last < days.first:
        message = gettext("“%(value)s” ends before it begins.") % {"value": value}
        raise FieldError(message, f"{end}..{start}")
    if not (days.first or days.last):
        raise FieldError(gettext("A span of days needs a beginning or an end."), "2018..2019")
    return days


def ends_of(value: str) -> tuple[str, str]:
    """From and to which day a span of days goes, as a form asks for them, "" where it is open. Raises FieldError."""
    start, dots, end = value.partition("..")
    if dots:
        return start, end
    if not _COMPARED.fullmatch(value):
        return value, value
    days = read_days(value)
    return tuple(day.isoformat() if day else "" for day in (days.first, days.last))  # type: ignore[return-value]


def read_numbers(value: str) -> Numbers:
    """A number, "3..5", ">5" or "<5". Raises FieldError."""
    if match := _COMPARED.fullmatch(value):
        number = _number(match[2])
        return {
            ">": Numbers(number + 1, None),
            ">=": Numbers(number, None),
            "<": Numbers(None, number - 1),
            "<=": Numbers(None, number),
        }[match[1]]
    start, dots, end = value.partition("..")
    if not dots:
        return Numbers(_number(value), _number(value))
    least, most = (_number(part) if part else None for part in (start, end))
    if least is not None and most is not None and most < least:
        message = gettext("“%(value)s” ends before it begins.") % {"value": value}
        raise FieldError(message, f"{most}..{least}")
    if least is None and most is None:
        raise FieldError(gettext("A span of numbers needs a beginning or an end."), "2..5")
    return Numbers(least, most)


def _period(value: str) -> tuple[date, date]:
    """The first and the last day of a year, a month or a day."""
    match = _DAY.fullmatch(value)
    if match is None:
        message = gettext("“%(value)s” is no year, month or day.") % {"value": value}
        raise FieldError(message, "2018-04-04")
    year, month, day = (int(part) if part else 0 for part in match.groups())
    try:
        if not month:
            return date(year, 1, 1), date(year, 12, 31)
        if not day:
            return date(year, month, 1), date(year, month, monthrange(year, month)[1])
        return date(year, month, day), date(year, month, day)
    except ValueError as error:
        message = gettext("There is no “%(value)s” in the calendar.") % {"value": value}
        raise FieldError(message, str(max(year, 1)).zfill(4)) from error


def _after(day: date) -> date:
    return date.fromordinal(min(day.toordinal() + 1, date.max.toordinal()))


def _before(day: date) -> date:
    return date.fromordinal(max(day.toordinal() - 1, 1))


def _number(value: str) -> int:
    if not (value.isascii() and value.isdigit() and len(value) <= _LONGEST):
        message = gettext("“%(value)s” is no whole number.") % {"value": value}
        raise FieldError(message, "5")
    return int(value)


FIELDS: dict[str, FieldKind] = {
    "speaker": FieldKind(read_name, "speaker:stoltenberg"),
    "outlet": FieldKind(read_name, 'outlet:"Harbour Post"'),
    "topic": FieldKind(read_name, "topic:defence"),
    "occasion": FieldKind(read_name, "occasion:summit"),
    "role": FieldKind(read_name, "role:minister"),
    "cue": FieldKind(read_name, "cue:warn"),
    "lang": FieldKind(read_name, "lang:en"),
    "said": FieldKind(read_days, "said:2018..2019"),
    "published": FieldKind(read_days, "published:2018-04"),
    "carried": FieldKind(read_numbers, "carried:>5"),
    "wordings": FieldKind(read_numbers, "wordings:2..4"),
    "kind": FieldKind(choice("direct", "mixed", "indirect"), "kind:direct"),
    "relation": FieldKind(
        choice("verbatim", "truncated", "split", "reworded", "paraphrased", "translated"), "relation:reworded"
    ),
    "in": FieldKind(choice("headline", "body", "caption"), "in:headline"),
    "evidence": FieldKind(
        choice("transcript", "soundbite", "direct", "mixed", "indirect", "second-hand"), "evidence:transcript"
    ),
    "reviewed": FieldKind(choice("yes", "no"), "reviewed:yes"),
}
