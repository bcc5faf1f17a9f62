"""Migrations leave no row other than its history says."""

import re
from importlib import import_module
from pathlib import Path

import pytest
from django.db.migrations import AddField, AlterField, RunSQL

import statements.migrations
from statements.models.revision import UNTRACKED

FOLDER = Path(statements.migrations.__file__).parent
NAMES = sorted(path.stem for path in FOLDER.glob("0*.py"))
# From here on there was a history.
FIRST = NAMES.index("0004_history") + 1


def operations_of(name):
    return import_module(f"statements.migrations.{name}").Migration.operations


def changed(name):
    """The tracked tables whose rows get another column by a migration."""
    fields = (op for op in operations_of(name) if isinstance(op, AddField | AlterField))
    return {op.model_name for op in fields if not (isinstance(op, AddField) and op.field.null)} - UNTRACKED


def noted(name):
    """The tables whose columns a migration notes in the history."""
    text = "".join(str(op.sql) for op in operations_of(name) if isinstance(op, RunSQL))
    return set(re.findall(r"statements_note_schema\('statements_(\w+)'\)", text))


@pytest.mark.parametrize("place", range(FIRST, len(NAMES)))
def test_columns_that_a_migration_adds_are_noted_in_the_history(place):
    later = set().union(*(noted(name) for name in NAMES[place:]))
    assert changed(NAMES[place]) - later == set()
