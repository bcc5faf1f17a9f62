"""Writes a copy of the archive that any file server can host."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from tqdm import tqdm

from statements.management.site.addresses import count_addresses
from statements.management.site.copying import Copying
from statements.search.export.folders import FolderTrouble


class Command(BaseCommand):
    help = (
        "Writes every permanent page and file of the archive into a folder, under its own address, so that any file "
        "server can stand in for the archive. A stopped copy goes on when the command is given again; of an archive "
        "that changed since, everything is written anew."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "folder", type=Path, metavar="DIR", help="A new folder, or that of a former copy."
        )

    def handle(self, *, folder: Path, **options: Any) -> None:
        call_command("collectstatic", interactive=False, verbosity=0)
        try:
            copying = Copying(folder)
            with tqdm(total=count_addresses(), unit="file", disable=None) as bar:
                copying.write(lambda _: bar.update())
        except FolderTrouble as trouble:
            raise CommandError(str(trouble)) from trouble
        self.stdout.write(f"The copy is in {folder}. Try it: python -m http.server --directory {folder}")
