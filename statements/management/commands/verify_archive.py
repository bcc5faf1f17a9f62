"""Checks that nothing was changed behind the history's back, and seals it."""

import os
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import OperationalError
from tqdm import tqdm

from statements.curation.verify import count_lines, verify
from statements.models import Seal
from statements.models.seal import make_seal

# Each attempt waits two seconds for those who are writing; a linking of many quotes may take longer.
ATTEMPTS = 10


class Command(BaseCommand):
    """Prints what it finds, one finding a line; seals the history only if there is nothing."""

    help = (
        "Verifies the history of every record, the rows it tells of, its seals and the versions. If all is well, "
        "makes a new seal, notes it in a file outside the database, and prints it. Exit code 1 if anything is wrong."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        file = settings.VAR_DIR / "history-seals"
        parser.add_argument(
            "--seals",
            type=Path,
            default=file,
            metavar="FILE",
            help=f"Where the seals are noted, one a line, and compared with what was noted before: {file}",
        )

    def handle(self, *, seals: Path, **options: Any) -> None:
        witness = read_lines(seals)
        findings = 0
        with tqdm(total=2 * count_lines(), unit="line", desc="Verifying", disable=None) as progress:
            for finding in verify(witness, progress.update):
                with progress.external_write_mode():
                    self.stdout.write(str(finding))
                findings += 1
        if findings:
            raise CommandError(f"{findings} findings. The history was not sealed.")
        self.seal()
        last = self.note(seals, witness)
        self.stdout.write(f"All is well. Seal, last line, SHA-256: {last.line if last else 'no history yet'}")

    def seal(self) -> None:
        for attempt in range(1, ATTEMPTS + 1):
            try:
                return make_seal()
            except OperationalError as error:
                if attempt == ATTEMPTS:
                    raise CommandError(
                        f"All is well, but the history could not be sealed: {error}"
                    ) from error

    def note(self, file: Path, witness: list[str]) -> Seal | None:
        """Add the seals that the file lacks; gives the last one."""
        seals = list(Seal.objects.order_by("number"))
        lines = [f"{seal.line}\n" for seal in seals if seal.line not in witness]
        if lines:
            file.parent.mkdir(parents=True, exist_ok=True)
            with file.open("a") as stream:
                stream.writelines(lines)
                stream.flush()
                os.fsync(stream.fileno())
        return seals[-1] if seals else None


def read_lines(file: Path) -> list[str]:
    """The lines of the file, none if it does not exist. Raises CommandError if it cannot be read."""
    try:
        return file.read_text().splitlines() if file.exists() else []
    except (OSError, UnicodeDecodeError) as error:
        raise CommandError(f"{file} cannot be read: {error}") from error
