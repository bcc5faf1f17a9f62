"""Where a sentence is looked up."""

import pytest
from django.db import connection

from statements.search import alike

pytestmark = pytest.mark.django_db

# What makes the planner want to read whole tables, as it does where there are a million quotes.
TEMPTING = "SET LOCAL seq_page_cost = 0; SET LOCAL cpu_tuple_cost = 0; SET LOCAL cpu_operator_cost = 0"


def test_a_sentence_is_looked_up_by_the_index_alone(monkeypatch):
    monkeypatch.setattr(alike, "ALIKE", f"EXPLAIN {alike.ALIKE}")
    with connection.cursor() as cursor:
        cursor.execute(TEMPTING)
    plan = "\n".join(line for (line,) in alike.quotes_sharing("We keep the harbour open.", "", None, 9))
    assert "fingerprint_keys" in plan
    assert "Seq Scan" not in plan


def test_other_queries_may_read_whole_tables_again():
    alike.quotes_sharing("We keep the harbour open.", "", None, 9)
    with connection.cursor() as cursor:
        cursor.execute("SHOW enable_seqscan")
        assert cursor.fetchone() == ("on",)
