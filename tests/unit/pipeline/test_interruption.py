"""Killed at any moment and started again, an ingest ends where an undisturbed one does."""

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from django.core.management import call_command

from statements.models import Appearance, Carriage, Reading, Repetition

PROJECT = Path(__file__).resolve().parents[3]
DEMONSTRATION = PROJECT / "demonstration"
# Enough articles for refrains and quotes of several outlets; more take longer and interrupt nothing else.
ARTICLES = 16
# Twenty kills in all: most of a round's four fall into the reading or linking of articles, some into the start.
ROUNDS, KILLS = 5, 4

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def start(database_url, tmp_path):
    """A function that starts an ingest of the first articles of the demonstration; gives the process."""
    head, *rows = (DEMONSTRATION / "articles.csv").read_text(encoding="utf-8").splitlines()[: ARTICLES + 1]
    manifest = tmp_path / "articles.csv"
    manifest.write_text("\n".join([head, *(f"{DEMONSTRATION}/{row}" for row in rows)]), encoding="utf-8")
    command = [sys.executable, "manage.py", "ingest_articles", str(manifest)]
    environment = os.environ | {"DATABASE_URL": database_url}

    def begin():
        return subprocess.Popen(
            command, cwd=PROJECT, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )

    return begin


def place(appearance):
    return appearance.reading.article.url, str(appearance.spans)


def state():
    """Readings, appearances, partition and refrains, in words that do not depend on keys or times."""
    appearances = Appearance.objects.select_related("reading__article")
    quotes, lines = {}, {}
    for carriage in Carriage.objects.active().select_related("appearance__reading__article"):
        quotes.setdefault(carriage.quote_id, set()).add(place(carriage.appearance))
    for repetition in Repetition.objects.filter(is_active=True):
        quote = frozenset(quotes[repetition.quote_id])
        lines.setdefault(repetition.refrain_id, set()).add((quote, repetition.wording))
    return {
        "readings": sorted(Reading.objects.values_list("article__url", "text")),
        "appearances": sorted((*place(a), *a.words, a.speaker_name, str(a.said_on)) for a in appearances),
        "partition": {frozenset(members) for members in quotes.values()},
        "refrains": {frozenset(line) for line in lines.values()},
    }


def empty():
    call_command("flush", interactive=False, verbosity=0)


def test_ingest_killed_at_any_moment_ends_like_a_clean_run(start):
    began = time.monotonic()
    assert start().wait() == 0
    took = time.monotonic() - began
    clean = state()
    assert clean["partition"]
    moments = random.Random(20310514)
    for _ in range(ROUNDS):
        empty()
        for _ in range(KILLS):
            process = start()
            time.sleep(moments.uniform(0.4 * took, took))
            process.send_signal(signal.SIGKILL)
            process.wait()
        assert start().wait() == 0
        assert state() == clean


def test_ingest_by_two_processes_at_once_doubles_nothing(start):
    both = [start(), start()]
    assert [process.wait() for process in both] == [0, 0]
    together = state()
    empty()
    assert start().wait() == 0
    assert state() == together
