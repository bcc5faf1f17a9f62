"""The files of an export: a new format is a function and a line in FORMATS."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils import timezone

from statements.citations.cited import cited, with_citations
from statements.citations.styles.biblatex import MEDIA_TYPE as BIBLATEX
from statements.citations.styles.biblatex import biblatex
from statements.citations.styles.reference import Reference
from statements.citations.styles.ris import MEDIA_TYPE as RIS
from statements.citations.styles.ris import ris
from statements.models import Quote
from statements.search.engine import Query
from statements.search.export.archives import zip_of_parts
from statements.search.export.codebook import codebook
from statements.search.export.fields import ROWS
from statements.search.export.rows import Draw, batches, keys_of, read_rows
from statements.search.export.tables import rows_as_csv, rows_as_lines

SPREADSHEET = "text/csv"


@dataclass(frozen=True, slots=True)
class Export:
    """What is taken out: the quotes of a query, or those drawn of them, as one of ROWS, with empty columns `coded`.
    `source` is the address of the search.
    """

    query: Query
    rows: str
    source: str
    draw: Draw | None = None
    coded: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Format:
    """A form of an export: its name, its media type, how it is written; `is_of_quotes`: it has no other rows."""

    label: str
    media_type: str
    write: Callable[[Export, Sequence[int]], Iterator[str]]
    is_of_quotes: bool = False


def _csv(export: Export, keys: Sequence[int]) -> Iterator[str]:
    return rows_as_csv(ROWS[export.rows], read_rows(export.rows, keys), export.coded)


def _lines(export: Export, keys: Sequence[int]) -> Iterator[str]:
    return rows_as_lines(ROWS[export.rows], read_rows(export.rows, keys), export.coded)


def _references(write: Callable[[Reference], str]) -> Callable[[Export, Sequence[int]], Iterator[str]]:
    def lines(_: Export, keys: Sequence[int]) -> Iterator[str]:
        today = timezone.localdate()
        for batch in batches(keys):
            yield from (write(reference) for reference in _cited(batch, today))

    return lines


def _cited(keys: Sequence[int], seen: date) -> Iterator[Reference]:
    rows = with_citations(Quote.objects.published().filter(pk__in=[*keys])).in_bulk()
    return (cited(rows[key], seen) for key in keys if key in rows)


# By what the address of an export ends with.
FORMATS = {
    "csv": Format("CSV", SPREADSHEET, _csv),
    "jsonl": Format("JSON Lines", "application/jsonl", _lines),
    "bib": Format("BibLaTeX", BIBLATEX, _references(biblatex), is_of_quotes=True),
    "ris": Format("RIS", RIS, _references(ris), is_of_quotes=True),
}


def lines_of(export: Export, form: str) -> Iterator[str]:
    """An export in one of FORMATS. Its head comes before anything is searched."""
    return FORMATS[form].write(export, _Keys(export))


class _Keys(Sequence[int]):
    """The keys of an export, looked up when the first of them is asked for."""

    def __init__(self, export: Export) -> None:
        self._export = export
        self._found: Sequence[int] | None = None

    @property
    def found(self) -> Sequence[int]:
        if self._found is None:
            self._found = keys_of(self._export.query, "newest", self._export.draw)
        return self._found

    def __getitem__(self, place: Any) -> Any:
        return self.found[place]

    def __len__(self) -> int:
        return len(self.found)


def zip_of(export: Export, form: str) -> Iterator[bytes]:
    """An export with its codebook and a page about it, in one archive that is sent while it is written."""
    keys = _Keys(export)
    return zip_of_parts(
        {
            "codebook.csv": codebook(ROWS[export.rows], export.coded),
            f"{export.rows}.{form}": FORMATS[form].write(export, keys),
            "about.txt": _about(export, keys),
        }
    )


def _about(export: Export, keys: Sequence[int]) -> Iterator[str]:
    yield f"Statement Archive, {timezone.now():%Y-%m-%d %H:%M} UTC\n"
    yield f"The search: {export.source}\n"
    yield f"Statements: {len(keys)}\n"
    if draw := export.draw:
        each = f" of each {draw.strata.name.lower().replace('_', ' ')}" if draw.strata else ""
        yield f"Drawn by lot: {draw.number}{each}, seed “{draw.seed}”. The same seed draws the same again.\n"
    yield f"Rows: {export.rows}; what their columns mean is in codebook.csv.\n"
    yield "UTF-8. In CSV a quotation mark stands before a cell that a spreadsheet would take for a formula.\n"
    yield "Counts are counts of what this archive holds, never of all that was said or printed.\n"
