"""What the program's role may do after `manage.py migrate`, run as a program of its own."""

import os
import subprocess
import sys

import psycopg
import pytest

from statements.management.commands.migrate import READ_ONLY

RIGHTS = """
SELECT relname, right_name FROM pg_class
CROSS JOIN unnest(ARRAY['SELECT', 'INSERT', 'UPDATE', 'DELETE', 'TRUNCATE', 'REFERENCES', 'TRIGGER']) AS right_name
WHERE relkind = 'r' AND relnamespace = current_schema()::regnamespace
AND has_table_privilege('archive_app', oid, right_name)
"""
SEQUENCES = """
SELECT sequencename FROM pg_sequences WHERE schemaname = current_schema()
AND has_sequence_privilege('archive_app', format('%I.%I', schemaname, sequencename), 'UPDATE, USAGE')
"""


def migrate(url, **environment):
    environment = os.environ | {"DATABASE_URL": url} | environment
    command = [sys.executable, "manage.py", "migrate", "-v0"]
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=False)


@pytest.fixture
def owner(database_url):
    """A connection as the owner of the tables."""
    with psycopg.connect(os.environ["DATABASE_OWNER_URL"], autocommit=True) as connection:
        yield connection


def program_of(url):
    with psycopg.connect(url) as connection:
        return connection.info.user


def rights(owner, url):
    """The rights on each table, and the sequences that may be used, of the program's role."""
    role = program_of(url)
    tables = {}
    for table, right in owner.execute(RIGHTS.replace("archive_app", role)):
        tables.setdefault(table, set()).add(right)
    return tables, {name for (name,) in owner.execute(SEQUENCES.replace("archive_app", role))}


def test_migrate_lets_the_program_write_rows_but_not_the_history(owner, database_url):
    assert migrate(database_url).returncode == 0
    tables, sequences = rights(owner, database_url)
    assert {table for table, may in tables.items() if may == {"SELECT"}} == READ_ONLY & set(tables)
    rows = {"SELECT", "INSERT", "UPDATE", "DELETE"}
    assert {table for table, may in tables.items() if may == rows} == set(tables) - READ_ONLY
    assert "statements_quote_id_seq" in sequences
    assert "statements_revision_id_seq" not in sequences


def test_migrate_takes_rights_that_somebody_gave(owner, database_url):
    role = program_of(database_url)
    owner.execute(f"GRANT ALL ON statements_revision, statements_quote TO {role}")
    owner.execute(f"GRANT CREATE ON SCHEMA public TO {role}")
    assert migrate(database_url).returncode == 0
    tables, _ = rights(owner, database_url)
    assert tables["statements_revision"] == {"SELECT"}
    assert "TRUNCATE" not in tables["statements_quote"]
    with psycopg.connect(database_url) as program, pytest.raises(psycopg.errors.InsufficientPrivilege):
        program.execute("CREATE TABLE made (id int)")


def test_migrate_works_where_the_program_owns_the_tables(database_url):
    done = migrate(os.environ["DATABASE_OWNER_URL"], DATABASE_OWNER_URL="")
    assert done.returncode == 0
    assert "Traceback" not in done.stderr


def test_migrate_says_that_the_owner_is_not_let_in(database_url):
    wrong = os.environ["DATABASE_OWNER_URL"].replace("@", "x@", 1)
    done = migrate(database_url, DATABASE_OWNER_URL=wrong)
    assert done.returncode == 1
    assert "Check DATABASE_OWNER_URL" in done.stderr
    assert "Traceback" not in done.stderr
