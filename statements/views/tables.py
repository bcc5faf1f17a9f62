"""Tables as CSV, as spreadsheets and statistics programs open them."""

from collections.abc import Iterable, Sequence

from django.http import StreamingHttpResponse

from statements.search.export.tables import csv_lines


def csv_response(name: str, columns: Sequence[str], rows: Iterable[Sequence[str]]) -> StreamingHttpResponse:
    """A file NAME.csv, sent row by row."""
    return StreamingHttpResponse(
        csv_lines(columns, rows),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}.csv"'},
    )
