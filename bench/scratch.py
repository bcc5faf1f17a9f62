"""A fresh database for a measurement, migrated, worked on as the program's own role, and gone afterwards.

Import it before any model: it readies Django.
"""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import django
import psycopg
from psycopg import sql

from archive.database import (
    OWNER_URL,
    connection_settings,
    open_database,
    with_session_settings,
)

open_database()
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "archive.settings")
django.setup()

from django.conf import settings  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402


@contextmanager
def scratch_database(name: str) -> Iterator[None]:
    """Django's connection leads to a new database of this name; what it writes is the benchmark's, says the history."""
    owner_url = os.environ.get(OWNER_URL) or os.environ["DATABASE_URL"]
    former = dict(connection.settings_dict)
    login = connection_settings(os.environ["DATABASE_URL"])
    with psycopg.connect(owner_url, autocommit=True) as owner:
        owner.execute(sql.SQL("DROP DATABASE IF EXISTS {}").format(sql.Identifier(name)))
        owner.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
        try:
            connection.close()
            named = with_session_settings(login, **{"archive.actor": f"bench/{Path(sys.argv[0]).name}"})
            connection.settings_dict.update({**named, "NAME": name})
            if settings.DATABASE_OWNER:
                settings.DATABASE_OWNER["NAME"] = name
            call_command("migrate", interactive=False, verbosity=0)
            yield
        finally:
            connection.close()
            connection.settings_dict.update(former)
            owner.execute(sql.SQL("DROP DATABASE IF EXISTS {}").format(sql.Identifier(name)))
