"""Occasions along a line of time, as coordinates for a drawing and as the same facts in words."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from statements.language.days import DayRange
from statements.search.plain import Link, When

# Of the drawing, in its own units; the page scales it.
WIDTH, MARGIN, MARK, STEP = 460, 10, 16, 21
MOST_MARKS = 8


@dataclass(frozen=True, slots=True)
class TimelineMark:
    """An outlet's mark, with its left edge in the drawing."""

    kind: str
    x: int


@dataclass(frozen=True, slots=True)
class TimelineRow:
    """One occasion: when and where, the marks of the outlets, and their names."""

    said: When
    occasion: Link | None
    url: str
    is_here: bool
    marks: tuple[TimelineMark, ...]
    marks_left: int
    outlets: str
    description: str


@dataclass(frozen=True, slots=True)
class Timeline:
    """Rows in the order given, a tick for the start of every year, and the years at both ends."""

    rows: tuple[TimelineRow, ...]
    ticks: tuple[int, ...]
    first_label: str
    last_label: str


Line = tuple[DayRange | None, When, Link | None, list[tuple[str, str]]]


def make_timeline(lines: Sequence[Line], urls: Sequence[str] = (), here: int | None = None) -> Timeline:
    """A timeline of lines (days, in words, occasion, [(mark, outlet)]); undated ones get no marks in the drawing."""
    days = [_anchor(said) for said, *_ in lines if said]
    years = range(min(days).year, max(days).year + 1) if days else range(0)
    rows = []
    for number, (said, text, occasion, marks) in enumerate(lines):
        names = ", ".join(dict.fromkeys(name for _, name in marks))
        rows.append(
            TimelineRow(
                said=text,
                occasion=occasion,
                url=urls[number] if urls else "",
                is_here=number == here,
                marks=tuple(_placed(_x(_anchor(said), years), marks[:MOST_MARKS])) if said else (),
                marks_left=len(marks[MOST_MARKS:]),
                outlets=names,
                description=f"{text.text}: {names}",
            )
        )
    ticks = tuple(_x(date(year, 1, 1), years) for year in years)
    first, last = (str(years[0]), str(years[-1])) if years else ("", "")
    return Timeline(tuple(rows), ticks, first, last if last != first else "")


def _anchor(said: DayRange) -> date:
    return said.first or said.last or date.min


def _x(day: date, years: range) -> int:
    """A day's place between the start of the first year and the end of the last."""
    start, end = date(years[0], 1, 1).toordinal(), date(years[-1], 12, 31).toordinal()
    return MARGIN + round((WIDTH - 2 * MARGIN) * (day.toordinal() - start) / (end - start))


def _placed(x: int, marks: Sequence[tuple[str, str]]) -> Iterable[TimelineMark]:
    """The marks side by side from x on, moved to the left where they would leave the drawing."""
    x = min(x, WIDTH - len(marks) * STEP)
    return (TimelineMark(kind, max(x, 0) + number * STEP) for number, (kind, _) in enumerate(marks))
