"""Brings what search knows of each quote up to date."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from tqdm import tqdm

from statements.models import Quote
from statements.search.documents import renew_documents
from statements.search.suggest import renew_spellings


class Command(BaseCommand):
    """Makes the search documents that are missing or stale, or all; search goes on meanwhile."""

    help = (
        "Brings the search index up to date with what the archive holds, while search goes on. Every change does so "
        "by itself: this is for after an update or a repair. Can be stopped at any moment and run again."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--all", action="store_true", dest="is_anew", help="make every document anew")
        parser.add_argument(
            "--after",
            type=int,
            default=0,
            metavar="KEY",
            help="go on after this quote, where --all was stopped",
        )

    def handle(self, *, is_anew: bool, after: int, **options: Any) -> None:
        total = Quote.objects.filter(pk__gt=after).count() if is_anew else None
        count = 0
        with tqdm(total=total, unit="quote", desc="Indexing", disable=None) as progress:
            try:
                for last, number in renew_documents(after, is_anew=is_anew):
                    after, count = last, count + number
                    progress.update(number)
            except KeyboardInterrupt:
                rest = f"--all --after {after}" if is_anew else "the same command"
                self.stderr.write(f"Stopped. {count} quotes are done; go on with {rest}.")
                raise SystemExit(130) from None
        renew_spellings()
        self.stdout.write(f"{count} quotes indexed.")
