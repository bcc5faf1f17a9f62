"""Days in the words of a page."""

from datetime import date

import pytest

from statements.language.days import DayRange
from statements.search.plain import counted, when


@pytest.mark.parametrize(
    ("first", "last", "text", "machine"),
    [
        (date(2026, 2, 10), date(2026, 2, 10), "10 February 2026", "2026-02-10"),
        (None, date(2026, 2, 10), "by 10 February 2026", ""),
        (date(2026, 2, 10), None, "since 10 February 2026", ""),
        (date(2026, 2, 10), date(2026, 2, 12), "10 to 12 February 2026", ""),
        (date(2026, 1, 30), date(2026, 2, 2), "30 January 2026 to 2 February 2026", ""),
        (date(2025, 1, 1), date(2025, 12, 31), "2025", ""),
        (date(2024, 1, 1), date(2025, 12, 31), "2024 to 2025", ""),
    ],
)
def test_when(first, last, text, machine):
    said = when(DayRange(first, last), "stated in the text")
    assert (said.text, said.machine, said.basis) == (text, machine, "stated in the text")


def test_when_undated():
    assert when(None, "").text == "Undated"


def test_counted():
    assert [counted(n, "outlet") for n in (0, 1, 2000)] == ["0 outlets", "1 outlet", "2,000 outlets"]
