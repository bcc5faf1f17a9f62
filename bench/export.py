"""How an export of everything is sent: when its first byte comes, how fast it is, what memory it takes.

usage: python bench/export.py --quotes 1000000 [--seed 1]

Wants the archive that bench/synthetic.py made with the same --quotes and --seed. Asks for each kind of rows as CSV, and
for BibLaTeX, through Django, one after the other in processes of their own. Writes export.json beside this file:
seconds, rows, statements a second, and by how many megabytes the process grew while it sent.
"""

import argparse
import json
import os
import sys
import time
from multiprocessing import get_context
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "archive.settings")

import django  # noqa: E402

django.setup()

from django.conf import settings  # noqa: E402
from django.db import connection  # noqa: E402
from django.test import Client  # noqa: E402

from archive.database import connection_settings, with_session_settings  # noqa: E402
from bench.synthetic import open_empty  # noqa: E402
from statements.models import SearchDocument  # noqa: E402

ADDRESSES = {kind: f"/export.csv?rows={kind}" for kind in ("quotes", "appearances", "changes")}
ADDRESSES["bib"] = "/export.bib"


def memory() -> float:
    """What this process holds, in MB."""
    return int(Path("/proc/self/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 1e6


def sent(address: str, url: str) -> dict[str, float]:
    """How one export of a database went, under the limits of a page."""
    login = with_session_settings(connection_settings(url), statement_timeout="3s")
    connection.settings_dict.update(login)
    settings.ALLOWED_HOSTS.append("testserver")
    statements = SearchDocument.objects.filter(is_published=True).count()
    client = Client()
    list(client.get(f"{address}{'&' if '?' in address else '?'}n=1").streaming_content)  # what is loaded once
    held, most, lines, first = memory(), 0.0, 0, 0.0
    began = time.monotonic()
    for piece in client.get(address).streaming_content:
        first = first or time.monotonic() - began
        lines += piece.count(b"@online{" if address.endswith("bib") else b"\r\n")
        if lines % 1000 == 0:
            most = max(most, memory() - held)
    took = time.monotonic() - began
    return {
        "first byte": round(first, 3), "seconds": round(took), "rows": lines - ("csv" in address),
        "statements": statements,
        "statements a second": round(statements / took), "memory": round(most),
    }  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--quotes", type=int, required=True)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    url = open_empty(f"synthetic_{given.quotes}_{given.seed}")
    with get_context("spawn").Pool(1, maxtasksperchild=1) as pool:
        result = {kind: pool.apply(sent, (address, url)) for kind, address in ADDRESSES.items()}
    text = json.dumps({f"{given.quotes} quotes": result}, indent=2)
    (HERE / "export.json").write_text(text + "\n")
    print(text)


if __name__ == "__main__":
    main()
