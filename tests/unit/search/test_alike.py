"""Where a sentence is looked up."""

import pytest
from django.db import connection

from statements.search import alike
from tests.factories import make_quote

pytestmark = pytest.mark.django_db


def test_a_sentence_is_looked_up_by_the_index_alone(monkeypatch):
    make_quote(wording="We keep the harbour open.")
    explained = f"EXPLAIN {alike.ALIKE}"
    monkeypatch.setattr(alike, "ALIKE", explained)
    plan = "\n".join(line for (line,) in alike.quotes_sharing("We keep the harbour open.", "", None, 9))
    assert "fingerprint_keys" in plan
    assert "Seq Scan" not in plan


def test_other_queries_may_read_whole_tables_again():
    alike.quotes_sharing("We keep the harbour open.", "", None, 9)
    with connection.cursor() as cursor:
        cursor.execute("SHOW enable_seqscan")
        assert cursor.fetchone() == ("on",)
