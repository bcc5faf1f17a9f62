import json
import os
import pwd
import subprocess
import sys

import pytest
from django.core.exceptions import ImproperlyConfigured

from archive import settings

SHOW = """
import django, json
django.setup()
from django.conf import settings
from django.db import connection
with connection.cursor() as cursor:
    cursor.execute("SELECT current_setting('statement_timeout'), current_setting('TimeZone')")
    print(json.dumps({
        "database": cursor.fetchone(),
        "debug": settings.DEBUG,
        "hosts": settings.ALLOWED_HOSTS,
        "session": [settings.SESSION_COOKIE_NAME, settings.SESSION_COOKIE_SECURE],
        "csrf": [settings.CSRF_COOKIE_NAME, settings.CSRF_COOKIE_SECURE],
        "hidden from scripts": settings.SESSION_COOKIE_HTTPONLY and settings.CSRF_COOKIE_HTTPONLY,
    }))
"""


def run(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """The finished run of a Python program, in the environment of the tests with these changes."""
    changed = os.environ | {"DJANGO_SETTINGS_MODULE": "archive.settings"} | environment
    # What the browser tests need in this process is no part of an operator's environment.
    changed.pop("DJANGO_ALLOW_ASYNC_UNSAFE", None)
    command = [sys.executable, *arguments]
    return subprocess.run(command, env=changed, capture_output=True, text=True, check=False)


@pytest.mark.parametrize("value", ["yes please", "2", "on"])
def test_flag_refuses_what_is_neither_yes_nor_no(monkeypatch, value):
    monkeypatch.setenv("DEBUG", value)
    with pytest.raises(ImproperlyConfigured, match="it must be 1 or 0"):
        settings.flag("DEBUG")


@pytest.mark.parametrize("value", ["http", "0", "-1", "65536", "²"])
def test_port_refuses_what_is_no_port(monkeypatch, value):
    monkeypatch.setenv("PORT", value)
    with pytest.raises(ImproperlyConfigured, match="a number from 1 to 65535"):
        settings.port()


@pytest.mark.parametrize(
    "value",
    [
        "archive.example.org",
        "ftp://archive.example.org",
        "https://",
        "https://archive.example.org/archive",
        "https://archive.example.org?x=1",
        "https://editor:hush@archive.example.org",
        "https://archive.example.org:port",
        "https://[::1",
    ],
)
def test_site_url_refuses_what_no_reader_could_type(monkeypatch, value):
    monkeypatch.setenv("SITE_URL", value)
    with pytest.raises(ImproperlyConfigured, match=r"like https://archive\.example\.org"):
        settings.site_url()


@pytest.mark.parametrize(
    ("environment", "expected"),
    [
        ({}, "http://localhost:8000"),
        ({"PORT": "8001"}, "http://localhost:8001"),
        ({"SITE_URL": "https://Archive.example.org/", "PORT": "8001"}, "https://archive.example.org"),
        ({"SITE_URL": "http://192.0.2.7:8080"}, "http://192.0.2.7:8080"),
    ],
)
def test_site_url_has_no_slash_at_its_end(monkeypatch, environment, expected):
    for name in ("SITE_URL", "PORT"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert settings.site_url() == expected


def test_commands_say_in_one_line_what_is_wrong_with_the_environment(database_url):
    done = run("manage.py", "check", DATABASE_URL=database_url, SITE_URL="archive")
    assert done.returncode == 1
    assert done.stderr == "SITE_URL is 'archive'; it must be like https://archive.example.org.\n"


def test_pages_have_a_time_limit_and_plain_cookies_without_tls(database_url):
    done = run("-c", SHOW, DATABASE_URL=database_url, SITE_URL="")
    assert json.loads(done.stdout) == {
        "database": ["3s", "UTC"],
        "debug": False,
        "hosts": ["localhost", "localhost", "127.0.0.1"],
        "session": ["sessionid", False],
        "csrf": ["csrftoken", False],
        "hidden from scripts": True,
    }


def test_cookies_keep_to_the_host_and_to_tls_where_the_site_has_it(database_url):
    done = run("-c", SHOW, DATABASE_URL=database_url, SITE_URL="https://archive.example.org")
    shown = json.loads(done.stdout)
    assert shown["hosts"][0] == "archive.example.org"
    assert shown["session"] == ["__Host-session", True]
    assert shown["csrf"] == ["__Host-csrf", True]


def test_commands_have_no_time_limit(database_url):
    ask = "from django.db import connection as c; k = c.cursor(); k.execute('SHOW statement_timeout'); "
    done = run("manage.py", "shell", "-v0", "-c", ask + "print(k.fetchone()[0])", DATABASE_URL=database_url)
    assert done.stdout == "0\n"


ACTOR = """
from django.db import connection
with connection.cursor() as cursor:
    cursor.execute("SELECT current_setting('archive.actor', true)")
    print(cursor.fetchone()[0])
"""


def test_commands_are_named_in_the_history_with_who_runs_them(database_url):
    done = run("manage.py", "shell", "-v0", "-c", ACTOR, DATABASE_URL=database_url)
    assert done.stdout == f"shell, run by {pwd.getpwuid(os.geteuid()).pw_name}\n"


def test_pages_name_nobody_by_themselves(database_url):
    done = run("-c", f"import django\ndjango.setup(){ACTOR}", DATABASE_URL=database_url)
    assert done.stdout == "None\n"


def test_check_warns_of_a_program_that_owns_the_tables(database_url):
    owner = os.environ["DATABASE_OWNER_URL"]
    done = run("manage.py", "check", DATABASE_URL=owner, DATABASE_OWNER_URL="")
    assert done.returncode == 0
    assert "statements.W001" in done.stderr
    assert "DATABASE_OWNER_URL" in done.stderr
    assert "W001" not in run("manage.py", "check", DATABASE_URL=database_url).stderr
    # A web server that was given the program's role alone is right.
    alone = run("manage.py", "check", DATABASE_URL=database_url, DATABASE_OWNER_URL="")
    assert "W001" not in alone.stderr


def test_pages_are_not_served_as_the_owner(database_url):
    show = "import archive.wsgi, os; print('DATABASE_OWNER_URL' in os.environ)"
    assert run("-c", show, DATABASE_URL=database_url).stdout == "False\n"


def test_settings_alone_start_no_server():
    read = "import archive.settings as s, sys; print(s.DATABASES['default']['HOST'])"
    assert run("-c", read, DATABASE_URL="").stdout == "/DATABASE_URL is not set\n"


def test_deployment_check_finds_nothing_to_warn_of(database_url):
    check = ("manage.py", "check", "--deploy", "--fail-level", "WARNING")
    done = run(*check, DATABASE_URL=database_url, SITE_URL="https://archive.example.org")
    assert done.returncode == 0, done.stderr
