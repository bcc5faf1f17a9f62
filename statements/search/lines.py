"""What lists read again and again, kept as long as no line is added to the history of the archive."""

from collections.abc import Hashable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
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


_of_page: ContextVar[Line | None] = ContextVar("line", default=None)


def last_line() -> Line:
    """Where the history stands, or stood when a page was begun. Writers come one after the other (citations.writing),
    so no line is added later with a lower number.
    """
    if line := _of_page.get():
        return line
    with connection.cursor() as cursor:
        cursor.execute("SELECT coalesce(max(id), 0) FROM statements_revision")
        return Line(cursor.fetchone()[0], timezone.localdate())


@contextmanager
def one_page() -> Iterator[Line]:
    """While a page, or a part of it, is made the last line is asked for once."""
    token = _of_page.set(last_line())
    try:
        yield last_line()
    finally:
        _of_page.reset(token)


class Shelf(Generic[Key, Value]):
    """Values by key as they were read at one line of the history, at most so many."""

    def __init__(self, most: int) -> None:
        self._most = most
        # Replaced as one, so that threads never put what they read at one line among what is of another.
        self._kept: tuple[Line | None, dict[Key, Value]] = None, {}

    def held(self) -> dict[Key, Value]:
        """What is kept at the last line. What is read after this was called may be put there: what comes between is
        newer than the line, and is forgotten with the next.
        """
        line = last_line()
        kept_at, kept = self._kept
        if kept_at != line or len(kept) >= self._most:
            kept = {}
            self._kept = line, kept
        return kept
