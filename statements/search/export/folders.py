"""A folder of files that is there as a whole or not at all, with a checksum for each file."""

import gzip
import hashlib
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, cast

SUMS = "SHA256SUMS"
PIECE = 1 << 20


class FolderTrouble(Exception):
    """A folder that cannot be written or read: what is wrong with it, and what to do."""


@contextmanager
def whole_folder(path: Path, mode: int = 0o755) -> Iterator[Path]:
    """A new folder to write into, which bears its name once all is written; after an error nothing is left.

    Its files get their checksums at the end. Raises FolderTrouble where something is at the path already.
    """
    if path.exists() and (not path.is_dir() or any(path.iterdir())):
        raise FolderTrouble(
            f"{path} is there already and not empty: name a new folder, or take it away first."
        )
    unfinished = path.with_name(f"{path.name}.unfinished")
    try:
        shutil.rmtree(unfinished, ignore_errors=True)
        unfinished.mkdir(parents=True, mode=mode)
        yield unfinished
        (unfinished / SUMS).write_text("".join(sums_of(unfinished)))
        unfinished.replace(path)
    except OSError as error:
        raise FolderTrouble(f"{error.filename or path} cannot be written: {error.strerror}.") from error
    finally:
        shutil.rmtree(unfinished, ignore_errors=True)


@contextmanager
def packed(path: Path) -> Iterator[IO[bytes]]:
    """A gzip file to write bytes to: the same bytes make the same file, whenever it is made."""
    with path.open("wb") as file, gzip.GzipFile("", "wb", 6, file, mtime=0) as zipped:
        yield cast(IO[bytes], zipped)


def unpacked(path: Path) -> Iterator[bytes]:
    """The bytes of such a file, piece by piece."""
    with gzip.open(path) as file:
        while piece := file.read(PIECE):
            yield piece


def write_lines(path: Path, lines: Iterable[str]) -> None:
    """Text, line by line, packed where the name ends in .gz."""
    if path.suffix == ".gz":
        with packed(path) as file:
            file.writelines(line.encode() for line in lines)
    else:
        with path.open("w", encoding="utf-8", newline="") as text:
            text.writelines(lines)


def digest_of(path: Path) -> str:
    """The SHA-256 of a file, in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def sums_of(folder: Path) -> Iterator[str]:
    """A line for every file in a folder, as sha256sum writes it."""
    for path in sorted(folder.iterdir()):
        if path.name != SUMS:
            yield f"{digest_of(path)}  {path.name}\n"


def check_sums(folder: Path) -> None:
    """Raises FolderTrouble where a file is missing, another than it was, or of no name that the folder's list has."""
    try:
        said = (folder / SUMS).read_text().splitlines(keepends=True)
    except OSError as error:
        raise FolderTrouble(
            f"{folder / SUMS} cannot be read ({error.strerror}): is this a whole export?"
        ) from error
    if wrong := sorted({line.split("  ")[1].strip() for line in {*said} ^ {*sums_of(folder)}}):
        raise FolderTrouble(
            f"{folder / wrong[0]} is missing, is not as it was exported, or does not belong there: "
            "take the folder from where it was exported to once more."
        )
