"""Builds an archive from a private export."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connection

from statements.curation.backup import restore_from
from statements.management.commands.export_archive import showing_rows
from statements.management.commands.migrate import as_owner
from statements.search.export.folders import FolderTrouble


class Command(BaseCommand):
    """Runs as the owner of the tables, in one transaction: a stopped import leaves nothing behind."""

    help = (
        "Builds in an empty database the archive that export_archive --private wrote: with all ids, versions, "
        "history, seals and editors' accounts. Makes the tables first, and verifies the history at the end."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("folder", type=Path, metavar="DIR", help="What export_archive --private wrote.")

    def handle(self, *, folder: Path, **options: Any) -> None:
        call_command("migrate", interactive=False, verbosity=0)
        try:
            with as_owner(connection), showing_rows() as progress:
                restore_from(folder, progress)
        except FolderTrouble as trouble:
            raise CommandError(str(trouble)) from trouble
        self.stdout.write(f"The archive of {folder} is here.")
