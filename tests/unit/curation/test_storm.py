"""Many editors at once: every address lives, every version is as it was, nothing is stranded or lost in silence."""

import pytest
from django.test import Client

from bench.afterwards import violations
from bench.storm import storm
from statements.citations import writing

ACTS, THREADS = 150, 8

pytestmark = pytest.mark.django_db(transaction=True)


def test_storm_of_acts_keeps_every_promise(archive, editor):
    outcome = storm(editor, acts=ACTS, threads=THREADS)
    assert outcome.counts["done"] >= ACTS
    assert outcome.counts["conflict shown"] > 0
    assert len(outcome.kinds) > 8
    assert outcome.linkings > 0
    assert list(violations(outcome, Client())) == []


def test_storm_without_the_lock_breaks_them(archive, editor, monkeypatch):
    monkeypatch.setattr(writing, "LOCK", "SELECT %s")
    outcome = storm(editor, acts=ACTS, threads=THREADS)
    assert list(violations(outcome, Client())) != []
