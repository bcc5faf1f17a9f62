"""How long the page of a quote takes that a thousand outlets carried, beside one that three did.

usage: python bench/printings.py

Makes both in a fresh database and asks for their pages through Django, made anew each time and as they are kept for the
next reader. Writes printings.json beside this file, in milliseconds.
"""

import gc
import json
import time
from datetime import date, timedelta
from pathlib import Path

from django.conf import settings
from django.db import connection
from django.test import Client
from scratch import scratch_database  # first: it readies Django

from statements.views.unchanged import PAGES
from tests.factories import make_appearance, make_article, make_outlet, make_quote, make_reading

HERE = Path(__file__).resolve().parent
WORDS = "We keep the harbour open. We shall not raise the dues before the summer. The lamps stay lit."
ROUNDS, OK = 25, 200


def quote_of(outlets: int) -> str:
    """The address of a quote that so many outlets carried, every third of them in one sentence alone."""
    printed = []
    for number in range(outlets):
        article = make_article(outlet=make_outlet(), published=date(2026, 2, 1) + timedelta(days=number % 20))
        words = WORDS if number % 3 or not number else f"{WORDS.split('. ')[number % 2]}."
        text = f"It rained on Monday. “{words}” said Quill to reporters. The ferry was late."
        printed.append(make_appearance(reading=make_reading(article=article, text=text), words=[words]))
    return make_quote(appearances=printed, said=date(2026, 2, 1)).get_absolute_url()


def timed(client: Client, address: str, is_kept: bool) -> dict[str, int]:
    """Half, and 95 in 100, of the answers take no longer than this."""
    took = []
    gc.freeze()  # as archive/wsgi.py
    for _ in range(ROUNDS + 5):
        if not is_kept:
            PAGES.clear()
        began = time.monotonic()
        if client.get(address).status_code != OK:
            raise SystemExit(f"{address} was not answered.")
        took.append(1000 * (time.monotonic() - began))
    warm = sorted(took[5:])
    return {"p50": round(warm[ROUNDS // 2]), "p95": round(warm[ROUNDS * 95 // 100])}


def main() -> None:
    settings.ALLOWED_HOSTS.append("testserver")
    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    settings.STORAGES = settings.STORAGES | {"staticfiles": plain}
    with scratch_database("printings"):
        addresses = {f"{outlets} outlets": quote_of(outlets) for outlets in (3, 1000)}
        connection.cursor().execute("ANALYZE")
        result = {
            f"{name}, {state}": timed(Client(), address, state == "kept")
            for name, address in addresses.items()
            for state in ("made", "kept")
        }
    text = json.dumps(result, indent=2)
    (HERE / "printings.json").write_text(text + "\n")
    print(text)


if __name__ == "__main__":
    main()
