"""Links what was taken in but not linked yet, and freezes what has no version yet."""

from typing import Any

from django.core.management.base import BaseCommand

from statements.citations.versions import freeze_missing
from statements.pipeline import link


class Command(BaseCommand):
    """Links the appearances that no quote holds, files quotes under topics anew, and freezes what an older release
    published without a version."""

    help = (
        "Links all quotations that no statement holds yet, brings topics up to date, and makes the first version of "
        "what has none."
    )

    def handle(self, **options: Any) -> None:
        self.stdout.write(f"{link()} quotations linked.")
        if made := freeze_missing():
            self.stdout.write(f"{made} versions made of what had none.")
