import os

import psycopg
import pytest

from archive import database
from archive.database import (
    DatabaseProblem,
    check_server,
    connection_settings,
    open_database,
    with_session_settings,
)


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


def test_connection_settings_says_which_variable_is_wrong():
    with pytest.raises(DatabaseProblem, match="DATABASE_OWNER_URL names no database"):
        connection_settings("postgres://reader:hush@db", "DATABASE_OWNER_URL")


@pytest.mark.parametrize(
    "name",
    ["migrate, run by nerys", "two  blanks, a \\ and a \ttab", 'O\'Neil "x" $1 é\u2003ж', "-c x=y", ""],
)
def test_with_session_settings_gives_the_server_the_value_as_it_is(database_url, name):
    at = with_session_settings(
        connection_settings(database_url + "&options=-c%20geqo%3Doff"),
        **{"archive.actor": name, "jit": "off"},
    )
    ask = "SELECT current_setting('archive.actor'), current_setting('geqo'), current_setting('jit')"
    with psycopg.connect(database_url, options=at["OPTIONS"]["options"]) as connection:
        assert connection.execute(ask).fetchone() == (name, "off", "off")


@pytest.mark.parametrize(
    ("url", "owner", "complaint"),
    [
        ("", "postgres://owner@db/archive", "DATABASE_URL is not"),
        ("postgres://app@db/archive", "postgres://owner@db/other", "another database"),
        ("postgres://app@db/archive", "mysql://owner@db/archive", "DATABASE_OWNER_URL must name"),
    ],
)
def test_open_database_refuses_an_owner_that_does_not_fit(monkeypatch, url, owner, complaint):
    monkeypatch.setenv("DATABASE_URL", url)
    monkeypatch.setenv("DATABASE_OWNER_URL", owner)
    with pytest.raises(DatabaseProblem, match=complaint):
        open_database()


def test_open_database_takes_the_named_one(database_url, monkeypatch):
    monkeypatch.setenv("DATABASE_URL", database_url)
    assert open_database() == database_url
    assert os.environ["DATABASE_URL"] == database_url
