"""Which PostgreSQL the archive talks to: the one DATABASE_URL names, or one of its own beside the project."""

import os
import pwd
import re
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
OWNER_URL = "DATABASE_OWNER_URL"
EXAMPLE = "postgres://user:password@host:5432/name"


class DatabaseProblem(ImproperlyConfigured):
    """What is wrong with the database and how to mend it, in words for who started the program."""


def open_database(folder: Path | None = None) -> str:
    """The URL of a database that answers, also left in DATABASE_URL for child processes.

    Without DATABASE_URL the embedded server is started, in `folder` if one is given, and runs at least until
    this process ends. DATABASE_OWNER_URL then leads to the same database as the role that owns the tables. Raises
    DatabaseProblem.
    """
    url, owner = os.environ.get("DATABASE_URL"), os.environ.get(OWNER_URL)
    if owner and not url:
        raise DatabaseProblem(
            "DATABASE_OWNER_URL is set and DATABASE_URL is not: the program needs a role too."
        )
    if not url:
        try:
            url, owner = embedded_server(folder).join()
        except (ServerFailure, OSError) as error:
            raise DatabaseProblem(f"The embedded database cannot be used: {error}") from error
    if owner and connection_settings(owner, OWNER_URL)["NAME"] != connection_settings(url)["NAME"]:
        raise DatabaseProblem("DATABASE_OWNER_URL names another database than DATABASE_URL.")
    check_server(url)
    os.environ |= {"DATABASE_URL": url} | ({OWNER_URL: owner} if owner else {})
    return url


def connection_settings(url: str, variable: str = "DATABASE_URL") -> dict[str, Any]:
    """Django's settings for the database that `url`, found in the `variable`, names, in the form libpq reads.

    Raises DatabaseProblem.
    """
    if not url.startswith(("postgres://", "postgresql://")):
        raise DatabaseProblem(f"{variable} must name a PostgreSQL database, like {EXAMPLE}.")
    try:
        parts: dict[str, Any] = conninfo_to_dict(url)
    except psycopg.ProgrammingError as error:
        reason = str(error).partition(":")[0]  # what follows may be the password
        hint = "Write special characters of the password in percent form (@ as %40, / as %2F)."
        raise DatabaseProblem(f"{variable} cannot be read: {reason}. {hint}") from None
    port = str(parts.pop("port", ""))
    if port and not (port.isascii() and port.isdigit() and 0 < int(port) < 65536):
        raise DatabaseProblem(f"{variable} has the port {port!r}; it must be a number from 1 to 65535.")
    if not parts.get("dbname"):
        raise DatabaseProblem(f"{variable} names no database; the name follows the last slash: {EXAMPLE}.")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": parts.pop("dbname"),
        "USER": parts.pop("user", ""),
        "PASSWORD": parts.pop("password", ""),
        "HOST": parts.pop("host", ""),
        "PORT": port,
        "OPTIONS": parts,
    }


def with_session_settings(database: dict[str, Any], **session: str) -> dict[str, Any]:
    """Django's settings for a database, whose sessions begin with these settings of PostgreSQL's."""
    # The server parts options at white space, unless a backslash stands before it.
    values = {name: re.sub(r"([\\\s])", r"\\\1", value) for name, value in session.items()}
    words = [
        database["OPTIONS"].get("options", ""),
        *(f"-c {name}={value}" for name, value in values.items()),
    ]
    return {**database, "OPTIONS": {**database["OPTIONS"], "options": " ".join(words).strip()}}


def operator() -> str:
    """The account of the operating system that runs this program."""
    try:
        return pwd.getpwuid(os.geteuid()).pw_name
    except KeyError:
        return f"user {os.geteuid()}"


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
