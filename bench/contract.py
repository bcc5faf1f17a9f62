"""Asks the API whatever its description allows, and what it does not allow, by schemathesis.

usage: python bench/contract.py SCHEMATHESIS [EXAMPLES] (make contract installs the program and says where it is)

Serves the archive of DATABASE_URL, or the one that `make run` fills, on loopback and without the limit of requests an
hour. Each operation gets EXAMPLES random requests, 100 if nothing is said, besides those at the edges of every
parameter. What the program has to know besides the description is in schemathesis.toml. Exits as the program does.
"""

import os
import subprocess
import sys
from pathlib import Path
from threading import Thread

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))

from django.core.servers.basehttp import ThreadedWSGIServer, WSGIRequestHandler  # noqa: E402

from archive.wsgi import application  # noqa: E402  # opens the database
from statements.views.api import answer  # noqa: E402


class Quiet(WSGIRequestHandler):
    """Thousands of requests are not worth a line each."""

    def log_message(self, *args: object) -> None:
        """Says nothing."""


def main() -> int:
    program, *examples = sys.argv[1:]
    answer.MOST = sys.maxsize
    server = ThreadedWSGIServer(("127.0.0.1", 0), Quiet)
    server.daemon_threads = True
    server.set_app(application)
    Thread(target=server.serve_forever, daemon=True).start()
    description = f"http://localhost:{server.server_port}/api/v1/openapi.json"
    command = [program, "run", description, "--max-examples", *(examples or ["100"])]
    return subprocess.run(command, cwd=HERE.parent, check=False).returncode


if __name__ == "__main__":
    os._exit(main())
