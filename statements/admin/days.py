"""Days as editors write and read them: the first and the last one, both included."""

from datetime import timedelta
from typing import Any

from django.contrib.admin.widgets import AdminDateWidget
from django.contrib.postgres.forms import DateRangeField, RangeWidget
from django.db.backends.postgresql.psycopg_any import DateRange
from django.utils.formats import date_format

from statements.language.days import DayRange
from statements.models.dated import from_column


class DaysWidget(RangeWidget):
    """Two boxes, for the first and the last day."""

    def __init__(self) -> None:
        super().__init__(AdminDateWidget())
        for box, label in zip(self.widgets, ("First day", "Last day"), strict=True):
            box.attrs["aria-label"] = label

    def decompress(self, value: Any) -> tuple[Any, Any]:
        days = from_column(value) if isinstance(value, DateRange) else None
        return (days.first, days.last) if days else (None, None)


class DaysField(DateRangeField):
    """A range of days. One day has the same first and last; an empty box is an open end."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs["widget"] = DaysWidget()
        kwargs["help_text"] = kwargs.get("help_text") or "First and last day, both included."
        super().__init__(**kwargs)

    def prepare_value(self, value: Any) -> Any:
        return list(self.widget.decompress(value)) if isinstance(value, DateRange) else value

    def compress(self, values: Any) -> DateRange | None:
        days = super().compress(values)
        if days is None or days.upper is None:
            return days
        return DateRange(days.lower, days.upper + timedelta(days=1))


def shown(days: DayRange | None) -> str:
    """A range of days in words, for a column of a list."""
    if days is None:
        return "not known"
    first, last = (date_format(day, "j M Y") if day else "" for day in (days.first, days.last))
    if days.is_day:
        return first
    if first and last:
        return f"{first} – {last}"
    return f"from {first}" if first else f"until {last}"
