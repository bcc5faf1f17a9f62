"""Rows as text that spreadsheets, R, pandas and scripts open as it is."""

import csv
import json
from collections.abc import Iterable, Iterator, Sequence
from io import StringIO
from typing import Any

from statements.search.export.fields import BETWEEN, Field
from statements.search.export.rows import Row

# A spreadsheet would take what begins so for a formula. With a quotation mark before it, it is text.
FORMULA = ("=", "+", "-", "@", "\t", "\r")
# By this spreadsheets know UTF-8.
MARK = "\ufeff"


def csv_lines(columns: Sequence[str], rows: Iterable[Sequence[str]], mark: str = MARK) -> Iterator[str]:
    """A table as CSV (RFC 4180), its head first, behind the mark; formulas are made harmless."""
    yield mark + _line(columns)
    yield from map(_line, rows)


def rows_as_csv(
    fields: Sequence[Field], rows: Iterable[Row], coded: Sequence[str] = (), mark: str = MARK
) -> Iterator[str]:
    """Rows as CSV, with empty columns at the end for what somebody will code by hand."""
    empty = [""] * len(coded)
    cells = ([*(_cell(row[field.name]) for field in fields), *empty] for row in rows)
    return csv_lines([*(field.name for field in fields), *coded], cells, mark)


def rows_as_lines(fields: Sequence[Field], rows: Iterable[Row], coded: Sequence[str] = ()) -> Iterator[str]:
    """Rows as JSON, one on each line."""
    empty = dict.fromkeys(coded)
    for row in rows:
        held = {field.name: row[field.name] for field in fields}
        yield json.dumps(held | empty, ensure_ascii=False) + "\n"


def _cell(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        return BETWEEN.join(map(str, value))
    return "" if value is None else str(value)


def _line(cells: Sequence[str]) -> str:
    out = StringIO()
    csv.writer(out).writerow([f"'{cell}" if cell.startswith(FORMULA) else cell for cell in cells])
    return out.getvalue()
