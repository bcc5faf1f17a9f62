"""A small synthetic archive, loaded once for all tests of a module."""

from urllib.parse import quote

import pytest
from django.db import connection

from bench.synthesis.load import load
from bench.synthesis.rows import COLUMNS
from bench.synthesis.truth import read_truth
from bench.synthesis.world import World

# More than one chunk, so that both processes have something to save.
QUOTES, SEED = 700, 7


@pytest.fixture(scope="session")
def world():
    return World(QUOTES, SEED)


def own_address():
    at = connection.settings_dict
    login = f"{quote(at['USER'], safe='')}:{quote(at['PASSWORD'], safe='')}"
    return f"postgresql://{login}@/{at['NAME']}?host={quote(at['HOST'], safe='')}&port={at['PORT'] or 5432}"


def schema():
    """Every constraint and index of the archive's tables, as the database describes it."""
    with connection.cursor() as cursor:
        cursor.execute(
            """SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid), convalidated FROM pg_constraint
            WHERE conrelid <> 0 UNION ALL
            SELECT tablename, indexname, indexdef, true FROM pg_indexes WHERE schemaname = 'public'"""
        )
        return set(cursor.fetchall())


@pytest.fixture(scope="module")
def archive(django_db_setup, django_db_blocker, tmp_path_factory, world):
    """The truth of the archive in the test database, and the schema before it was loaded."""
    with django_db_blocker.unblock():
        before = schema()
        path = load(own_address(), world, tmp_path_factory.mktemp("truth"), 2, lambda done, steps: None)
        yield {"truth": list(read_truth(path)), "schema": before}
        with connection.cursor() as cursor:
            tables = ", ".join(f"statements_{table}" for table in COLUMNS)
            cursor.execute(f"TRUNCATE {tables} RESTART IDENTITY CASCADE")
            cursor.execute(f'COMMENT ON DATABASE "{connection.settings_dict["NAME"]}" IS NULL')
