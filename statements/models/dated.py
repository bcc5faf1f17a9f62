"""Days with their basis: no date stands in the archive without a word on how it is known."""

from datetime import timedelta
from typing import Any

from django.db import models
from django.db.backends.postgresql.psycopg_any import DateRange

from statements.language.days import DayRange


def to_column(days: DayRange | None) -> DateRange | None:
    """What a date range column takes: PostgreSQL's half-open form."""
    if days is None:
        return None
    return DateRange(days.first, days.last + timedelta(days=1) if days.last else None)


def from_column(column: Any) -> DayRange | None:
    """The days of a date range column, both ends included; None where nothing is known.

    A range that was written with both ends included and not read back since is taken as well.
    """
    if column is None or column.isempty or (column.lower is None and column.upper is None):
        return None
    last = column.upper
    if last is not None and not column.upper_inc:
        last -= timedelta(days=1)
    return DayRange(column.lower, last)


def dated_check(days: str, basis: str, *, name: str, unknown: str = "") -> models.CheckConstraint:
    """The constraint that days and their basis come together: a basis for every date, `unknown` for none."""
    return models.CheckConstraint(
        condition=models.Q(**{f"{days}__isnull": True, basis: unknown})
        | (models.Q(**{f"{days}__isnull": False}) & ~models.Q(**{basis: unknown})),
        name=name,
        violation_error_message="A date needs its basis, and a basis needs its date.",
    )


def not_empty_check(days: str, *, name: str) -> models.CheckConstraint:
    """The constraint that a range of days is not empty and not open at both ends: such a range says nothing."""
    open_ended = models.Q(**{f"{days}__startswith__isnull": True, f"{days}__endswith__isnull": True})
    return models.CheckConstraint(
        condition=models.Q(**{f"{days}__isnull": True}) | ~open_ended,
        name=name,
        violation_error_message="A range of days needs a first or a last day.",
    )
