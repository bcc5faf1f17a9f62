"""The days that a manifest gives for a publication."""

from datetime import date

import pytest

from statements.language.days import DayRange
from statements.sources.published import parse_days

TOMORROW = date(2026, 3, 15)


@pytest.mark.parametrize(
    ("text", "precision", "reason"),
    [
        ("last week", "", "write 2021, 2021-05 or 2021-05-17"),
        ("17.05.2021", "", "write 2021"),
        ("20210517", "", "write 2021"),
        ("2021-02-30", "", "out of range|day is out"),
        ("2021-13", "", "month must be"),
        ("0000", "", "published_on is '0000'"),
        ("2021", "day", "names no day"),
        ("2021-05", "day", "names no day"),
        ("2021", "hour", "one of day, month, year"),
        ("", "hour", "one of day, month, year"),
        ("1604-12-31", "", "older than 1605"),
        ("0001-01-01", "", "older than 1605"),
        ("2026-03-16", "", "still to come"),
        ("2026-04", "", "still to come"),
        ("2027", "", "still to come"),
        ("9999-12", "", "still to come"),
        ("9999-12-31", "", "still to come"),
        ("9999-12-31", "year", "still to come"),
    ],
)
def test_parse_days_refuses(text, precision, reason):
    with pytest.raises(ValueError, match=reason):
        parse_days(text, precision, TOMORROW)


@pytest.mark.parametrize(
    ("text", "precision", "days"),
    [
        ("", "", None),
        ("2021", "", DayRange(date(2021, 1, 1), date(2021, 12, 31))),
        ("2024-02", "", DayRange(date(2024, 2, 1), date(2024, 2, 29))),
        ("2021-05-17", "", DayRange.on(date(2021, 5, 17))),
        ("2021-05-17", "day", DayRange.on(date(2021, 5, 17))),
        ("2021-05-17", "month", DayRange(date(2021, 5, 1), date(2021, 5, 31))),
        ("2021-05-17", "year", DayRange(date(2021, 1, 1), date(2021, 12, 31))),
        ("1605", "", DayRange(date(1605, 1, 1), date(1605, 12, 31))),
        ("2026-03-15", "", DayRange.on(TOMORROW)),
        ("2026-03", "", DayRange(date(2026, 3, 1), date(2026, 3, 31))),
    ],
)
def test_parse_days(text, precision, days):
    assert parse_days(text, precision, TOMORROW) == days
