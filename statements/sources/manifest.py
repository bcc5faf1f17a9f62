"""Articles from files: a manifest (CSV or JSON Lines) that names them, or single text and HTML files.

Every row becomes an ArticleFile or a Refusal that says what is wrong, where, and how to mend it; one bad row never
stops the others.
"""

import calendar
import csv
import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from statements.language.days import DayRange
from statements.sources.addresses import canonical_url

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
BASES = ("", "editor", "page metadata", "text", "url", "inferred")
RIGHTS = ("", "own", "open", "licensed", "excerpt", "none")
PRECISIONS = ("", "day", "month", "year")
MEDIA_TYPES = {".txt": "text/plain", ".html": "text/html", ".htm": "text/html"}
# The longest newspaper page measured in common web corpora stays far below; larger files are no articles.
MAX_BYTES = 5_000_000


class BadRow(ValueError):
    """A row that cannot be taken in; its message is for the operator."""


@dataclass(frozen=True, slots=True)
class ArticleFile:
    """One article as it was handed over. Empty strings mean not known; `published` is the operator's word."""

    where: str
    content: bytes
    media_type: str
    outlet: str = ""
    url: str = ""
    headline: str = ""
    published: DayRange | None = None
    basis: str = ""
    language: str = ""
    rights: str = ""


@dataclass(frozen=True, slots=True)
class Refusal:
    """A row that was left out, and why."""

    where: str
    reason: str


def read_articles(path: Path, outlet: str = "") -> Iterator[ArticleFile | Refusal]:
    """The articles of one path: a .csv or .jsonl manifest, a .txt or .html file, or a folder of such files.

    `outlet` is the outlet of single files; rows of a manifest name their own.
    """
    if path.is_dir():
        for child in sorted(path.iterdir()):
            if child.suffix.lower() in MEDIA_TYPES:
                yield from read_articles(child, outlet)
    elif not path.exists():
        yield Refusal(str(path), "there is no such file or folder")
    elif path.suffix.lower() == ".csv":
        yield from _rows(path, _csv_rows)
    elif path.suffix.lower() == ".jsonl":
        yield from _rows(path, _jsonl_rows)
    elif path.suffix.lower() in MEDIA_TYPES:
        yield _article(str(path), {"file": path.name, "outlet": outlet}, path.parent)
    else:
        yield Refusal(str(path), "not a .csv or .jsonl manifest, nor a .txt or .html file")


Row = dict[str, str]


def count_articles(path: Path) -> int:
    """How many articles and refusals read_articles will give for a path, found without opening the articles."""
    if path.is_dir():
        return sum(child.suffix.lower() in MEDIA_TYPES for child in path.iterdir())
    rows = {".csv": _csv_rows, ".jsonl": _jsonl_rows}.get(path.suffix.lower())
    try:
        return sum(1 for _ in rows(path)) if rows else 1
    except (OSError, UnicodeDecodeError, csv.Error, BadRow):
        return 1


def _rows(
    path: Path, rows: Callable[[Path], Iterator[tuple[int, Row | str]]]
) -> Iterator[ArticleFile | Refusal]:
    try:
        for number, row in rows(path):
            where = f"{path}, line {number}"
            yield Refusal(where, row) if isinstance(row, str) else _article(where, row, path.parent)
    except (UnicodeDecodeError, csv.Error, BadRow) as error:
        yield Refusal(str(path), f"{error}; a manifest is UTF-8 text with the columns {', '.join(COLUMNS)}")


def _csv_rows(path: Path) -> Iterator[tuple[int, Row | str]]:
    csv.field_size_limit(MAX_BYTES)
    with path.open(encoding="utf-8-sig", newline="") as stream:
        reader = csv.DictReader(stream, restkey="")
        unknown = [name for name in reader.fieldnames or [] if name not in COLUMNS]
        if unknown or not reader.fieldnames:
            raise BadRow(f"unknown column {unknown[0]!r}" if unknown else "the manifest is empty")
        for row in reader:
            if "" in row:
                yield (
                    reader.line_num,
                    "more cells than columns: put quotation marks around a cell with commas",
                )
            else:
                yield reader.line_num, {name: value or "" for name, value in row.items()}


def _jsonl_rows(path: Path) -> Iterator[tuple[int, Row | str]]:
    with path.open(encoding="utf-8-sig") as stream:
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


def _article(where: str, row: Row, folder: Path) -> ArticleFile | Refusal:
    row = {name: value if name == "text" else value.strip() for name, value in row.items()}
    try:
        content, media_type = _content(row, folder)
        published = parse_days(row.get("published_on", ""), row.get("precision", ""))
        if row.get("url"):
            canonical_url(row["url"])
        return ArticleFile(
            where=where,
            content=content,
            media_type=media_type,
            outlet=row.get("outlet", ""),
            url=row.get("url", ""),
            headline=row.get("headline", ""),
            published=published,
            basis=_one_of(row, "basis", BASES) or ("editor" if published else ""),
            language=row.get("language", ""),
            rights=_one_of(row, "rights", RIGHTS),
        )
    except ValueError as error:
        return Refusal(where, str(error))


def _content(row: Row, folder: Path) -> tuple[bytes, str]:
    name, text = row.get("file", ""), row.get("text", "")
    if bool(name) == bool(text):
        raise BadRow(
            "give either a file or a text, not both" if name else "neither a file nor a text is given"
        )
    if text:
        content, media_type = text.encode("utf-8", "surrogatepass"), "text/plain"
    else:
        content, media_type = _read_file(folder / name), MEDIA_TYPES.get(Path(name).suffix.lower(), "")
    if not media_type:
        raise BadRow(f"{name} is neither a .txt nor an .html file")
    if not content.strip():
        raise BadRow(f"{name or 'the text'} is empty")
    if media_type == "text/plain":
        _check_text(content)
    return content, media_type


def _read_file(path: Path) -> bytes:
    try:
        if path.stat().st_size > MAX_BYTES:
            raise BadRow(f"{path} is larger than {MAX_BYTES // 1_000_000} MB: that is no article")
        return path.read_bytes()
    except (OSError, ValueError) as error:
        if isinstance(error, BadRow):
            raise
        raise BadRow(f"{path} cannot be read: {getattr(error, 'strerror', None) or error}") from error


def _check_text(content: bytes) -> None:
    try:
        content.decode("utf-8")
    except UnicodeDecodeError as error:
        raise BadRow(
            f"the text is not UTF-8 (byte {error.start + 1} is 0x{content[error.start]:02X}): convert it first"
        ) from error
    if b"\0" in content:
        raise BadRow("the text holds NUL characters: it looks like a binary file")


def parse_days(text: str, precision: str = "") -> DayRange | None:
    """The days of "2031", "2031-05" or "2031-05-17"; a precision coarser than the date widens it. None for "".

    Raises ValueError, with the reason, for what is no such date or a precision that the date does not have.
    """
    if precision not in PRECISIONS:
        raise BadRow(f"precision is {precision!r}: it is one of day, month, year")
    if not text:
        return None
    match = re.fullmatch(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?", text)
    if not match:
        raise BadRow(f"published_on is {text!r}: write 2031, 2031-05 or 2031-05-17")
    given = ("year", "month", "day")[sum(part is not None for part in match.groups()) - 1]
    order = ("year", "month", "day")
    precision = precision or given
    if order.index(precision) > order.index(given):
        raise BadRow(f"published_on {text!r} names no {precision}, but precision says so")
    year, month, day = (int(part or 1) for part in match.groups())
    try:
        return _widened(date(year, month, day), precision)
    except ValueError as error:
        raise BadRow(f"published_on is {text!r}: {error}") from error


def _widened(day: date, precision: str) -> DayRange:
    if precision == "day":
        return DayRange.on(day)
    if precision == "month":
        return DayRange(day.replace(day=1), day.replace(day=calendar.monthrange(day.year, day.month)[1]))
    return DayRange(date(day.year, 1, 1), date(day.year, 12, 31))


def _one_of(row: Row, column: str, allowed: tuple[str, ...]) -> str:
    value = row.get(column, "")
    if value not in allowed:
        raise BadRow(f"{column} is {value!r}: it is one of {', '.join(allowed[1:])}")
    return value
