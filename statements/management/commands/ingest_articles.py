"""Takes articles in from files and links them."""

from argparse import ArgumentParser
from collections import Counter
from contextlib import nullcontext
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import DataError, transaction
from tqdm import tqdm

from statements.pipeline import ArticleFile, Refusal, Taken, count_articles, ingest, link, read_articles
from statements.search.suggest import renew_spellings

OUTCOMES = {
    "added": "added",
    "held": "held already",
    "changed": "held already, but their words changed: the new bytes are kept, the reading stays",
}


class Command(BaseCommand):
    """Reads manifests and files, reports each row that is left out, and goes on with the rest."""

    help = (
        "Takes in articles from CSV or JSONL manifests, text and HTML files, or folders of these. Run again, it takes "
        "in only what is not held yet. Exit code 1 if a row was left out, 130 if it was stopped."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("paths", nargs="+", type=Path, metavar="PATH")
        parser.add_argument("--outlet", default="", help="The outlet of single text and HTML files.")
        parser.add_argument("--dry-run", action="store_true", help="Try everything, keep nothing.")

    def handle(self, *, paths: list[Path], outlet: str, dry_run: bool, **options: Any) -> None:
        counts: Counter[str] = Counter()
        try:
            # A dry run is one transaction: each of its articles meets the ones before it, then all are undone.
            with transaction.atomic() if dry_run else nullcontext():
                self._ingest(paths, outlet, counts)
                if dry_run:
                    transaction.set_rollback(True)
            if not dry_run:
                self._link()
        except KeyboardInterrupt:
            kept = (
                "Nothing is kept."
                if dry_run
                else "All that was taken in is kept; the same command goes on from here."
            )
            self.stderr.write(f"Stopped. {kept}")
            raise SystemExit(130) from None
        self._sum_up(counts, dry_run)

    def _ingest(self, paths: list[Path], outlet: str, counts: Counter[str]) -> None:
        total = sum(count_articles(path) for path in paths)
        with tqdm(total=total, unit="article", desc="Reading", disable=None) as progress:
            for path in paths:
                for source in read_articles(path, outlet):
                    self._note(self._take(source), counts, progress)

    def _take(self, source: ArticleFile | Refusal) -> Taken | Refusal:
        try:
            return source if isinstance(source, Refusal) else ingest(source)
        except (ValueError, OverflowError, DataError) as error:
            # Values from within a page that no check foresaw must not keep the other articles out.
            return Refusal(source.where, f"it cannot be kept: {error}")

    def _note(self, taken: Taken | Refusal, counts: Counter[str], progress: "tqdm[Any]") -> None:
        if isinstance(taken, Refusal):
            counts["refused"] += 1
            progress.write(f"{taken.where}: left out: {taken.reason}", file=self.stderr)
        else:
            counts[taken.outcome] += 1
            counts["quotations"] += taken.quotations
        progress.update()

    def _link(self) -> None:
        with tqdm(unit="speaker", desc="Linking", disable=None) as progress:

            def show(done: int, total: int) -> None:
                progress.total = total
                progress.update(done - progress.n)

            link(show)
        renew_spellings()

    def _sum_up(self, counts: Counter[str], dry_run: bool) -> None:
        lines = [f"{counts[key]} {words}" for key, words in OUTCOMES.items() if counts[key]]
        self.stdout.write(
            f"{'Dry run, nothing kept: ' if dry_run else ''}{'; '.join(lines) or 'no article taken in'}; "
            f"{counts['quotations']} quotations found."
        )
        if counts["refused"]:
            raise CommandError(f"{counts['refused']} left out, for the reasons above")
