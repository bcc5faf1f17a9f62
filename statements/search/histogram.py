"""Statements by the year they were said in, as a drawing whose bars are links."""

from collections.abc import Mapping
from dataclasses import dataclass

# Of the drawing, in its own units; the page scales it. A bar takes so much of its year's room, and is never lower.
WIDTH, HEIGHT, FILLED, LEAST = 248, 48, 0.85, 1.5
# More years than these are no histogram: a year mistyped as 201 would press all others together.
MOST_YEARS = 150


@dataclass(frozen=True, slots=True)
class Bar:
    """A year: how many statements, the address with the year toggled, and its bar. The room of the bar, as high as the
    drawing, begins at `x`.
    """

    year: int
    count: int
    url: str
    is_selected: bool
    x: float
    y: float
    height: float


@dataclass(frozen=True, slots=True)
class Histogram:
    """The bars in the order of the years, from `first` to `last`; years without statements have none."""

    bars: tuple[Bar, ...]
    first: int
    last: int
    # The width of a bar, and that of the room of one.
    width: float
    room: float


def make_histogram(
    counts: Mapping[int, int], urls: Mapping[int, str], chosen: frozenset[int]
) -> Histogram | None:
    """The histogram of years with their counts; None where there are fewer than two years, or too many."""
    if len(counts) < 2 or max(counts) - min(counts) >= MOST_YEARS:
        return None
    first, last, most = min(counts), max(counts), max(counts.values())
    room = WIDTH / (last - first + 1)
    bars = []
    for year in sorted(counts):
        height = max(HEIGHT * counts[year] / most, LEAST)
        x = round((year - first) * room, 1)
        bars.append(
            Bar(
                year, counts[year], urls[year], year in chosen, x, round(HEIGHT - height, 1), round(height, 1)
            )
        )
    return Histogram(tuple(bars), first, last, round(room * FILLED, 1), round(room, 1))
