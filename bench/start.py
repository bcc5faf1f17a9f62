"""How long `make run` takes in a fresh clone: the first time, with installing, and the second time.

usage: python bench/start.py

Clones the committed state into a temporary folder. Writes start.json beside this file, in seconds; what pip has to
download is in the first figure unless its cache holds it.
"""

import json
import os
import signal
import socket
import subprocess
import tempfile
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        return int(probe.getsockname()[1])


def seconds_to_serve(project: Path) -> float:
    """Starts the archive, waits for its address, stops it as Ctrl-C does."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("DATABASE_")}
    began = time.monotonic()
    process = subprocess.Popen(
        ["make", "run"],
        cwd=project,
        env=environment | {"PORT": str(free_port())},
        stdout=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    for line in process.stdout or ():
        if line.startswith("The archive is at"):
            break
    took = time.monotonic() - began
    os.killpg(process.pid, signal.SIGINT)
    process.communicate()
    return round(took, 1)


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        clone = Path(folder) / "clone"
        subprocess.run(["git", "clone", "--quiet", HERE.parent, clone], check=True)
        results = {"first start": seconds_to_serve(clone), "second start": seconds_to_serve(clone)}
    text = json.dumps(results, indent=2)
    (HERE / "start.json").write_text(text + "\n")
    print(text)


if __name__ == "__main__":
    main()
