"""Tables as Parquet, for who has installed requirements-parquet.txt."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow
from pyarrow.parquet import ParquetWriter

from statements.search.export.fields import Field, Kind
from statements.search.export.rows import Row

TYPES: dict[Kind, Any] = {
    "text": pyarrow.string(),
    "list": pyarrow.list_(pyarrow.string()),
    "integer": pyarrow.int64(),
    "number": pyarrow.float64(),
    "date": pyarrow.date32(),
    "boolean": pyarrow.bool_(),
}
# Rows that are held in memory until they are written as one group.
GROUP = 10_000


@contextmanager
def parquet(path: Path, fields: tuple[Field, ...]) -> Iterator[Callable[[Row], None]]:
    """A Parquet file with these columns; gives what rows are handed to."""
    schema = pyarrow.schema([pyarrow.field(field.name, TYPES[field.kind]) for field in fields])
    dates = [field.name for field in fields if field.kind == "date"]
    held: list[Row] = []

    def write() -> None:
        writer.write_table(pyarrow.Table.from_pylist(held, schema))
        held.clear()

    def take(row: Row) -> None:
        days = {name: date.fromisoformat(row[name]) for name in dates if row[name]}
        held.append(row | days)
        if len(held) >= GROUP:
            write()

    with ParquetWriter(path, schema) as writer:
        yield take
        write()
