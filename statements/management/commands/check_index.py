"""Compares what search knows of each quote with what the archive holds."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from tqdm import tqdm

from statements.models import Quote
from statements.search.documents import differing

# So many are named; whoever has more rebuilds the index.
MOST_NAMED = 20


class Command(BaseCommand):
    """Counts the quotes whose search document is not what it should be, and fails if there are any."""

    help = "Compares the search index with the archive and changes nothing; ends with code 1 if they differ."

    def handle(self, **options: Any) -> None:
        wrong: list[int] = []
        with tqdm(total=Quote.objects.count(), unit="quote", desc="Checking", disable=None) as progress:
            for number, found in differing():
                wrong += found
                progress.update(number)
        if wrong:
            named = ", ".join(map(str, wrong[:MOST_NAMED]))
            raise CommandError(
                f"{len(wrong)} quotes are not in the index as they are in the archive: those with the keys {named}"
                f"{' and others' if len(wrong) > MOST_NAMED else ''}. manage.py rebuild_index --all makes them anew."
            )
        self.stdout.write("0 differences.")
