"""Phrases for days, and the days they mean."""

from datetime import date

import pytest

from statements.language.dates import find_day_phrases, resolve_days
from statements.language.days import DayRange
from statements.language.tables import language

ENGLISH = language("en")
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
        "in the week",
        "May said in May's own words",
        "next week",
        "the BBC's Today programme",
    ],
)
def test_find_day_phrases_finds_none(text):
    assert find_day_phrases(ENGLISH, text) == ()


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
    assert [phrase.words for phrase in find_day_phrases(ENGLISH, text)] == [words]


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
    assert resolve_days(ENGLISH, phrase, published) is None


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
    assert resolve_days(ENGLISH, phrase, PAGE) == (DayRange.on(day), basis)


@pytest.mark.parametrize(
    ("phrase", "first", "last", "basis"),
    [
        # a week begins on Sunday or on Monday, and nothing was said after the page was printed
        ("last week", date(2033, 4, 24), date(2033, 5, 1), "counted from the page date"),
        ("earlier this week", date(2033, 5, 1), date(2033, 5, 6), "counted from the page date"),
        ("last month", date(2033, 4, 1), date(2033, 4, 30), "counted from the page date"),
        ("in March", date(2033, 3, 1), date(2033, 3, 31), "month in the text, year from the page date"),
        ("in May", date(2033, 5, 1), date(2033, 5, 6), "month in the text, year from the page date"),
        ("in June", date(2032, 6, 1), date(2032, 6, 30), "month in the text, year from the page date"),
        ("in February 2032", date(2032, 2, 1), date(2032, 2, 29), "stated in the text"),
    ],
)
def test_resolve_days_of_a_week_or_a_month(phrase, first, last, basis):
    assert resolve_days(ENGLISH, phrase, PAGE) == (DayRange(first, last), basis)
    assert [found.words for found in find_day_phrases(ENGLISH, f"She said {phrase} that it rained")] == [
        phrase
    ]


@pytest.mark.parametrize(
    ("code", "text", "phrase", "day"),
    [
        ("de", "sagte Roe am Montag vor der Presse", "am Montag", date(2033, 5, 2)),
        ("de", "sagte Roe am Dienstagabend in Holm", "am Dienstagabend", date(2033, 5, 3)),
        ("de", "sagte Roe am 4. April", "am 4. April", date(2033, 4, 4)),
        ("de", "sagte Roe am Mittwoch, dem 4. Mai 2033,", "am Mittwoch, dem 4. Mai 2033", date(2033, 5, 4)),
        ("de", "hatte Roe gestern gesagt", "gestern", date(2033, 5, 5)),
        ("fr", "a dit Mme Roe lundi soir à Holm", "lundi soir", date(2033, 5, 2)),
        ("fr", "a dit Mme Roe mardi dernier à Holm", "mardi dernier", date(2033, 5, 3)),
        ("fr", "a dit Mme Roe le 1er avril", "le 1er avril", date(2033, 4, 1)),
        ("fr", "a-t-elle dit hier", "hier", date(2033, 5, 5)),
    ],
)
def test_days_of_other_languages_are_read_by_their_tables(code, text, phrase, day):
    known = language(code)
    assert [found.words for found in find_day_phrases(known, text)] == [phrase]
    found = resolve_days(known, phrase, PAGE)
    assert found is not None
    assert found[0] == DayRange.on(day)


@pytest.mark.parametrize(
    ("code", "text"),
    [("de", "am nächsten Montag"), ("fr", "lundi prochain"), ("fr", "chaque lundi"), ("de", "im Hafen")],
)
def test_find_day_phrases_of_other_languages_finds_none(code, text):
    assert find_day_phrases(language(code), text) == ()


def test_resolve_day_needs_no_page_for_a_full_date():
    assert resolve_days(ENGLISH, "4 April 2031", None) == (
        DayRange.on(date(2031, 4, 4)),
        "stated in the text",
    )


def test_resolve_day_takes_a_range_where_both_ends_agree():
    week = DayRange(date(2033, 5, 5), date(2033, 5, 6))
    assert resolve_days(ENGLISH, "on Wednesday", week) == (
        DayRange.on(date(2033, 5, 4)),
        "weekday in the text, week from the page date",
    )
