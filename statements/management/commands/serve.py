"""Makes the archive ready and serves it until it is told to stop."""

import ctypes
import hashlib
import http.client
import os
import secrets
import signal
import socket
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection, connections
from django.db.models import Count, Q

from statements.curation.edit import confirm
from statements.models import Article, Quote

DEMONSTRATION = "demonstration"
# What is loaded from it, in this order: articles find the outlets and speakers that are there.
DEMONSTRATION_TABLES = {
    "load_outlets": "outlets.csv",
    "load_speakers": "speakers.csv",
    "load_topics": "topics.csv",
    "ingest_articles": "articles.csv",
}
# So many of its statements show what an editor has confirmed.
CONFIRMED = 12
# Enough for a machine with two cores. A slow reader holds a thread, so there are many, but not more than half
# the connections that PostgreSQL allows by default (100).
WORKERS, THREADS = 2, 24
# What pages under way get to finish after a stop: twice what the database allows one statement.
GRACE_SECONDS = 6
START_SECONDS = 30
# From linux/prctl.h.
PR_SET_PDEATHSIG = 1


class Command(BaseCommand):
    help = "Prepares database, static files and the first editor's account, and serves the archive."

    def add_arguments(self, parser: CommandParser) -> None:
        note = f"load the articles of {DEMONSTRATION} first, unless they are there"
        parser.add_argument("--demonstration", action="store_true", help=note)

    def handle(self, *, demonstration: bool, **_: Any) -> None:
        require_free_port()
        call_command("migrate", interactive=False, verbosity=0)
        call_command("collectstatic", interactive=False, verbosity=0)
        self.welcome_first_editor()
        if demonstration:
            load_demonstration(settings.BASE_DIR / DEMONSTRATION)
        connections.close_all()
        self.serve()

    def welcome_first_editor(self) -> None:
        """Make the account `admin` in an archive without editors, and print its password this once."""
        users = get_user_model().objects
        if not users.filter(is_superuser=True).exists():
            password = secrets.token_urlsafe(12)
            users.create_superuser("admin", password=password)
            self.stdout.write(f"Editor's account: admin, password {password} (shown only now: keep it)")

    def serve(self) -> None:
        """Run the web server as a child until Ctrl-C or SIGTERM, which end this command without an error."""
        # A shell that starts this in the background has SIGINT ignored; here it always means stop.
        signal.signal(signal.SIGINT, signal.default_int_handler)
        # Pages are never served as the owner of the tables.
        environment = {name: value for name, value in os.environ.items() if name != "DATABASE_OWNER_URL"}
        server = subprocess.Popen(
            gunicorn(), env=environment, start_new_session=True, preexec_fn=end_with_parent
        )
        try:
            wait_until_ready(server)
            self.stdout.write(f"The archive is at {settings.SITE_URL}/ (Ctrl-C stops it)")
            raise CommandError(f"The web server ended by itself, with code {server.wait()}.")
        except (KeyboardInterrupt, SystemExit):
            self.stdout.write("Stopping ...")
        finally:
            signal.signal(signal.SIGINT, signal.SIG_IGN)
            signal.signal(signal.SIGTERM, signal.SIG_IGN)
            server.terminate()
            server.wait()


def require_free_port() -> None:
    """Raise CommandError if the address of the settings cannot be listened on."""
    try:
        socket.create_server((settings.BIND_HOST, settings.BIND_PORT)).close()
    except OSError as error:
        reason = str(error.strerror).partition(" (")[0]
        raise CommandError(
            f"Cannot listen on {settings.BIND_HOST}:{settings.BIND_PORT}: {reason}. "
            "Stop what runs there, or choose another port: PORT=8001 make run"
        ) from error


def load_demonstration(folder: Path) -> None:
    """Load the demonstration's tables and articles, unless this archive has had them as they are now."""
    loaded = settings.VAR_DIR / "demonstration-loaded"
    mark = fingerprint(folder)
    if not (Article.objects.exists() and loaded.exists() and loaded.read_text() == mark):
        for command, table in DEMONSTRATION_TABLES.items():
            call_command(command, folder / table)
        confirm_most_carried()
        loaded.write_text(mark)


def confirm_most_carried() -> None:
    """An editor of the demonstration, who cannot log in, stands for the statements that most outlets carried."""
    name = "demonstration editor"
    editor, _ = get_user_model().objects.get_or_create(username=name, defaults={"is_active": False})
    carriages = Count("carriages", filter=Q(carriages__is_active=True))
    rows = Quote.objects.published().filter(reviewed_at=None, credits__isnull=False).annotate(n=carriages)
    for quote in rows.order_by("-n", "pk").distinct()[:CONFIRMED]:
        confirm(quote, by=editor, reason="Read against its articles for the demonstration.")


def fingerprint(folder: Path) -> str:
    """A digest of the files in a folder and of the database they go to."""
    place = [str(connection.settings_dict[key]) for key in ("HOST", "PORT", "NAME")]
    digest = hashlib.sha256(repr(place).encode())
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            digest.update(bytes(path.relative_to(folder)) + b"\0")
            digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def gunicorn() -> list[str]:
    """The command line of the web server."""
    # A pasted sentence or many facets make a long address; 8190 bytes is the most that gunicorn takes. Its warnings
    # are left out: it gives one for every HEAD request, since Django leaves it to the server to drop the body.
    return [
        *(sys.executable, "-m", "gunicorn", "archive.wsgi"),
        *("--bind", f"{settings.BIND_HOST}:{settings.BIND_PORT}"),
        *("--worker-class", "gthread", "--workers", str(WORKERS), "--threads", str(THREADS)),
        *("--graceful-timeout", str(GRACE_SECONDS), "--limit-request-line", "8190"),
        *("--log-level", "error", "--no-control-socket"),
    ]


def end_with_parent() -> None:
    """Have Linux stop the web server when this command is killed without a chance to do so itself."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


def wait_until_ready(server: subprocess.Popen[bytes]) -> None:
    """Return when a page can be had or the server has ended; raise CommandError if neither happens."""
    host = "127.0.0.1" if settings.BIND_HOST == "0.0.0.0" else settings.BIND_HOST  # noqa: S104
    deadline = time.monotonic() + START_SECONDS
    while server.poll() is None:
        try:
            with closing(
                http.client.HTTPConnection(host, settings.BIND_PORT, timeout=START_SECONDS)
            ) as probe:
                probe.request("GET", "/healthz", headers={"Host": "localhost"})
                probe.getresponse().read()
                return
        except OSError:
            if time.monotonic() > deadline:
                raise CommandError("The web server does not answer.") from None
            time.sleep(0.1)
