"""Loads subject headings from a file."""

import csv
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils.text import slugify

from statements.citations.identifiers import mint
from statements.models import Topic
from statements.pipeline.topics import assign_topics

COLUMNS = ["name", "broader", "description", "terms"]


class Command(BaseCommand):
    """Takes topics from a CSV file; a topic that exists is brought up to date, none is taken away."""

    help = (
        f"Loads topics from a CSV file with the columns {', '.join(COLUMNS)}; terms are parted by semicolons."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("path", type=Path, metavar="FILE")

    @transaction.atomic
    def handle(self, *, path: Path, **options: Any) -> None:
        try:
            with path.open(encoding="utf-8-sig", newline="") as stream:
                rows = list(csv.DictReader(stream))
        except (OSError, UnicodeDecodeError, csv.Error) as error:
            raise CommandError(f"{path} cannot be read as a UTF-8 CSV file: {error}") from error
        if not rows or set(rows[0]) != set(COLUMNS):
            raise CommandError(f"{path} needs the columns {', '.join(COLUMNS)} and at least one row")
        for number, row in enumerate(rows, start=2):
            self._load(row, f"{path}, line {number}")
        assign_topics()
        self.stdout.write(f"{len(rows)} topics loaded.")

    def _load(self, row: dict[str, str], where: str) -> None:
        name = (row["name"] or "").strip()
        broader = Topic.objects.filter(name=row["broader"]).first() if row["broader"] else None
        if not name or (row["broader"] and not broader):
            raise CommandError(
                f"{where}: " + ("no name" if not name else f"no topic {row['broader']!r} above it")
            )
        terms = [term.strip() for term in (row["terms"] or "").split(";") if term.strip()]
        values = {"broader": broader, "description": row["description"] or "", "terms": terms}
        new = {"slug": slugify(name)[:80] or "topic", "public_id": mint(Topic)}
        Topic.objects.update_or_create(name=name, defaults=values, create_defaults={**values, **new})
