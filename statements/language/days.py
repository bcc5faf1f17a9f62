"""Ranges of days: the archive never knows the hour a thing was said, and often not the day."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class DayRange:
    """The days on one of which something happened, both ends included; None is an open end.

    "On 4 April 2018" is one day, "before 26 May 2019" is (None, 25 May 2019). A range open at both ends says
    nothing and is written as None instead: it raises ValueError, as does a range that ends before it begins.
    """

    first: date | None
    last: date | None

    def __post_init__(self) -> None:
        if self.first is None and self.last is None:
            raise ValueError("a range of days needs at least one end")
        if self.first and self.last and self.last < self.first:
            raise ValueError(f"the range ends ({self.last}) before it begins ({self.first})")

    @classmethod
    def on(cls, day: date) -> "DayRange":
        """The range of exactly one day."""
        return cls(day, day)

    @property
    def is_day(self) -> bool:
        """Whether the range is one day."""
        return self.first is not None and self.first == self.last

    def overlaps(self, other: "DayRange") -> bool:
        """Whether at least one day lies in both."""
        starts_late = bool(self.first and other.last and self.first > other.last)
        ends_early = bool(self.last and other.first and self.last < other.first)
        return not (starts_late or ends_early)
