"""Django's migrate, run as the role that owns the tables; what the program's own role may do is granted afterwards."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from django.conf import settings
from django.core.management.base import CommandError
from django.core.management.commands import migrate
from django.db import OperationalError, connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from psycopg import sql

LOGIN = ("USER", "PASSWORD", "HOST", "PORT", "OPTIONS")
# What the program reads and never writes: triggers and the owner do.
READ_ONLY = {"statements_revision", "statements_seal", "django_migrations"}


class Command(migrate.Command):
    def handle(self, *args: Any, **options: Any) -> None:
        connection = connections[options["database"]]
        program = logged_in(connection)
        with as_owner(connection):
            super().handle(*args, **options)
            if logged_in(connection) != program and not (options["plan"] or options["check_unapplied"]):
                grant_rights(connection, program)
                self.warn_of_membership(connection, program)

    def warn_of_membership(self, connection: BaseDatabaseWrapper, role: str) -> None:
        """Say so if the program's role could do all that the owner can."""
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_has_role(%s, current_user, 'MEMBER')", [role])
            if cursor.fetchone() == (True,):
                self.stderr.write(
                    f"The role {role} is a superuser or a member of the owner's: take that from it."
                )


def logged_in(connection: BaseDatabaseWrapper) -> str:
    """The role that this connection works as."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT session_user")
        return str(cursor.fetchone()[0])


@contextmanager
def as_owner(connection: BaseDatabaseWrapper) -> Iterator[None]:
    """The connection works as the owner of the tables, if one is named. Raises CommandError if it is not let in."""
    if settings.DATABASE_OWNER is None:
        yield
        return
    former = {key: connection.settings_dict[key] for key in LOGIN}
    connection.close()
    connection.settings_dict.update({key: settings.DATABASE_OWNER[key] for key in LOGIN})
    try:
        connection.ensure_connection()
        yield
    except OperationalError as error:
        raise CommandError(f"The owner's connection failed: {error}Check DATABASE_OWNER_URL.") from error
    finally:
        connection.close()
        connection.settings_dict.update(former)


def grant_rights(connection: BaseDatabaseWrapper, role: str) -> None:
    """Give the program's role what it needs and nothing else; run as the owner, it may be run again.

    The program writes rows, but not those of the history, and it makes, changes and empties no table.
    """
    tables = {*connection.introspection.django_table_names(only_existing=True), "django_migrations"}
    sequences = [s["name"] for s in connection.introspection.sequence_list() if s["table"] not in READ_ONLY]
    with transaction.atomic(connection.alias), connection.cursor() as cursor:
        cursor.execute(
            "SELECT current_schema(), has_schema_privilege(%s, current_schema(), 'USAGE'), "
            "has_schema_privilege(%s, current_schema(), 'CREATE'), "
            "to_regprocedure('statements_make_seal()') IS NOT NULL",
            [role, role],
        )
        schema, may_use, may_create, has_seals = cursor.fetchone()
        names: dict[str, sql.Composable] = {"role": sql.Identifier(role), "schema": sql.Identifier(schema)}
        names |= {"tables": listed(tables), "written": listed(tables - READ_ONLY)}
        statements = [
            "REVOKE ALL ON {tables} FROM {role}",
            "GRANT SELECT ON {tables} TO {role}",
            "GRANT INSERT, UPDATE, DELETE ON {written} TO {role}",
            *(["GRANT EXECUTE ON FUNCTION statements_make_seal() TO {role}"] if has_seals else []),
            *([] if may_use else ["GRANT USAGE ON SCHEMA {schema} TO {role}"]),
            *(["REVOKE CREATE ON SCHEMA {schema} FROM PUBLIC, {role}"] if may_create else []),
        ]
        if sequences:
            names["sequences"] = listed(sequences)
            statements.append("GRANT USAGE ON SEQUENCE {sequences} TO {role}")
        for statement in statements:
            cursor.execute(sql.SQL(statement).format(**names))


def listed(names: Iterable[str]) -> sql.Composable:
    """Names as SQL lists them."""
    return sql.SQL(", ").join(map(sql.Identifier, sorted(names)))
