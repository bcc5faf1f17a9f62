"""The whole archive as files, and an equal archive from them: every row of every table, as the database writes it."""

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.apps import apps
from django.contrib.auth.models import Group, User
from django.db import connection, models, transaction
from django.db.migrations.recorder import MigrationRecorder

from statements.curation.verify import SETTINGS, verify
from statements.search.export.dump import snapshot
from statements.search.export.folders import FolderTrouble, check_sums, packed, unpacked, whole_folder

# Told the name of a table and how many of its rows were written or read since it was told last.
Progress = Callable[[str, int], object]
ABOUT = "archive.json"
FORM = 1
# For the owner of the files alone.
PRIVATE = 0o700
# Rights are told by their names: their keys differ from one database to the next.
RIGHTS = """
SELECT held.{holder}_id, type.app_label, type.model, permission.codename FROM {table} AS held
JOIN auth_permission AS permission ON permission.id = held.permission_id
JOIN django_content_type AS type ON type.id = permission.content_type_id ORDER BY 1, 2, 3, 4
"""
GRANT = """
INSERT INTO {table} ({holder}_id, permission_id)
SELECT %s, permission.id FROM auth_permission AS permission
JOIN django_content_type AS type ON type.id = permission.content_type_id
WHERE (type.app_label, type.model, permission.codename) = (%s, %s, %s)
"""
RIGHTS_OF = {"auth_user_user_permissions": "user", "auth_group_permissions": "group"}
COPY_OUT = "COPY (SELECT {columns} FROM {table} ORDER BY {key}) TO STDOUT (FORMAT csv, HEADER)"
COPY_IN = "COPY {table} ({columns}) FROM STDIN (FORMAT csv, HEADER)"
IS_FILLED = "SELECT EXISTS (SELECT FROM {table})"
SEQUENCE = """
SELECT setval(pg_get_serial_sequence('{table}', '{column}'), max({column})) FROM {table} HAVING max({column}) > 0
"""


@dataclass(frozen=True, slots=True)
class Copied:
    """A table that is copied as it is: its name and columns, its key first."""

    name: str
    columns: tuple[str, ...]
    is_numbered: bool

    @property
    def listed(self) -> str:
        """The columns as SQL lists them."""
        return ", ".join(f'"{column}"' for column in self.columns)


def back_up(folder: Path, progress: Progress) -> None:
    """Writes every row, as it is at one moment, into a new folder that its owner alone can read. Raises FolderTrouble.

    Sessions and the admin's own log of clicks stay out: the history has who did what.
    """
    with whole_folder(folder, PRIVATE) as new, snapshot():
        with connection.cursor() as cursor:
            cursor.execute(SETTINGS)
        for table in copied_tables():
            _write(new / f"{table.name}.csv.gz", table, progress)
        about = {"form": FORM, "migration": _migration(), "rights": {t: _rights(t) for t in RIGHTS_OF}}
        (new / ABOUT).write_text(json.dumps(about, indent=1) + "\n")


def restore_from(folder: Path, progress: Progress) -> None:
    """Fills an empty archive with what `back_up` wrote, all or nothing; works on the connection of the tables' owner.

    Raises FolderTrouble where the folder is not whole or is of another release, where the archive is not empty, and
    where what came in does not hold together.
    """
    check_sums(folder)
    about = json.loads((folder / ABOUT).read_text())
    _require_release(about)
    tables = copied_tables()
    with transaction.atomic(durable=True), connection.cursor() as cursor:
        cursor.execute(SETTINGS)
        cursor.execute("SET LOCAL statement_timeout = 0")
        _require_empty(tables)
        # The rows bring their history with them, so nothing is written of their coming.
        _switch_triggers(tables, "DISABLE")
        for table in tables:
            _read(folder / f"{table.name}.csv.gz", table, progress)
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        _switch_triggers(tables, "ENABLE")
        _grant(about["rights"])
        for table in tables:
            if table.is_numbered:
                cursor.execute(SEQUENCE.format(table=table.name, column=table.columns[0]))
        if finding := next(verify([]), None):
            raise FolderTrouble(
                f"The archive in {folder} does not hold together: {finding}. Nothing was imported."
            )


def copied_tables() -> list[Copied]:
    """The tables of the archive and of its editors, those that others point to first."""
    own = apps.get_app_config("statements").get_models()
    accounts: list[Any] = [Group, User, User.groups.through]
    return [_copied(model) for model in (*accounts, *own)]


def _copied(model: type[models.Model]) -> Copied:
    fields = [f for f in model._meta.local_concrete_fields if not isinstance(f, models.GeneratedField)]
    fields.sort(key=lambda field: not field.primary_key)
    is_numbered = isinstance(fields[0], models.AutoField)
    return Copied(model._meta.db_table, tuple(str(field.column) for field in fields), is_numbered)


def _write(path: Path, table: Copied, progress: Progress) -> None:
    # Words are sorted by their bytes: every server does that alike.
    key = f'"{table.columns[0]}"::text COLLATE "C"' if not table.is_numbered else f'"{table.columns[0]}"'
    query = COPY_OUT.format(columns=table.listed, table=table.name, key=key)
    with packed(path) as file, connection.cursor() as cursor, cursor.copy(query) as copy:
        for row in copy:
            file.write(row)
            progress(table.name, 1)


def _read(path: Path, table: Copied, progress: Progress) -> None:
    query = COPY_IN.format(columns=table.listed, table=table.name)
    with connection.cursor() as cursor, cursor.copy(query) as copy:
        for piece in unpacked(path):
            copy.write(piece)
            progress(table.name, piece.count(b"\n"))


def _rights(table: str) -> list[list[Any]]:
    with connection.cursor() as cursor:
        cursor.execute(RIGHTS.format(table=table, holder=RIGHTS_OF[table]))
        return [list(row) for row in cursor]


def _grant(rights: dict[str, list[list[Any]]]) -> None:
    with connection.cursor() as cursor:
        for table, rows in rights.items():
            cursor.executemany(GRANT.format(table=table, holder=RIGHTS_OF[table]), rows)


def _switch_triggers(tables: Sequence[Copied], switch: str) -> None:
    with connection.cursor() as cursor:
        for table in tables:
            cursor.execute(f"ALTER TABLE {table.name} {switch} TRIGGER USER")


def _migration() -> str:
    """The newest migration of this database: it says which tables and columns there are."""
    applied = MigrationRecorder(connection).applied_migrations()
    return max(name for app, name in applied if app == "statements")


def _require_release(about: dict[str, Any]) -> None:
    if (about["form"], about["migration"]) != (FORM, _migration()):
        raise FolderTrouble(
            f"This export is of migration {about['migration']}, and this program has {_migration()}: "
            "import it with the release that wrote it, then update that."
        )


def _require_empty(tables: Sequence[Copied]) -> None:
    for name in _filled(tables):
        raise FolderTrouble(
            f"The archive is not empty ({name} has rows): import into a new database, named by DATABASE_URL."
        )


def _filled(tables: Sequence[Copied]) -> Iterator[str]:
    with connection.cursor() as cursor:
        for table in tables:
            cursor.execute(IS_FILLED.format(table=table.name))
            if cursor.fetchone() == (True,):
                yield table.name
