"""Values of columns, as the history keeps them, in words."""

import json
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Any

from django.contrib.auth.models import User
from django.contrib.postgres.fields import DateRangeField
from django.db import models

from statements.language.days import DayRange
from statements.models import Act, Appearance, Article, Quote, WireGroup
from statements.search.plain import when

# Columns that follow from others, or that only programs can read.
UNTOLD = {"id", "slug", "folded", "carried", "spans", "search", "added_at", "made_at", "features"}
# What is loaded to name a row without a query for each.
NEEDED = {
    Appearance: ["reading__article__outlet"],
    Act: ["by"],
    Article: ["outlet"],
    WireGroup: ["agency"],
}
# Large columns that a name does not need.
UNNEEDED = {Appearance: ["reading__text", "reading__blocks"], Quote: ["search"]}
NOTHING = "–"

Model = type[models.Model]
Names = Mapping[tuple[Model, int], str]


def field_of(model: Model, column: str) -> Any:
    """The field that a column of a model's table belongs to; None for a column that it does not have any more."""
    return next((field for field in model._meta.concrete_fields if field.column == column), None)


def target_of(model: Model, column: str) -> Model | None:
    """The model that a column points to, if it is a foreign key."""
    field = field_of(model, column)
    return field.related_model if field is not None and field.is_relation else None


def is_shown(model: Model, column: str) -> bool:
    """Whether people can make something of a column."""
    return column not in UNTOLD and not isinstance(field_of(model, column), models.BinaryField)


def label_of(model: Model, column: str) -> str:
    """What a column is called."""
    field = field_of(model, column)
    label = str(field.verbose_name) if field is not None else column.replace("_", " ")
    return label[:1].upper() + label[1:]


def names_of(keys: Mapping[Model, Iterable[int]]) -> dict[tuple[Model, int], str]:
    """The names of rows by model and key, in one query a model."""
    named = {}
    for model, wanted in keys.items():
        rows = model._default_manager.select_related(*NEEDED.get(model, [])).defer(*UNNEEDED.get(model, []))
        for key, row in rows.in_bulk(list(wanted)).items():
            named[model, key] = _name(row)
    return named


def in_words(model: Model, column: str, value: Any, named: Names) -> str:
    """One value. A foreign key is told by the name of what it points to, or by its number where that is gone."""
    if value in (None, "", [], {}):
        return NOTHING
    field = field_of(model, column)
    target = target_of(model, column)
    if target is not None:
        return named.get((target, value), f"number {value}")
    if isinstance(value, bool):
        return "yes" if value else "no"
    if field is not None and field.choices:
        return str(dict(field.flatchoices).get(value, value))
    if isinstance(field, DateRangeField):
        return _days(value)
    if isinstance(field, models.FloatField):
        return f"{value:.0%}"  # shares and scores, all of them
    if isinstance(field, models.DateTimeField):
        return f"{value[:16].replace('T', ' ')} UTC"
    return _plain(value)


def _plain(value: Any) -> str:
    if isinstance(value, list) and all(isinstance(part, str) for part in value):
        return ", ".join(value)
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _days(column: str) -> str:
    """A range in PostgreSQL's half-open form: "[2031-05-14,2031-05-15)"; an end that is not known is empty."""
    first, last = (date.fromisoformat(end) if end else None for end in column.strip("[]()").split(","))
    return when(DayRange(first, last - timedelta(days=1) if last else None), "").text


def _name(row: models.Model) -> str:
    if isinstance(row, Appearance):
        return f"“{row}” in {row.reading.article.outlet}"
    if isinstance(row, Quote):
        return f"“{row}”" + (f" (/q/{row.public_id})" if row.public_id else "")
    return row.get_username() if isinstance(row, User) else str(row)
