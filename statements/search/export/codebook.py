"""What every column of an export means."""

from collections.abc import Iterator, Sequence

from statements.search.export.fields import BETWEEN, Field
from statements.search.export.tables import csv_lines

COLUMNS = ("name", "type", "about", "how derived", "an empty value means")
TYPES = {
    "text": "text",
    "list": f"texts, “{BETWEEN.strip()}” between them",
    "integer": "integer",
    "number": "decimal number",
    "date": "date, YYYY-MM-DD",
    "boolean": "true or false",
}


def codebook(fields: Sequence[Field], coded: Sequence[str] = ()) -> Iterator[str]:
    """The codebook of some fields as CSV, and of the columns that are left empty for coders."""
    rows = codebook_rows(fields)
    rows += [
        (name, "text", "A column to be coded by hand.", "by the coder", "not coded yet") for name in coded
    ]
    return csv_lines(COLUMNS, rows)


def codebook_rows(fields: Sequence[Field]) -> list[tuple[str, ...]]:
    """For each field what stands under COLUMNS."""
    return [(field.name, TYPES[field.kind], field.about, field.how, field.missing) for field in fields]
