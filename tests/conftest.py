"""What every test may rely on: a database, the static files, and no way out to the network."""

from pathlib import Path
from urllib.parse import quote

import pytest
from django.core.management import call_command
from django.db import connection, connections, transaction

from archive.database import connection_settings, open_database

BROWSER_TESTS = Path(__file__).parent / "browser"


def pytest_collection_modifyitems(items):
    """A browser is served from this machine; the other tests open no socket but the database's."""
    for item in items:
        if BROWSER_TESTS in item.path.parents:
            item.add_marker(pytest.mark.allow_hosts(["127.0.0.1", "::1", "localhost"]))


@pytest.fixture(scope="session", autouse=True)
def static_files():
    """Pages name static files by their digest, which takes a run of collectstatic."""
    call_command("collectstatic", interactive=False, verbosity=0)


@pytest.fixture(scope="session")
def django_db_modify_db_settings():
    """The database starts with the first test that wants one: those of the pure packages need none."""
    connections["default"].settings_dict.update(connection_settings(open_database()))


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    """Tests fill tables and empty them again: what autovacuum learns of a table in between misleads the planner."""
    with django_db_blocker.unblock(), connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'ALTER TABLE "{table}" SET (autovacuum_enabled = false)')
    connection.ops.execute_sql_flush = empty_tables


def empty_tables(statements):
    """Run what Django empties the tables with after a test, without the triggers that forbid it."""
    with transaction.atomic(), connection.cursor() as cursor:
        for switch in ("DISABLE", "ENABLE"):
            cursor.execute(
                "SELECT tgrelid::regclass, tgname FROM pg_trigger WHERE tgname LIKE '%\\_keep\\_table'"
            )
            for table, trigger in cursor.fetchall():
                cursor.execute(f"ALTER TABLE {table} {switch} TRIGGER {trigger}")
            for statement in statements if switch == "DISABLE" else ():
                cursor.execute(statement)


@pytest.fixture
def database_url(transactional_db):
    """The URL of the test database, for a test that starts `manage.py` as a program of its own."""
    at = connection.settings_dict
    login = f"{quote(at['USER'], safe='')}:{quote(at['PASSWORD'], safe='')}"
    return f"postgresql://{login}@/{at['NAME']}?host={quote(at['HOST'], safe='')}&port={at['PORT'] or 5432}"
