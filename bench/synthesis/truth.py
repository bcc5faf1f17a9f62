"""What is true of a synthetic archive, line by line in one compressed file beside the database."""

import gzip
import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from bench.synthesis.world import World


def truth_path(folder: Path, world: World) -> Path:
    """Where the truth of an archive is kept once it is whole."""
    return folder / f"truth-{world.quotes}-{world.seed}.jsonl.gz"


def read_truth(path: Path) -> Iterator[dict[str, Any]]:
    """The lines of the truth, in no order of days.

    {"quote", "speaker", "said", "appearances"}: a quote's key, who said it (a speaker's key, also where the archive
    names nobody), when, and the keys of the appearances that print it, all of them.
    {"refrain", "quotes"}: a refrain's key and the keys of the quotes that hold its line.
    {"twins", "changed"}: the keys of two quotes that differ in a "number" or "negation" alone and are two statements.
    """
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def save_part(folder: Path, world: World, number: int, lines: list[dict[str, Any]]) -> None:
    """Keeps the truth of one chunk until all are there."""
    text = "".join(json.dumps(line) + "\n" for line in lines)
    path = _part(folder, world, number)
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_suffix(".new")
    unfinished.write_bytes(gzip.compress(text.encode(), 6, mtime=0))
    unfinished.rename(path)


def join_parts(folder: Path, world: World) -> Path:
    """Puts the truth of all chunks, in their order, into one file, which gzip reads as one; returns its path."""
    whole = truth_path(folder, world)
    if not whole.exists():
        unfinished = whole.with_suffix(".new")
        with unfinished.open("wb") as file:
            for number in range(world.chunks):
                file.write(_part(folder, world, number).read_bytes())
        unfinished.rename(whole)
    shutil.rmtree(_part(folder, world, 0).parent, ignore_errors=True)
    return whole


def forget(folder: Path, world: World) -> None:
    """Takes away the truth of an archive that was there before."""
    truth_path(folder, world).unlink(missing_ok=True)


def _part(folder: Path, world: World, number: int) -> Path:
    return folder / f"parts-{world.quotes}-{world.seed}" / f"{number:07}.gz"
