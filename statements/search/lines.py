"""What lists read again and again, kept as long as no line is added to the history of the archive.

Functions that keep what they read take the last line, `at`, from whoever asked for it before reading anything.
"""

from collections.abc import Hashable
from datetime import date
from typing import Generic, NamedTuple, TypeVar

from django.db import connection
from django.utils import timezone

Key = TypeVar("Key", bound=Hashable)
Value = TypeVar("Value")


class Line(NamedTuple):
    """The last line of the history, and the day: who owns an outlet changes with that, too."""

    number: int
    day: date


def last_line() -> Line:
    """Where the history stands. Writers come one after the other (citations.writing), so no line is added later with a
    lower number.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT coalesce(max(id), 0) FROM statements_revision")
        return Line(cursor.fetchone()[0], timezone.localdate())


class Shelf(Generic[Key, Value]):
    """Values by key as they were read at one line of the history, at most so many."""

    def __init__(self, most: int) -> None:
        self._most = most
        # Replaced as one, so that threads never put what they read at one line among what is of another.
        self._held: tuple[Line | None, dict[Key, Value]] = None, {}

    def at(self, line: Line | None) -> dict[Key, Value]:
        """What is kept at this line; what is put there is kept with it. At no line nothing is."""
        if line is None:
            return {}
        held_at, held = self._held
        if held_at != line or len(held) >= self._most:
            held = {}
            self._held = line, held
        return held
