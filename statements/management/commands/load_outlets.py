"""Loads outlets from a file."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.text import slugify

from statements.citations.identifiers import mint
from statements.citations.writing import one_writer
from statements.management.tables import Row, list_of, read_table, save_checked
from statements.models import Domain, Outlet, Ownership

COLUMNS = [
    *("name", "kind", "country", "language"),
    *("owner", "control", "source"),
    *("domains", "other names"),
]


class Command(BaseCommand):
    """Takes outlets from a CSV file; one that exists is brought up to date, none is taken away.

    An empty cell changes nothing.
    """

    help = (
        f"Loads outlets from a CSV file with the columns {', '.join(COLUMNS)}; domains and other names are parted by "
        "semicolons, and an owner needs its control (state, public, independent) and a source."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("path", type=Path, metavar="FILE")

    @one_writer()
    def handle(self, *, path: Path, **options: Any) -> None:
        rows = read_table(path, COLUMNS)
        for where, row in rows:
            outlet = _outlet(row, where)
            _note_names(outlet, row, where)
            _note_domains(outlet, row, where)
            _note_owner(outlet, row, where)
        self.stdout.write(f"{len(rows)} outlets loaded.")


def _outlet(row: Row, where: str) -> Outlet:
    if not row["name"]:
        raise CommandError(f"{where}: no name")
    outlet = _bearer(row["name"], where)
    if outlet is None:
        slug = slugify(row["name"])[:80] or "outlet"
        outlet = Outlet(name=row["name"], slug=slug, public_id=mint(Outlet))
    for column in ("kind", "country", "language"):
        setattr(outlet, column, row[column] or getattr(outlet, column))
    save_checked(outlet, where)
    return outlet


def _bearer(name: str, where: str) -> Outlet | None:
    """The outlet that bears a name now or bore it once."""
    bearers = Outlet.objects.named(name)[:2]
    if len(bearers) > 1:
        raise CommandError(f"{where}: {bearers[0]} and {bearers[1]} both bear the name {name!r}")
    return bearers[0] if bearers else None


def _note_names(outlet: Outlet, row: Row, where: str) -> None:
    for name in list_of(row["other names"]):
        bearer = _bearer(name, where)
        if bearer and bearer != outlet:
            raise CommandError(f"{where}: {name!r} is a name of {bearer}")
        if not bearer:
            save_checked(outlet.names.model(outlet=outlet, name=name), where)


def _note_domains(outlet: Outlet, row: Row, where: str) -> None:
    for host in list_of(row["domains"]):
        held = Domain.objects.filter(host=host).select_related("outlet").first()
        if held and held.outlet != outlet:
            raise CommandError(f"{where}: {host} is a domain of {held.outlet}")
        if not held:
            save_checked(Domain(outlet=outlet, host=host), where)


def _note_owner(outlet: Outlet, row: Row, where: str) -> None:
    if not (row["owner"] or row["control"] or row["source"]):
        return
    ownership = outlet.ownerships.filter(owner=row["owner"]).first()
    ownership = ownership or Ownership(outlet=outlet, owner=row["owner"])
    ownership.control = row["control"] or ownership.control
    ownership.source = row["source"] or ownership.source
    save_checked(ownership, where)
