"""The demonstration archive, taken in as `make run` does, against what a careful reader finds in it.

What is asserted without a figure holds for every article. The rest are floors: the articles are harder than the rules,
and bench/demonstration.py writes down how far these reach.
"""

from pathlib import Path

import pytest
from django.core.management import call_command

from bench.gold import Comparison
from statements.models import Quote, Refrain, Topic

DEMONSTRATION = Path(__file__).resolve().parents[3] / "demonstration"
# Shares of today's measurement (bench/demonstration.json: FOUND, PRECISE), with a little room: less is a step back.
LEAST_FOUND, LEAST_PRECISE = 0.60, 0.60


pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def found(django_db_setup, django_db_blocker):
    """The articles are loaded once for all tests of this file, none of which writes."""
    with django_db_blocker.unblock():
        call_command("load_topics", DEMONSTRATION / "topics.csv")
        call_command("ingest_articles", DEMONSTRATION / "articles.csv")
        comparison = Comparison(DEMONSTRATION)
    yield comparison
    with django_db_blocker.unblock():
        call_command("flush", interactive=False, verbosity=0)


def test_most_marked_segments_have_the_right_speaker(found):
    missed = found.missed()
    assert 1 - len(missed) / len(found.segments) >= LEAST_FOUND, missed


def test_most_of_what_is_taken_was_said_by_that_speaker(found):
    wrong = found.wrong()
    assert 1 - len(wrong) / len(found.pieces) >= LEAST_PRECISE, wrong


def test_nothing_is_published_that_nobody_said(found):
    nobody_said = [
        piece for e in found.taken_for_statements() for piece in found.pieces_at(e["file"], e["text"])
    ]
    published = [p for p in nobody_said if any(q.status == Quote.Status.PUBLISHED for q in p.quotes)]
    assert published == []


def test_dates_of_publication_are_right_or_unknown(found):
    states = {entry["file"]: found.date_of(entry) for entry in found.gold["articles"]}
    assert [name for name, state in states.items() if state == "wrong"] == []
    assert list(states.values()).count("right") > len(states) / 2


def test_no_quote_mixes_occasions_or_speakers(found):
    assert found.mixed_quotes() == []


def test_changed_lines_are_never_one_quote(found):
    assert found.joined() == []
    assert all(
        found.quotes_of(statement) for entry in found.gold["changed"] for statement in entry["statements"]
    )


@pytest.mark.parametrize("name", ["shared-sea", "mend-the-quay"])
def test_refrains_are_found_with_outlets_that_carried_the_line(found, name):
    (gold,) = [entry for entry in found.gold["refrains"] if entry["id"] == name]
    (refrain,) = [r for r in Refrain.objects.exclude(public_id=None) if found.refrain_of(r) == name]
    repetitions = refrain.repetitions.filter(is_active=True)
    outlets = {
        carriage.appearance.reading.article.outlet.name
        for repetition in repetitions
        for carriage in repetition.quote.carriages.with_articles()
    }
    assert len(repetitions) >= 2
    assert outlets <= set(gold["outlets"])
    # One outlet's copy may lack a day or a speaker, and then stands apart.
    assert len(outlets) >= 2


def test_a_statement_is_one_quote_in_every_outlet(found):
    (quote,) = found.quotes_of("quota-inspectors")
    outlets = {c.appearance.reading.article.outlet.name for c in quote.carriages.with_articles()}
    assert outlets >= {"Meridian Wire", "Coastline", "Lantern Sea Federation Newsroom"}


def test_the_archive_shows_every_state(found):
    assert set(Quote.objects.values_list("status", flat=True)) == {"published", "pending"}
    assert not Topic.objects.filter(quotes=None).exists()
