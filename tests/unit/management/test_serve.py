import http.client
import os
import signal
import socket
import subprocess
import sys

import pytest
from django.contrib.auth import get_user_model

pytestmark = pytest.mark.allow_hosts(["127.0.0.1"])
FIRST_EDITOR = "Editor's account: admin, password "


@pytest.fixture
def port():
    """A port of this machine that nobody listens on."""
    with socket.create_server(("127.0.0.1", 0)) as probe:
        return probe.getsockname()[1]


@pytest.fixture
def serve(database_url, port):
    """A function that starts `manage.py serve`; gives the process."""
    processes = []

    def start() -> subprocess.Popen[str]:
        environment = os.environ | {"DATABASE_URL": database_url, "PORT": str(port), "SITE_URL": ""}
        command = [sys.executable, "manage.py", "serve"]
        pipe = subprocess.PIPE
        process = subprocess.Popen(command, env=environment, stdout=pipe, stderr=pipe, text=True)
        processes.append(process)
        return process

    yield start
    for process in processes:
        process.terminate()
        process.communicate()


def lines_until_ready(process: subprocess.Popen[str]) -> list[str]:
    lines = []
    for line in process.stdout:
        lines.append(line.strip())
        if line.startswith("The archive is at"):
            break
    return lines


def status(port: int, address: str) -> int:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    connection.request("GET", address)
    answer = connection.getresponse()
    answer.read()
    connection.close()
    return answer.status


@pytest.mark.parametrize("stop", [signal.SIGINT, signal.SIGTERM])
def test_serve_until_it_is_stopped(serve, port, stop):
    process = serve()
    assert lines_until_ready(process)[-1] == f"The archive is at http://localhost:{port}/ (Ctrl-C stops it)"
    assert status(port, "/readyz") == 200
    assert status(port, "/admin/login/") == 200
    process.send_signal(stop)
    rest, complaints = process.communicate(timeout=20)
    assert (process.returncode, rest, complaints) == (0, "Stopping ...\n", "")
    with pytest.raises(ConnectionRefusedError):
        status(port, "/healthz")


def test_serve_tells_the_first_editor_the_password_once(serve):
    process = serve()
    told = lines_until_ready(process)[0]
    assert told.startswith(FIRST_EDITOR)
    password = told.removeprefix(FIRST_EDITOR).split()[0]
    assert get_user_model().objects.get(username="admin").check_password(password)
    process.terminate()
    process.communicate(timeout=20)
    again = serve()
    assert FIRST_EDITOR not in lines_until_ready(again)[0]


def test_serve_says_that_the_port_is_taken(serve, port):
    with socket.create_server(("127.0.0.1", port)):
        _, complaints = serve().communicate(timeout=20)
    assert complaints.startswith(f"CommandError: Cannot listen on 127.0.0.1:{port}: Address already in use.")
    assert "PORT=8001 make run" in complaints


def test_serve_takes_the_web_server_along_when_it_is_killed(serve, port):
    process = serve()
    lines_until_ready(process)
    process.kill()
    process.communicate(timeout=20)  # returns when the web server has closed its end of the pipes
    with pytest.raises(ConnectionRefusedError):
        status(port, "/healthz")
