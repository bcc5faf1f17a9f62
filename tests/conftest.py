"""What every test may rely on: a database, the static files, and no way out to the network."""

import os
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connection

from archive.database import OWNER_URL, connection_settings, open_database, with_session_settings
from statements.management.commands.migrate import LOGIN, grant_rights

# Beside that of the program: tests start it, and it writes its own anew while others read theirs.
settings.STATIC_ROOT = settings.VAR_DIR / "static-of-tests"
BROWSER_TESTS = Path(__file__).parent / "browser"


def pytest_collection_modifyitems(items):
    """A browser is served from this machine; the other tests open no socket but the database's."""
    for item in items:
        if BROWSER_TESTS in item.path.parents:
            item.add_marker(pytest.mark.allow_hosts(["127.0.0.1", "::1", "localhost"]))


def pytest_sessionstart(session):
    """Pages name static files by their digest, which takes a run of collectstatic: one for all processes."""
    if not hasattr(session.config, "workerinput"):
        call_command("collectstatic", interactive=False, verbosity=0)


@pytest.fixture(scope="session")
def django_db_modify_db_settings(request):
    """The database starts with the first test that wants one: those of the pure packages need none.

    Its owner makes the tables of the tests. The tests then run as the program does, with a name in the history.
    """
    open_database()
    if OWNER_URL not in os.environ:
        pytest.exit(
            f"The tests need {OWNER_URL} beside DATABASE_URL: the login of a role that may make databases."
        )
    connection.settings_dict.update(login_of(OWNER_URL))
    settings.DATABASE_OWNER = login_of(OWNER_URL)
    request.getfixturevalue("django_db_modify_db_settings_xdist_suffix")  # each process has its own


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    """Tests fill tables and empty them again: what autovacuum learns of a table in between misleads the planner."""
    with django_db_blocker.unblock():
        with connection.cursor() as cursor:
            for table in connection.introspection.table_names(cursor):
                cursor.execute(f'ALTER TABLE "{table}" SET (autovacuum_enabled = false)')
        grant_rights(connection, connection_settings(os.environ["DATABASE_URL"])["USER"])
        # Of the class: a browser's test has a connection of its own, since Playwright keeps an event loop.
        type(connection.ops).execute_sql_flush = staticmethod(empty_tables)
        log_in("DATABASE_URL")
    yield
    log_in(OWNER_URL)
    for variable in (OWNER_URL, "DATABASE_URL"):
        part_with_the_last(variable)


def part_with_the_last(variable):
    """Ends what a role still has open, as the threads of a server do: the database is dropped next."""
    with psycopg.connect(url_of(variable)) as own:
        own.execute(
            "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity "
            "WHERE datname = current_database() AND usename = current_user AND pid <> pg_backend_pid()"
        )


@pytest.fixture(scope="module")
def owner(django_db_setup):
    """The tests of this module work as the owner of the tables, as somebody at a prompt of the database would."""
    log_in(OWNER_URL)
    yield
    log_in("DATABASE_URL")


def log_in(variable):
    """From now on the tests' connection is that of the role in DATABASE_URL or DATABASE_OWNER_URL."""
    connection.close()
    connection.settings_dict.update({key: login_of(variable)[key] for key in LOGIN})


def login_of(variable):
    """Django's settings for the database of that URL; the history names its sessions "test"."""
    return with_session_settings(connection_settings(os.environ[variable]), **{"archive.actor": "test"})


def url_of(variable):
    """The URL of the tests' database for the role in DATABASE_URL or DATABASE_OWNER_URL."""
    return urlsplit(os.environ[variable])._replace(path=f"/{connection.settings_dict['NAME']}").geturl()


def empty_tables(statements):
    """Run what Django empties the tables with after a test, without the triggers that forbid it."""
    found = "SELECT tgrelid::regclass, tgname FROM pg_trigger WHERE tgname LIKE '%\\_keep\\_table'"
    with psycopg.connect(url_of(OWNER_URL)) as owner:
        guards = owner.execute(found).fetchall()
        switch = [f"ALTER TABLE {table} %s TRIGGER {trigger}" for table, trigger in guards]
        for statement in [s % "DISABLE" for s in switch] + statements + [s % "ENABLE" for s in switch]:
            owner.execute(statement)


@pytest.fixture
def database_url(transactional_db, monkeypatch):
    """The URL of the test database, for a test that starts `manage.py` as a program of its own."""
    monkeypatch.setenv(OWNER_URL, url_of(OWNER_URL))
    return url_of("DATABASE_URL")


@pytest.fixture(autouse=True)
def _documents_at_once(request):
    """What search knows of a quote is written when a transaction ends: of a test that is one transaction, at once."""
    marker = request.node.get_closest_marker("django_db")
    if (marker and not marker.kwargs.get("transaction")) or "db" in request.fixturenames:
        request.getfixturevalue("db")
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS statements_search IMMEDIATE")
