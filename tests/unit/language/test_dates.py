"""Phrases for days, and the days they mean."""

from datetime import date

import pytest

from statements.language.dates import find_day_phrases, resolve_day
from statements.language.days import DayRange

PAGE = DayRange.on(date(2033, 5, 6))  # a Friday


@pytest.mark.parametrize(
    "text",
    [
        "next Friday",
        "by Monday",
        "every Sunday",
        "Monday's talks",
        "in 2033",
        "may 2033",
        "version 4.10",
        "Marching",
    ],
)
def test_find_day_phrases_finds_none(text):
    assert find_day_phrases(text) == ()


@pytest.mark.parametrize(
    "words",
    [
        "on 4 April",
        "on Wednesday",
        "on Monday night",
        "last Tuesday",
        "on Feb. 14, 2031",
        "3 May 2033",
        "on Wednesday, 4 May 2033",
        "2033-05-04",
        "yesterday",
    ],
)
def test_find_day_phrases_finds_whole_phrases(words):
    text = f"She said {words} that it rained."
    assert [phrase.words for phrase in find_day_phrases(text)] == [words]


@pytest.mark.parametrize(
    ("phrase", "published"),
    [
        ("on Wednesday", None),
        ("on 4 April", None),
        ("yesterday", None),
        ("on Wednesday", DayRange(None, date(2033, 5, 6))),
        ("on Wednesday", DayRange(date(2033, 5, 1), date(2033, 5, 20))),
        ("31 April 2033", PAGE),
        ("some day", PAGE),
        ("29 February", PAGE),
    ],
)
def test_resolve_day_leaves_unknown(phrase, published):
    assert resolve_day(phrase, published) is None


@pytest.mark.parametrize(
    ("phrase", "day", "basis"),
    [
        ("on 4 April 2031", date(2031, 4, 4), "stated in the text"),
        ("on Feb. 14, 2031", date(2031, 2, 14), "stated in the text"),
        ("2033-05-04", date(2033, 5, 4), "stated in the text"),
        ("on Wednesday", date(2033, 5, 4), "weekday in the text, week from the page date"),
        ("on Friday", date(2033, 5, 6), "weekday in the text, week from the page date"),
        ("on Saturday night", date(2033, 4, 30), "weekday in the text, week from the page date"),
        ("on 4 April", date(2033, 4, 4), "day in the text, year from the page date"),
        ("on December 24", date(2032, 12, 24), "day in the text, year from the page date"),
        ("on Wednesday, May 4", date(2033, 5, 4), "day in the text, year from the page date"),
        ("yesterday", date(2033, 5, 5), "counted from the page date"),
        ("today", date(2033, 5, 6), "counted from the page date"),
    ],
)
def test_resolve_day_counts_back_from_the_page(phrase, day, basis):
    assert resolve_day(phrase, PAGE) == (DayRange.on(day), basis)


def test_resolve_day_needs_no_page_for_a_full_date():
    assert resolve_day("4 April 2031", None) == (DayRange.on(date(2031, 4, 4)), "stated in the text")


def test_resolve_day_takes_a_range_where_both_ends_agree():
    week = DayRange(date(2033, 5, 5), date(2033, 5, 6))
    assert resolve_day("on Wednesday", week) == (
        DayRange.on(date(2033, 5, 4)),
        "weekday in the text, week from the page date",
    )
