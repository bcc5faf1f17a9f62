"""Articles from files: a manifest (CSV or JSON Lines) that names them, or single text and HTML files.

Every row becomes an ArticleFile or a Refusal that says what is wrong, where, and how to mend it; one bad row never
stops the others.
"""

import re
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from statements.language.days import DayRange
from statements.sources.addresses import canonical_url
from statements.sources.published import parse_days
from statements.sources.rows import MAX_BYTES, BadRow, Row, read_rows

BASES = ("", "editor", "page metadata", "text", "url", "inferred")
RIGHTS = ("", "own", "open", "licensed", "excerpt", "none")
MANIFESTS = (".csv", ".jsonl")
MEDIA_TYPES = {".txt": "text/plain", ".html": "text/html", ".htm": "text/html"}
# The width of the archive's column for it.
MAX_OUTLET = 200
# Our judgement: newspaper headlines stay below 300 characters; beyond this, another cell slipped into the column.
MAX_HEADLINE = 1_000
# The language, and the region or script where it matters (BCP 47), within the 8 characters of the archive's column.
_LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,4})?")
_SURROGATE = re.compile(r"[\ud800-\udfff]")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")


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

    `outlet` is the outlet of single files; rows of a manifest name their own. Raises nothing: what cannot be read
    is refused.
    """
    try:
        yield from _read_path(path, outlet)
    except (OSError, BadRow) as error:
        yield Refusal(str(path), _reason(error))


def count_articles(path: Path) -> int:
    """How many articles and refusals read_articles will give for a path, found without opening the articles."""
    try:
        if path.is_dir():
            return len(_files_in(path)) or 1
        return sum(1 for _ in read_rows(path)) if path.suffix.lower() in MANIFESTS else 1
    except (OSError, BadRow):
        return 1


def _read_path(path: Path, outlet: str) -> Iterator[ArticleFile | Refusal]:
    if path.is_dir():
        files = _files_in(path)
        if not files:
            raise BadRow(
                "no .txt or .html file lies in it, and nothing else is read in a folder: name a manifest itself"
            )
        for child in files:
            yield from read_articles(child, outlet)
    elif not path.exists():
        raise BadRow("there is no such file or folder")
    elif path.suffix.lower() in MANIFESTS:
        for number, row in read_rows(path):
            where = f"{path}, line {number}"
            yield Refusal(where, row) if isinstance(row, str) else _article(where, row, path.parent)
    elif path.suffix.lower() in MEDIA_TYPES:
        yield _article(str(path), {"file": path.name, "outlet": outlet}, path.parent)
    else:
        raise BadRow("not a .csv or .jsonl manifest, nor a .txt or .html file")


def _files_in(folder: Path) -> list[Path]:
    return sorted(
        child for child in folder.iterdir() if child.suffix.lower() in MEDIA_TYPES and not child.is_dir()
    )


def _reason(error: Exception) -> str:
    return f"cannot be read: {error.strerror or error}" if isinstance(error, OSError) else str(error)


def _article(where: str, row: Row, folder: Path) -> ArticleFile | Refusal:
    try:
        row = {name: _cell(name, value) for name, value in row.items()}
        content, media_type = _content(row, folder)
        published = parse_days(row.get("published_on", ""), row.get("precision", ""), _tomorrow())
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


def _cell(name: str, value: str) -> str:
    """The value of a column without white space around it; names and headlines on one line. Raises BadRow."""
    if _SURROGATE.search(value):
        raise BadRow(f"{name} is not UTF-8: convert the manifest first")
    if name == "text":
        return value
    if control := _CONTROL.search(value):
        raise BadRow(f"{name} holds the control character U+{ord(control[0]):04X}: take it out")
    value = " ".join(value.split()) if name in ("outlet", "headline") else value.strip()
    longest = {"outlet": MAX_OUTLET, "headline": MAX_HEADLINE}.get(name)
    if longest and len(value) > longest:
        raise BadRow(f"{name} has {len(value)} characters: it may have {longest}")
    if name == "language" and value and not _LANGUAGE.fullmatch(value):
        raise BadRow(f"language is {value[:20]!r}: write a code such as en or pt-BR")
    return value


def _tomorrow() -> date:
    """The latest date that a page can bear: in the zones ahead of UTC the next day has begun."""
    return datetime.now(UTC).date() + timedelta(days=1)


def _content(row: Row, folder: Path) -> tuple[bytes, str]:
    name, text = row.get("file", ""), row.get("text", "")
    if bool(name) == bool(text):
        raise BadRow(
            "give either a file or a text, not both" if name else "neither a file nor a text is given"
        )
    media_type = "text/plain" if text else MEDIA_TYPES.get(Path(name).suffix.lower(), "")
    if not media_type:
        raise BadRow(f"{name} is neither a .txt nor an .html file")
    content = text.encode() if text else _read_file(folder / name)
    if len(content) > MAX_BYTES:
        raise BadRow(f"{name or 'the text'} is larger than {MAX_BYTES // 1_000_000} MB: that is no article")
    if not content.strip():
        raise BadRow(f"{name or 'the text'} is empty")
    if media_type == "text/plain":
        _check_text(content)
    return content, media_type


def _read_file(path: Path) -> bytes:
    """The bytes of a file, or one more than an article may have. Raises BadRow."""
    try:
        # A device or a pipe may go on for ever.
        if not stat.S_ISREG(path.stat().st_mode):
            raise BadRow(f"{path} is no file")
        with path.open("rb") as stream:
            return stream.read(MAX_BYTES + 1)
    except OSError as error:
        raise BadRow(f"{path} {_reason(error)}") from error


def _check_text(content: bytes) -> None:
    try:
        content.decode("utf-8")
    except UnicodeDecodeError as error:
        raise BadRow(
            f"the text is not UTF-8 (byte {error.start + 1} is 0x{content[error.start]:02X}): convert it first"
        ) from error
    if b"\0" in content:
        raise BadRow("the text holds NUL characters: it looks like a binary file")


def _one_of(row: Row, column: str, allowed: tuple[str, ...]) -> str:
    value = row.get(column, "")
    if value not in allowed:
        raise BadRow(f"{column} is {value!r}: it is one of {', '.join(allowed[1:])}")
    return value
