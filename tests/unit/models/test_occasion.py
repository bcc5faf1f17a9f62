from datetime import date

from django.db.backends.postgresql.psycopg_any import DateRange

from statements.language.days import DayRange
from tests.factories import make_occasion


def save(**changes):
    occasion = make_occasion(held=date(2026, 2, 10))
    for field, value in changes.items():
        setattr(occasion, field, value)
    occasion.save()


def test_occasion_has_a_title(refused):
    with refused("occasion_has_a_title"):
        save(title="")


def test_occasion_date_has_a_basis(refused):
    with refused("occasion_date_has_a_basis"):
        save(held_basis="")


def test_occasion_date_says_something(refused):
    with refused("occasion_date_says_something"):
        save(held_on=DateRange())


def test_held_reads_back():
    days = DayRange(date(2026, 2, 10), None)
    occasion = make_occasion(held=days)
    occasion.refresh_from_db()
    assert occasion.held == days
