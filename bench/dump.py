"""The whole archive as files and back: how fast, in what memory, and whether all is the same afterwards.

usage: python bench/dump.py --quotes 100000 [--seed 1]

Wants the archive that bench/synthetic.py made with the same --quotes and --seed. Writes the public and the private
export of it, imports the private one into a new database, writes both once more and compares them byte by byte. Each
step runs in a process of its own. Writes dump.json beside this file: seconds, megabytes on disk, the memory that the
process had in the end, and whether the files are equal.
"""

import argparse
import filecmp
import json
import os
import resource
import sys
import tempfile
import time
from multiprocessing import get_context
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
from psycopg import sql

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "archive.settings")

import django  # noqa: E402

django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402

from archive.database import connection_settings, with_session_settings  # noqa: E402
from bench.synthetic import open_empty  # noqa: E402

SECOND = "archive_of_bench_dump"


def timed(command: str, folder: Path, **options: bool) -> dict[str, float]:
    """How a command on a folder went."""
    began = time.monotonic()
    call_command(command, folder, verbosity=0, **options)
    size = sum(path.stat().st_size for path in folder.iterdir())
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000
    return {"seconds": round(time.monotonic() - began), "MB": round(size / 1e6), "memory": round(peak)}


def export(url: str, folder: Path, private: bool) -> dict[str, float]:
    """An export of the database."""
    go_to(url)
    return timed("export_archive", folder, private=private)


def bring_in(url: str, private: Path, again: Path, public: Path) -> dict[str, float]:
    """An import into the database, which is exported once more."""
    go_to(url)
    result = timed("import_archive", private)
    call_command("export_archive", again, private=True, verbosity=0)
    call_command("export_archive", public, verbosity=0)
    return result


def go_to(url: str) -> None:
    """Django's connection leads to this database."""
    login = with_session_settings(connection_settings(url), **{"archive.actor": "bench/dump.py"})
    connection.settings_dict.update(login)


def is_equal(one: Path, other: Path) -> bool:
    """Whether two folders hold the same files."""
    names = sorted(path.name for path in one.iterdir())
    same, *_ = filecmp.cmpfiles(one, other, names, shallow=False)
    return same == names == sorted(path.name for path in other.iterdir())


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--quotes", type=int, required=True)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    url = open_empty(f"synthetic_{given.quotes}_{given.seed}")
    second = urlsplit(url)._replace(path=f"/{SECOND}").geturl()
    with psycopg.connect(url, autocommit=True) as owner:
        owner.execute(sql.SQL("DROP DATABASE IF EXISTS {}").format(sql.Identifier(SECOND)))
        owner.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(SECOND)))
    with tempfile.TemporaryDirectory() as name, get_context("spawn").Pool(1, maxtasksperchild=1) as pool:
        folder = Path(name)
        public, private = folder / "public", folder / "private"
        result = {
            "public": pool.apply(export, (url, public, False)),
            "private": pool.apply(export, (url, private, True)),
            "import": pool.apply(bring_in, (second, private, folder / "private-2", folder / "public-2")),
            "public files equal": is_equal(public, folder / "public-2"),
            "private files equal": is_equal(private, folder / "private-2"),
        }
    with psycopg.connect(url, autocommit=True) as owner:
        owner.execute(sql.SQL("DROP DATABASE {}").format(sql.Identifier(SECOND)))
    text = json.dumps({f"{given.quotes} quotes": result}, indent=2)
    (HERE / "dump.json").write_text(text + "\n")
    print(text)


if __name__ == "__main__":
    main()
