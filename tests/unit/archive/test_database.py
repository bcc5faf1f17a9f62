import os

import pytest

from archive import database
from archive.database import DatabaseProblem, check_server, connection_settings, open_database


@pytest.mark.parametrize(
    ("url", "complaint"),
    [
        ("", "must name a PostgreSQL database, like postgres://"),
        ("sqlite:///archive.sqlite3", "must name a PostgreSQL database"),
        ("mysql://reader:hush@db/archive", "must name a PostgreSQL database"),
        ("host=db dbname=archive", "must name a PostgreSQL database"),
        ("postgres://reader:hush@db", "names no database"),
        ("postgres://reader:hush@db/", "names no database"),
        ("postgres://reader:hush@db:http/archive", "the port 'http'"),
        ("postgres://reader:hush@db:0/archive", "the port '0'"),
        ("postgres://reader:hush@db:99999/archive", "the port '99999'"),
        ("postgres://reader:hush@db/archive?colour=red", "invalid URI query parameter"),
        ("postgres://reader:hush@[::1/archive", "percent form"),
        ("postgres://reader:hush%zz@db/archive", "percent form"),
    ],
)
def test_connection_settings_refuses(url, complaint):
    with pytest.raises(DatabaseProblem) as refusal:
        connection_settings(url)
    assert complaint in str(refusal.value)
    assert "hush" not in str(refusal.value)


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        (
            "postgres://reader:hush@db.example:5433/archive",
            {"HOST": "db.example", "PORT": "5433", "USER": "reader", "PASSWORD": "hush", "NAME": "archive"},
        ),
        ("postgresql://db/archive", {"HOST": "db", "PORT": "", "USER": "", "PASSWORD": "", "OPTIONS": {}}),
        ("postgres://reader:a%40b%2Fc@db/archive", {"PASSWORD": "a@b/c", "HOST": "db"}),
        ("postgres:///archive?host=/run/postgresql", {"HOST": "/run/postgresql", "NAME": "archive"}),
        ("postgres://%2Frun%2Fpostgresql/archive", {"HOST": "/run/postgresql"}),
        ("postgres://[::1]:5433/archive", {"HOST": "::1", "PORT": "5433"}),
        ("postgres://db/archive?sslmode=verify-full", {"OPTIONS": {"sslmode": "verify-full"}}),
    ],
)
def test_connection_settings_reads(url, expected):
    settings = connection_settings(url)
    assert {key: settings[key] for key in expected} == expected


def test_check_server_says_that_nobody_answers():
    with pytest.raises(DatabaseProblem, match=r"does not answer: (.|\n)*Check DATABASE_URL"):
        check_server("postgres://reader:hush@127.0.0.1:1/archive")


def test_check_server_names_the_supported_versions(database_url, monkeypatch):
    monkeypatch.setattr(database, "SUPPORTED_MAJORS", range(9, 11))
    with pytest.raises(DatabaseProblem, match="9 to 10 are supported"):
        check_server(database_url)


def test_open_database_takes_the_named_one(database_url, monkeypatch):
    monkeypatch.setenv("DATABASE_URL", database_url)
    assert open_database() == database_url
    assert os.environ["DATABASE_URL"] == database_url
