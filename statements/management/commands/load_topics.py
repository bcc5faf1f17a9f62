"""Loads subject headings from a file."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.text import slugify

from statements.citations.identifiers import mint
from statements.citations.writing import one_writer
from statements.management.tables import Row, list_of, read_table
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

    @one_writer()
    def handle(self, *, path: Path, **options: Any) -> None:
        rows = read_table(path, COLUMNS)
        for where, row in rows:
            self._load(row, where)
        assign_topics()
        self.stdout.write(f"{len(rows)} topics loaded.")

    def _load(self, row: Row, where: str) -> None:
        broader = Topic.objects.filter(name=row["broader"]).first() if row["broader"] else None
        if not row["name"]:
            raise CommandError(f"{where}: no name")
        if row["broader"] and not broader:
            raise CommandError(f"{where}: no topic {row['broader']!r} above it")
        values = {
            "broader": broader,
            "description": row["description"],
            "terms": list_of(row["terms"]),
        }
        new = {"slug": slugify(row["name"])[:80] or "topic", "public_id": mint(Topic)}
        Topic.objects.update_or_create(name=row["name"], defaults=values, create_defaults={**values, **new})
