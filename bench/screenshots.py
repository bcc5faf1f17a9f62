"""Takes the pictures of the README: home, search and a quote of the demonstration, into docs/screenshots/.

usage: python bench/screenshots.py

Starts the archive as `make run` does, on a free port. Needs Chromium.
"""

import os
import shutil
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import sync_playwright

PROJECT = Path(__file__).resolve().parent.parent
PICTURES = PROJECT / "docs" / "screenshots"
SEARCH = "/search?sort=carried"


@contextmanager
def demonstration() -> Iterator[str]:
    """The address of an archive of the demonstration, served as long as this lasts."""
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = str(probe.getsockname()[1])
    process = subprocess.Popen(
        [sys.executable, "manage.py", "serve", "--demonstration"],
        cwd=PROJECT,
        env=os.environ | {"PORT": port},
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        for line in process.stdout or ():
            if line.startswith("The archive is at"):
                break
        yield f"http://localhost:{port}"
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait()


def main() -> None:
    PICTURES.mkdir(exist_ok=True)
    with demonstration() as site, sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-background-networking"]
        )
        page = browser.new_page(viewport={"width": 1280, "height": 960})
        page.goto(site)
        page.screenshot(path=PICTURES / "home.png")
        page.goto(site + SEARCH)
        page.screenshot(path=PICTURES / "search.png")
        page.locator(".card h3 a").first.click()
        page.set_viewport_size({"width": 1280, "height": 1440})
        page.screenshot(path=PICTURES / "quote.png")
        browser.close()


if __name__ == "__main__":
    main()
