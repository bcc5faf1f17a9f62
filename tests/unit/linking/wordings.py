"""Wordings for the tests of linking; the people and places are invented."""

from datetime import date
from itertools import count

from statements.language.days import DayRange
from statements.linking import Wording

_keys = count(1)


def day(number, month=5):
    return DayRange.on(date(2031, month, number))


def wording(text, *, stated=None, printed=None, key=None, **more):
    """A wording by Anton Kreyle; `stated` is the day its text states, `printed` the day of its page."""
    key = key or next(_keys)
    more = {"speaker": "kreyle", "article": key} | more
    return Wording(
        key=key, text=text, said=stated or printed, is_stated=stated is not None, published=printed, **more
    )
