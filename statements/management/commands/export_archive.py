"""Writes the archive as files."""

from argparse import ArgumentParser
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from tqdm import tqdm

from statements.curation.backup import back_up
from statements.search.export.dump import Progress, Sink, dump
from statements.search.export.folders import FolderTrouble


class Command(BaseCommand):
    """A stopped export leaves nothing behind, and is begun anew: it shows the archive as it is at one moment."""

    help = (
        "Writes the public archive into a new folder: tables as CSV and JSON Lines with a dictionary, frozen "
        "versions, checksums. With --private everything, for import_archive to build an equal archive from."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "folder", type=Path, metavar="DIR", help="A folder that is not there yet, or empty."
        )
        parser.add_argument(
            "--private",
            action="store_true",
            help="Everything, also what only editors see: keep it to yourself.",
        )
        parser.add_argument(
            "--parquet",
            action="store_true",
            help="The tables as Parquet too; needs requirements-parquet.txt.",
        )

    def handle(self, *, folder: Path, private: bool, parquet: bool, **options: Any) -> None:
        if private and parquet:
            raise CommandError("A private export is no table to read: leave --parquet or --private out.")
        try:
            with showing_rows() as progress:
                if private:
                    back_up(folder, progress)
                else:
                    dump(folder, progress, {"parquet": parquet_sink()} if parquet else {})
        except FolderTrouble as trouble:
            raise CommandError(str(trouble)) from trouble
        self.stdout.write(f"The archive is in {folder}; SHA256SUMS there has the digests of its files.")


@contextmanager
def showing_rows() -> Iterator[Progress]:
    """Shows how many rows of which table were worked on."""
    with tqdm(unit="row", disable=None) as bar:

        def progress(table: str, rows: int) -> None:
            bar.set_description(table, refresh=False)
            bar.update(rows)

        yield progress


def parquet_sink() -> Sink:
    """What writes Parquet. Raises CommandError where its library is not installed."""
    try:
        sink: Sink = import_module("statements.search.export.parquet").parquet
    except ModuleNotFoundError as error:
        raise CommandError(
            f"{error.name} is not installed: python -m pip install -r requirements-parquet.txt"
        ) from error
    return sink
