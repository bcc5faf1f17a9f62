"""The rows of a manifest, each with the line it starts on."""

import csv
import json
from collections.abc import Iterator
from itertools import zip_longest
from pathlib import Path

COLUMNS = (
    "file",
    "text",
    "outlet",
    "url",
    "headline",
    "published_on",
    "precision",
    "basis",
    "language",
    "rights",
)
# The longest newspaper page measured in common web corpora stays far below; larger files are no articles.
MAX_BYTES = 5_000_000

Row = dict[str, str]


class BadRow(ValueError):
    """A row or manifest that cannot be taken in; its message is for the operator."""


def read_rows(path: Path) -> Iterator[tuple[int, Row | str]]:
    """The rows of a .csv or .jsonl manifest with the lines they start on; for a row without sense, what is wrong.

    Bytes that are not UTF-8 become lone surrogates, so that one of them spoils no more than its row. Raises BadRow
    where the manifest as a whole cannot be read, and OSError.
    """
    rows = _csv_rows if path.suffix.lower() == ".csv" else _jsonl_rows
    return rows(path)


def _csv_rows(path: Path) -> Iterator[tuple[int, Row | str]]:
    rows = _csv_cells(path)
    _, columns = next(rows, (1, []))
    _check_columns(columns)
    for number, cells in rows:
        if len(cells) > len(columns):
            yield number, "more cells than columns: put quotation marks around a cell with commas"
        else:
            yield number, dict(zip_longest(columns, cells, fillvalue=""))


def _csv_cells(path: Path) -> Iterator[tuple[int, list[str]]]:
    csv.field_size_limit(MAX_BYTES)
    with path.open(encoding="utf-8-sig", errors="surrogateescape", newline="") as stream:
        reader = csv.reader(stream)
        while True:
            # The reader itself counts the line on which a row ends.
            start = reader.line_num + 1
            try:
                cells = next(reader)
            except StopIteration:
                return
            except csv.Error as error:
                raise BadRow(f"line {start}: {error}; nothing from there on was read") from error
            if cells:
                yield start, cells


def _check_columns(columns: list[str]) -> None:
    unknown = [name for name in columns if name not in COLUMNS]
    if not columns:
        fault = "the manifest is empty"
    elif len(columns) == 1 and any(mark in columns[0] for mark in ";\t"):
        fault = "separate the columns by commas"
    elif unknown:
        fault = f"unknown column {unknown[0]!r}"
    else:
        return
    raise BadRow(f"{fault}; a manifest is UTF-8 text with the columns {', '.join(COLUMNS)}")


def _jsonl_rows(path: Path) -> Iterator[tuple[int, Row | str]]:
    with path.open(encoding="utf-8-sig", errors="surrogateescape") as stream:
        for number, line in enumerate(stream, start=1):
            if line.strip():
                yield number, _json_row(line)


def _json_row(line: str) -> Row | str:
    try:
        row = json.loads(line)
    except (ValueError, RecursionError) as error:
        return f"no valid JSON: {error}"
    if not isinstance(row, dict):
        return "not a JSON object: write each article as {...} on its own line"
    unknown = [name for name in row if name not in COLUMNS]
    if unknown:
        return f"unknown key {unknown[0]!r}; the keys are {', '.join(COLUMNS)}"
    wrong = [name for name, value in row.items() if not isinstance(value, str | None)]
    return f"the value of {wrong[0]!r} is no text" if wrong else {k: v or "" for k, v in row.items()}
