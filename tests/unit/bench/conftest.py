"""A small synthetic archive, loaded once for all tests of a module."""

from types import SimpleNamespace

import psycopg
import pytest
from django.db import connection

from archive.database import OWNER_URL
from bench.synthesis.database import claim, connect
from bench.synthesis.load import load, save
from bench.synthesis.rows import COLUMNS
from bench.synthesis.truth import read_truth
from bench.synthesis.world import World
from tests.conftest import empty_tables, url_of

# More than one chunk, so that both processes have something to save.
QUOTES, SEED = 560, 7


@pytest.fixture(scope="session")
def world():
    return World(QUOTES, SEED)


def schema():
    """Every constraint, index and trigger, as the database describes it."""
    with connection.cursor() as cursor:
        cursor.execute(
            """SELECT conname, pg_get_constraintdef(oid), convalidated FROM pg_constraint
            UNION ALL SELECT indexname, indexdef, true FROM pg_indexes
            UNION ALL SELECT tgname, pg_get_triggerdef(oid), tgenabled = 'O' FROM pg_trigger WHERE NOT tgisinternal"""
        )
        return set(cursor.fetchall())


def nothing(done, steps):
    """A progress that nobody watches."""


@pytest.fixture(scope="module")
def archive(django_db_setup, django_db_blocker, tmp_path_factory, world):
    """An archive whose load was stopped after one chunk and went on: its truth, and the schema before and after."""
    with django_db_blocker.unblock():
        url, folder, before = url_of(OWNER_URL), tmp_path_factory.mktemp("truth"), schema()
        with connect(url) as half:
            claim(half, world)
            save(half, world, folder, 1)
        path = load(url, world, folder, 2, nothing)
        yield SimpleNamespace(
            url=url, folder=folder, truth=list(read_truth(path)), before=before, after=schema()
        )
        tables = ", ".join(f"statements_{table}" for table in (*COLUMNS, "revision"))
        empty_tables([f"TRUNCATE {tables} RESTART IDENTITY CASCADE"])
        with psycopg.connect(url) as owner:
            owner.execute(f'COMMENT ON DATABASE "{owner.info.dbname}" IS NULL')
