"""Phrases that name a day, a week or a month, and which days they mean."""

import re
from calendar import monthrange
from datetime import MAXYEAR, MINYEAR, date, timedelta
from functools import cache, lru_cache
from typing import NamedTuple

from statements.language.days import DayRange
from statements.language.spans import Span
from statements.language.tables import Language, any_of

# A day or month named without its year is at most this far back.
_YEAR = timedelta(days=365)
# How far around a phrase a word stands that makes it one to come: "next Friday", "lundi prochain".
_BESIDE = 16
STATED = "stated in the text"
WEEKDAY = "weekday in the text, week from the page date"
YEARLESS = "day in the text, year from the page date"
MONTHLY = "month in the text, year from the page date"
RELATIVE = "counted from the page date"


class DayPhrase(NamedTuple):
    """Words that say when ("on 4 April", "on Monday night", "yesterday", "last week") and where they stand."""

    span: Span
    words: str


@lru_cache(maxsize=64)  # the quotations of one sentence ask for it one after the other
def find_day_phrases(language: Language, text: str) -> tuple[DayPhrase, ...]:
    """All phrases of a text that name a day, a week or a month, in order. "Next Friday" is still to come and is left
    out.
    """
    coming = language.words("dates", "coming")
    found = []
    for match in _phrase(language).finditer(text):
        before = text[max(0, match.start() - _BESIDE) : match.start()].lower().split()[-1:]
        after = text[match.end() : match.end() + _BESIDE].lower().split()[:1]
        if coming.isdisjoint([*before, *(word.strip(".,;") for word in after)]):
            found.append(DayPhrase(Span(*match.span()), match.group()))
    return tuple(found)


def resolve_days(language: Language, phrase: str, published: DayRange | None) -> tuple[DayRange, str] | None:
    """The days a phrase means and the basis for it in words; None where it cannot be told.

    A weekday is the last such day on or before the page date, a day or month without a year the last such one, a week
    any day that those who begin it on Sunday or on Monday call so. Where the page date is a range, both of its ends
    have to give the same days. A full date needs no page date.
    """
    match = _phrase(language).fullmatch(phrase.strip())
    if match is None:
        return None
    year = next((match[key] for key in ("year1", "year2", "year3", "year4") if match[key]), None)
    if year:
        days = _in_year(language, match, int(year))
        return (days, STATED) if days else None
    if published is None or published.first is None or published.last is None:
        return None
    meant = {_last_before(language, match, anchor) for anchor in (published.first, published.last)}
    only = meant.pop()
    if meant or only is None:
        return None
    is_relative = match["near"] or match["range"]
    basis = (
        WEEKDAY if match["lone"] else RELATIVE if is_relative else MONTHLY if match["month4"] else YEARLESS
    )
    return only, basis


@cache
def _phrase(language: Language) -> re.Pattern[str]:
    table = language.tables["dates"]
    cased = (lambda word: (word.title(),)) if table["have_capitals"] else (lambda word: (word, word.title()))
    weekdays = any_of(form for day in table["weekdays"].split() for form in cased(day))
    months = any_of(form for month in table["months"].split() for form in cased(month))
    month, day = rf"(?P<month{{0}}>(?:{months})\b\.?)", rf"(?P<day{{0}}>[0-3]?\d)(?:{table['ordinals']})?"
    full = (
        rf"{day.format(1)}\s+{month.format(1)}(?:,?\s+(?P<year1>\d{{4}})\b)?|"
        rf"{month.format(2)}\s+{day.format(2)}\b(?:,?\s+(?P<year2>\d{{4}})\b)?|"
        r"(?P<year3>\d{4})-(?P<month3>\d\d)-(?P<day3>\d\d)\b"
    )
    # Months may be names: only "in May" is one for sure.
    within = any_of(form for word in table["in_month"].split() for form in (word, word.title()))
    whole = (
        rf"(?:{within})\s+{month.format(4)}"
        r"(?!\s*['’]|\s+\d\d?\b)(?:,?\s+(?P<year4>\d{4})\b)?"
    )
    parts = any_of(table["dayparts"].split())
    # "Today" inside of a sentence is a programme's name.
    first_near = any_of(word.capitalize() for word in table["near"])
    near = rf"{any_of(table['near'])}|(?:^|(?<=[.!?”\"] ))(?:{first_near})"
    ranges = any_of(form for words in table["ranges"] for form in (words, words.capitalize()))
    opening = any_of(table["openings"].split())
    lone = rf"(?P<lone>{weekdays})(?:\s*(?:{parts}))?\b(?!\s*['’]s)(?:\s+(?:{opening})\b)?"
    dated = rf"(?:(?:{weekdays})\b(?!\s*['’]s)(?:,\s+|\s+)?)?(?:(?:{opening})\s+)?(?:{full})"
    return re.compile(
        rf"\b{whole}|(?:\b(?:{opening})\s+)*\b(?:{dated}|{lone}|(?P<near>{near})\b|(?P<range>{ranges})\b)"
    )


def _number_of(language: Language, month: str) -> int:
    """1..12 for a month as it is written, in full or short."""
    stem = month.lower().rstrip(".")[:4]
    names = language.tables["dates"]["months"].split()[:12]
    return next(number for number, name in enumerate(names, 1) if name.startswith((stem, stem[:3])))


def _in_year(language: Language, match: re.Match[str], year: int) -> DayRange | None:
    if not MINYEAR < year < MAXYEAR:  # days of the first and last year have no day before or after them
        return None
    if match["month4"]:
        return _month_of(date(year, _number_of(language, match["month4"]), 1))
    day, month = next((match[f"day{n}"], match[f"month{n}"]) for n in "123" if match[f"day{n}"])
    try:
        return DayRange.on(
            date(year, int(month) if month.isdigit() else _number_of(language, month), int(day))
        )
    except ValueError:
        return None


def _last_before(language: Language, match: re.Match[str], anchor: date) -> DayRange | None:
    table = language.tables["dates"]
    if match["near"]:
        return DayRange.on(anchor - timedelta(days=table["near"][match["near"].lower()]))
    if match["range"]:
        unit, back = table["ranges"][match["range"].lower()].split()
        return _week(anchor, int(back)) if unit == "week" else _month(anchor, int(back))
    if match["lone"]:
        weekday = table["weekdays"].split().index(match["lone"].lower())
        return DayRange.on(anchor - timedelta(days=(anchor.weekday() - weekday) % 7))
    found = (_in_year(language, match, year) for year in (anchor.year, anchor.year - 1))
    days = next(
        (days for days in found if days and days.first and anchor - _YEAR <= days.first <= anchor), None
    )
    return _until(days, anchor) if days else None


def _week(anchor: date, back: int) -> DayRange:
    """This week up to a day, or one before it, by whichever day a week begins with: Monday or Sunday."""
    starts = [anchor - timedelta(days=(anchor.weekday() + shift) % 7 + 7 * back) for shift in (0, 1)]
    return _until(DayRange(min(starts), max(starts) + timedelta(days=6)), anchor)


def _month(anchor: date, back: int) -> DayRange:
    first = anchor.replace(day=1)
    for _ in range(back):
        first = (first - timedelta(days=1)).replace(day=1)
    return _until(_month_of(first), anchor)


def _month_of(first: date) -> DayRange:
    return DayRange(first, first.replace(day=monthrange(first.year, first.month)[1]))


def _until(days: DayRange, anchor: date) -> DayRange:
    """The days of a range that are no later than a day of it or after it."""
    return DayRange(days.first, min(days.last, anchor) if days.last else anchor)
