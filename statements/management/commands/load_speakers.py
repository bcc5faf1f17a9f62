"""Loads speakers and their roles from a file."""

from argparse import ArgumentParser
from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.text import slugify

from statements.citations.writing import one_writer
from statements.language.days import DayRange
from statements.language.normalise import fold
from statements.management.tables import Row, list_of, read_table, save_checked
from statements.models import Name, Role, Speaker
from statements.models.dated import from_column, to_column

COLUMNS = ["name", "kind", "other names", "title", "organisation", "from", "to"]


class Command(BaseCommand):
    """Takes speakers from a CSV file, a row for each role; who exists is brought up to date, none is taken away.

    A speaker is known by any of their names; an empty cell changes nothing. A new one has no public id before a
    statement of theirs is published.
    """

    help = (
        f"Loads speakers from a CSV file with the columns {', '.join(COLUMNS)}: one row for each role of a speaker; "
        "other names are parted by semicolons; from and to are days such as 2026-04-15, both included."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("path", type=Path, metavar="FILE")

    @one_writer()
    def handle(self, *, path: Path, **options: Any) -> None:
        rows = read_table(path, COLUMNS)
        speakers = set()
        for where, row in rows:
            speaker = _speaker(row, where)
            speakers.add(speaker)
            for name in [row["name"], *list_of(row["other names"])]:
                _note_name(speaker, name, where)
            _note_role(speaker, row, where)
        self.stdout.write(f"{len(speakers)} speakers loaded.")


def _speaker(row: Row, where: str) -> Speaker:
    if not row["name"]:
        raise CommandError(f"{where}: no name")
    speaker = _bearer(row["name"], where) or Speaker(
        name=row["name"], slug=slugify(row["name"])[:80] or "speaker"
    )
    speaker.kind = row["kind"] or speaker.kind
    save_checked(speaker, where)
    return speaker


def _bearer(name: str, where: str) -> Speaker | None:
    """The speaker who is written so."""
    bearers = Speaker.objects.filter(names__folded=fold(name)).distinct()[:2]
    if len(bearers) > 1:
        raise CommandError(
            f"{where}: two speakers are written {name!r}; which one is meant, only the admin can say"
        )
    return bearers[0] if bearers else None


def _note_name(speaker: Speaker, name: str, where: str) -> None:
    bearer = _bearer(name, where)
    if bearer and bearer != speaker:
        raise CommandError(f"{where}: {name!r} is a name of {bearer}")
    if not speaker.names.filter(name=name).exists():
        save_checked(Name(speaker=speaker, name=name, folded=fold(name)), where)


def _note_role(speaker: Speaker, row: Row, where: str) -> None:
    held = _held(row, where)
    if not row["title"]:
        if held or row["organisation"]:
            raise CommandError(f"{where}: no title, but an organisation or days of a role")
        return
    role = _known_role(speaker, row, held) or Role(speaker=speaker, title=row["title"])
    role.organisation = row["organisation"] or role.organisation
    role.held = to_column(held) or role.held
    role.basis = Role.Basis.EDITOR
    save_checked(role, where)


def _known_role(speaker: Speaker, row: Row, held: DayRange | None) -> Role | None:
    """The same post of a speaker: as articles called it, without days, or with the same first day."""
    same = [
        role
        for role in speaker.roles.all()
        if fold(role.title) == fold(row["title"]) and role.organisation in ("", row["organisation"])
    ]
    since = {role: from_column(role.held) for role in same}
    fitting = [role for role, days in since.items() if not (days and held) or days.first == held.first]
    return fitting[0] if fitting else None


def _held(row: Row, where: str) -> DayRange | None:
    """The days of a role, either end open. Raises CommandError."""
    try:
        first, last = (date.fromisoformat(row[end]) if row[end] else None for end in ("from", "to"))
        return DayRange(first, last) if first or last else None
    except ValueError as error:
        raise CommandError(f"{where}: {error}; from and to are days such as 2026-04-15") from error
