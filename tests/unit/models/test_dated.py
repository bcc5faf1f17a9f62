from datetime import date

import pytest
from django.db.backends.postgresql.psycopg_any import DateRange

from statements.language.days import DayRange
from statements.models import Occasion
from statements.models.dated import from_column, to_column
from tests.factories import make_occasion

TENTH, TWELFTH = date(2026, 2, 10), date(2026, 2, 12)


@pytest.mark.parametrize("column", [None, DateRange(), DateRange(empty=True)])
def test_from_column_nothing_known(column):
    assert from_column(column) is None


def test_to_column_nothing_known():
    assert to_column(None) is None


RANGES = [DayRange.on(TENTH), DayRange(TENTH, TWELFTH), DayRange(TENTH, None), DayRange(None, TWELFTH)]


@pytest.mark.parametrize("days", RANGES, ids=["day", "range", "from", "until"])
def test_to_column_and_back(days):
    assert from_column(to_column(days)) == days


@pytest.mark.parametrize("days", RANGES, ids=["day", "range", "from", "until"])
def test_to_column_and_back_through_the_database(days):
    occasion = make_occasion(held=days)
    assert from_column(Occasion.objects.get(pk=occasion.pk).held_on) == days


def test_from_column_takes_a_range_with_both_ends_included():
    assert from_column(DateRange(TENTH, TWELFTH, "[]")) == DayRange(TENTH, TWELFTH)


def test_to_column_finds_its_days_and_no_others():
    make_occasion(held=DayRange(TENTH, TWELFTH))
    assert Occasion.objects.filter(held_on__contains=TWELFTH).exists()
    assert not Occasion.objects.filter(held_on__contains=date(2026, 2, 13)).exists()
