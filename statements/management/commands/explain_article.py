"""Shows what the extraction makes of one article, decision by decision."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from statements.pipeline import Explained, explain_file


class Command(BaseCommand):
    """Prints one paragraph for each decision; saves nothing and needs no database."""

    help = "Shows the quotations of an article with every decision and score, and what was found to be none and why."
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE", help="a text file in UTF-8, or an HTML page")

    def handle(self, *, file: Path, **options: Any) -> None:
        try:
            decisions = explain_file(file)
        except OSError as error:
            raise CommandError(f"{file} cannot be read: {error.strerror}") from error
        except UnicodeDecodeError as error:
            reason = f"byte {error.start} is not UTF-8; save the file as UTF-8"
            raise CommandError(f"{file} cannot be read as text: {reason}") from error
        for decision in decisions:
            self.stdout.write("\n".join([*lines_of(decision), ""]))
        quotations = sum(not decision.why for decision in decisions)
        published = sum(decision.is_published for decision in decisions)
        self.stdout.write(f"{quotations} quotations, {published} sure enough to publish unseen.")


def lines_of(decision: Explained) -> list[str]:
    """One decision as lines: what it is, what was found, and how the score adds up."""
    if decision.why:
        return [f"“{decision.words}”", f"  none: {decision.why}"]
    state = "published unseen" if decision.is_published else "waits for an editor"
    first = f"  {decision.kind}, {decision.speaker or 'nobody named'}, {decision.score:.3f}: {state}"
    found = [f"  {label}: {words}" for label, words in decision.found]
    added = (
        ["  score: " + ", ".join(f"{sign} {weight:+.2f}" for sign, weight in decision.sum)]
        if decision.sum
        else []
    )
    return [f"“{decision.words}”", first, *found, *added]
