"""Which PostgreSQL the archive talks to: the one DATABASE_URL names, or one of its own beside the project."""

import os
from pathlib import Path
from typing import Any

import psycopg
from django.core.exceptions import ImproperlyConfigured
from psycopg.conninfo import conninfo_to_dict

from archive.embedded_server import ServerFailure, embedded_server

# 15 is what Debian 12 packages, 18 what the embedded server runs.
SUPPORTED_MAJORS = range(15, 19)
# How long a database may take to answer at start; a healthy one needs milliseconds.
ANSWER_SECONDS = 10
EXAMPLE = "postgres://user:password@host:5432/name"


class DatabaseProblem(ImproperlyConfigured):
    """What is wrong with the database and how to mend it, in words for who started the program."""


def open_database(folder: Path | None = None) -> str:
    """The URL of a database that answers, also left in DATABASE_URL for child processes.

    Without DATABASE_URL the embedded server is started, in `folder` if one is given, and runs at least until
    this process ends. Raises DatabaseProblem.
    """
    url = os.environ.get("DATABASE_URL")
    if not url:
        try:
            url = embedded_server(folder).join()
        except (ServerFailure, OSError) as error:
            raise DatabaseProblem(f"The embedded database cannot be used: {error}") from error
    check_server(url)
    os.environ["DATABASE_URL"] = url
    return url


def connection_settings(url: str) -> dict[str, Any]:
    """Django's settings for the database that `url` names, in the form libpq reads.

    Raises DatabaseProblem.
    """
    if not url.startswith(("postgres://", "postgresql://")):
        raise DatabaseProblem(f"DATABASE_URL must name a PostgreSQL database, like {EXAMPLE}.")
    try:
        parts: dict[str, Any] = conninfo_to_dict(url)
    except psycopg.ProgrammingError as error:
        reason = str(error).partition(":")[0]  # what follows may be the password
        hint = "Write special characters of the password in percent form (@ as %40, / as %2F)."
        raise DatabaseProblem(f"DATABASE_URL cannot be read: {reason}. {hint}") from None
    port = str(parts.pop("port", ""))
    if port and not (port.isascii() and port.isdigit() and 0 < int(port) < 65536):
        raise DatabaseProblem(f"DATABASE_URL has the port {port!r}; it must be a number from 1 to 65535.")
    if not parts.get("dbname"):
        raise DatabaseProblem(f"DATABASE_URL names no database; the name follows the last slash: {EXAMPLE}.")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": parts.pop("dbname"),
        "USER": parts.pop("user", ""),
        "PASSWORD": parts.pop("password", ""),
        "HOST": parts.pop("host", ""),
        "PORT": port,
        "OPTIONS": parts,
    }


def check_server(url: str) -> None:
    """Raise DatabaseProblem unless a supported PostgreSQL that keeps text as UTF-8 answers at `url`."""
    connection_settings(url)
    try:
        with psycopg.connect(url, connect_timeout=ANSWER_SECONDS) as connection:
            major = connection.info.server_version // 10000
            encoding = connection.info.parameter_status("server_encoding")
    except psycopg.OperationalError as error:
        hint = "Check DATABASE_URL, and that the server runs."
        raise DatabaseProblem(f"The database does not answer: {str(error).strip()}\n{hint}") from None
    if major not in SUPPORTED_MAJORS:
        first, last = SUPPORTED_MAJORS[0], SUPPORTED_MAJORS[-1]
        raise DatabaseProblem(f"DATABASE_URL leads to PostgreSQL {major}; {first} to {last} are supported.")
    if encoding != "UTF8":
        raise DatabaseProblem(f"The database keeps text as {encoding}; create one with ENCODING 'UTF8'.")
