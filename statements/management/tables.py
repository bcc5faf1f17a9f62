"""The tables that operators hand over: CSV files with fixed columns, read whole before anything is written."""

import csv
from pathlib import Path

from django.core.exceptions import ValidationError
from django.core.management.base import CommandError
from django.db.models import Model

Row = dict[str, str]


def read_table(path: Path, columns: list[str]) -> list[tuple[str, Row]]:
    """The rows of a UTF-8 CSV file with exactly these columns, cells without white space around them.

    Each comes with the words for where it stands: its file and the line it starts on. Raises CommandError where the
    file cannot be read, lacks a column or rows, or a row has more cells than there are columns.
    """
    rows = []
    try:
        with path.open(encoding="utf-8-sig", newline="") as stream:
            reader = csv.DictReader(stream, restkey="beyond", restval="")
            found = set(reader.fieldnames or ())
            line = reader.line_num + 1
            for row in reader:
                rows.append((f"{path}, line {line}", row))
                line = reader.line_num + 1
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise CommandError(f"{path} cannot be read as a UTF-8 CSV file: {error}") from error
    if not rows or found != set(columns):
        raise CommandError(f"{path} needs the columns {', '.join(columns)} and at least one row")
    for where, row in rows:
        if "beyond" in row:
            raise CommandError(
                f"{where}: more cells than columns: put quotation marks around a cell with commas"
            )
    return [(where, {name: cell.strip() for name, cell in row.items()}) for where, row in rows]


def list_of(cell: str) -> list[str]:
    """The entries of a cell, which semicolons part."""
    return [entry.strip() for entry in cell.split(";") if entry.strip()]


def save_checked(entry: Model, where: str) -> None:
    """Saves an entry that passes the checks of its model. Raises CommandError with where it stands and its faults."""
    try:
        entry.full_clean()
    except ValidationError as error:
        faults = [
            f"{field.replace('_', ' ')}: {fault}" if field != "__all__" else fault
            for field, found in error.message_dict.items()
            for fault in found
        ]
        raise CommandError(f"{where}: {' '.join(faults)}") from error
    entry.save()
