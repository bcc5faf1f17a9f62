"""What every test may rely on: a database, and no way out to the network."""

from pathlib import Path
from urllib.parse import quote

import pytest
from django.db import connection, connections

from archive.database import connection_settings, open_database

# Tests that serve pages to a browser talk to this machine; all others open no socket but the database's.
LOCAL = ("127.0.0.1", "::1", "localhost")
BROWSER_TESTS = Path(__file__).parent / "browser"


def pytest_collection_modifyitems(items):
    for item in items:
        if BROWSER_TESTS in item.path.parents:
            item.add_marker(pytest.mark.allow_hosts(LOCAL))


@pytest.fixture(scope="session")
def django_db_modify_db_settings():
    """The database starts with the first test that wants one: tests of the pure packages need no server."""
    connections["default"].settings_dict.update(connection_settings(open_database()))


@pytest.fixture
def database_url(transactional_db):
    """The URL of the test database, for a test that starts `manage.py` as a program of its own."""
    at = connection.settings_dict
    login = f"{quote(at['USER'], safe='')}:{quote(at['PASSWORD'], safe='')}"
    return f"postgresql://{login}@/{at['NAME']}?host={quote(at['HOST'], safe='')}&port={at['PORT'] or 5432}"
