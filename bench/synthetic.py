"""Fills a database with a synthetic archive: what invented speakers said, in the articles of invented outlets.

usage: python bench/synthetic.py --quotes 1000000 [--seed 1] [--processes 2] [--measure]

Into the database that DATABASE_URL names, which has to be empty (with DATABASE_OWNER_URL, where the tables are another
role's), or else into one of its own on the embedded server, such as synthetic_1000000_1. Stopped or killed at any
moment, the same command goes on where it was. What is true of the archive is written below var/synthetic;
`bench.synthesis.truth.read_truth` reads it.
"""

import argparse
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import psycopg
from psycopg import sql
from tqdm import tqdm

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))

from archive.database import DatabaseProblem, open_database  # noqa: E402
from archive.settings import VAR_DIR  # noqa: E402
from bench.synthesis.database import Refused, connect  # noqa: E402
from bench.synthesis.load import load  # noqa: E402
from bench.synthesis.world import World  # noqa: E402

RESULTS = HERE / "synthetic.json"
_TABLES = """SELECT relname, pg_table_size(relid), pg_indexes_size(relid) FROM pg_stat_user_tables
    WHERE pg_total_relation_size(relid) > 1048576 ORDER BY pg_total_relation_size(relid) DESC"""


def main() -> None:
    options = read_options()
    for stop in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(stop, lambda number, _: sys.exit(128 + number))
    try:
        url = open_empty(f"synthetic_{options.quotes}_{options.seed}")
        with connect(url) as connection:
            print(f"Filling the database {connection.info.dbname} …")
        seconds, path = fill(url, World(options.quotes, options.seed), options.processes)
    except (DatabaseProblem, Refused) as problem:
        sys.exit(f"The database cannot be filled: {problem}.")
    except KeyboardInterrupt:
        sys.exit("Stopped. The same command goes on where it was.")
    print(f"Whole after {seconds:.0f} s. What is true of it: {path}")
    if options.measure:
        save_results(url, options.quotes, seconds)


def read_options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--quotes", type=int, required=True, metavar="NUMBER")
    parser.add_argument("--seed", type=int, default=1, metavar="NUMBER")
    parser.add_argument("--processes", type=int, default=2, metavar="NUMBER")
    parser.add_argument("--measure", action="store_true", help="write seconds and sizes to synthetic.json")
    options = parser.parse_args()
    if options.quotes < 1 or options.processes < 1:
        parser.error("--quotes and --processes are 1 at least")
    return options


def open_empty(name: str) -> str:
    """The URL of a migrated database, for the owner of its tables.

    It is the one of DATABASE_URL, else one of that name on the embedded server, made where it is missing.
    """
    is_given = bool(os.environ.get("DATABASE_URL"))
    urls = {"DATABASE_URL": open_database()}
    urls["DATABASE_OWNER_URL"] = os.environ.get("DATABASE_OWNER_URL") or urls["DATABASE_URL"]
    if not is_given:
        with psycopg.connect(urls["DATABASE_OWNER_URL"], autocommit=True) as connection:
            held = connection.execute("SELECT FROM pg_database WHERE datname = %s", [name])
            if held.fetchone() is None:
                connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
        urls = {variable: urlsplit(url)._replace(path=f"/{name}").geturl() for variable, url in urls.items()}
    command = [sys.executable, HERE.parent / "manage.py", "migrate", "-v0"]
    subprocess.run(command, check=True, env=os.environ | urls)
    return urls["DATABASE_OWNER_URL"]


def fill(url: str, world: World, processes: int) -> tuple[float, Path]:
    """Loads the archive and shows how far it is; returns the seconds it took and the path of the truth."""
    began = time.monotonic()
    with tqdm(unit="step", disable=None) as bar:

        def show(done: int, steps: int) -> None:
            bar.total = steps
            bar.update(done - bar.n)

        path = load(url, world, VAR_DIR / "synthetic", processes, show)
    return time.monotonic() - began, path


def save_results(url: str, quotes: int, seconds: float) -> None:
    """Adds what one size took to synthetic.json: seconds, and megabytes of the database and
    its largest tables."""
    results: dict[str, Any] = json.loads(RESULTS.read_text()) if RESULTS.exists() else {}
    with connect(url) as connection:
        (size,) = connection.execute("SELECT pg_database_size(current_database())").fetchone() or (0,)
        rows = connection.execute(_TABLES).fetchall()
    tables = {
        name.removeprefix("statements_"): [round(part / 1e6) for part in parts] for name, *parts in rows
    }
    results[str(quotes)] = {
        "seconds": round(seconds),
        # More than the number of cores: others were at work too.
        "load average at the end": round(os.getloadavg()[1], 1),
        "database, MB": round(size / 1e6),
        "tables and their indexes, MB": tables,
    }
    ordered = dict(sorted(results.items(), key=lambda result: int(result[0])))
    RESULTS.write_text(json.dumps(ordered, indent=2) + "\n")


if __name__ == "__main__":
    main()
