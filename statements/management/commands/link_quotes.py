"""Links what was taken in but not linked yet."""

from typing import Any

from django.core.management.base import BaseCommand

from statements.pipeline import link


class Command(BaseCommand):
    """Links the appearances that no quote holds, and files quotes under topics anew."""

    help = "Links all quotations that no statement holds yet and brings topics up to date."

    def handle(self, **options: Any) -> None:
        self.stdout.write(f"{link()} quotations linked.")
