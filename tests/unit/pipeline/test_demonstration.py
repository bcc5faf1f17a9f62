"""The demonstration archive, taken in as `make run` does, against what a careful reader finds in it.

What is asserted without a figure holds for every article. The rest are floors: the articles are harder than the rules,
and bench/demonstration.py writes down how far these reach.
"""

import csv
from pathlib import Path

import lxml.html
import pytest
from django.core.management import call_command

from bench.gold import Comparison, read_gold
from statements.management.commands.serve import DEMONSTRATION_TABLES
from statements.models import Outlet, Quote, Refrain, Speaker, Topic

DEMONSTRATION = Path(__file__).resolve().parents[3] / "demonstration"
GOLD = read_gold(DEMONSTRATION)
# Measured today (bench/demonstration.json), with a little room: recall 85.3 %, precision 79.8 %, 32 of 42 days right.
# Less is a step back.
LEAST_FOUND, LEAST_PRECISE, LEAST_DATED = 0.82, 0.77, 0.7
# Likewise: 10 of 69 that nobody said, 1 quote that mixes occasions, 2 that bear a wrong day, 2 refrains that are none.
# More is a step back.
MOST_NOT_SAID, MOST_MIXED, MOST_MISDATED, MOST_WRONG_REFRAINS = 0.16, 1, 2, 2

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def found(django_db_setup, django_db_blocker):
    """The articles are loaded once for all tests of this file, none of which writes."""
    with django_db_blocker.unblock():
        for command, table in DEMONSTRATION_TABLES.items():
            call_command(command, DEMONSTRATION / table)
        comparison = Comparison(DEMONSTRATION)
    yield comparison
    with django_db_blocker.unblock():
        call_command("flush", interactive=False, verbosity=0)


def rows_of(name):
    with (DEMONSTRATION / name).open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def visible_text(name):
    """The words of an article that a reader sees, white space made even."""
    content = (DEMONSTRATION / name).read_text(encoding="utf-8")
    if name.endswith(".html"):
        page = lxml.html.document_fromstring(content)
        for unseen in page.xpath("//head|//script|//style"):
            unseen.drop_tree()
        content = page.text_content()
    return " ".join(content.split())


@pytest.mark.parametrize("article", GOLD["articles"], ids=lambda article: article["file"])
def test_what_gold_quotes_stands_in_the_article(article):
    name = article["file"]
    appearances = [a for s in GOLD["statements"] for a in s["appearances"] if a["file"] == name]
    quoted = [words for a in appearances for words in a["segments"]]
    quoted += [article["headline"], article["first_body"], article["last_body"]]
    quoted += [entry["text"] for entry in article["furniture"]]
    quoted += [
        e["text"] for key in ("not_statements", "other_indirect") for e in GOLD[key] if e["file"] == name
    ]
    text = visible_text(name)
    assert text.endswith("Fictional article of the demonstration archive.")
    assert [words for words in quoted if " ".join(words.split()) not in text] == []


def test_gold_counts_its_segments_and_names_what_there_is(found):
    assert GOLD["segment_count"] == len(found.segments)
    assert {(a["file"], a["outlet"]) for a in GOLD["articles"]} == {
        (row["file"], row["outlet"]) for row in rows_of("articles.csv")
    }
    statements = {statement["id"] for statement in GOLD["statements"]}
    assert len(statements) == len(GOLD["statements"])
    for entry in (*GOLD["refrains"], *GOLD["changed"]):
        assert set(entry["statements"]) <= statements
    files = {article["file"] for article in GOLD["articles"]}
    assert {a["file"] for s in GOLD["statements"] for a in s["appearances"]} <= files


def test_the_archive_is_as_large_as_its_readme_says(found):
    outlets = {article["outlet"] for article in GOLD["articles"]}
    occasions = {(s["occasion"], s["said_on"]) for s in GOLD["statements"] if s["said_on"]}
    assert len(GOLD["articles"]) >= 40
    assert outlets == {row["name"] for row in rows_of("outlets.csv")}
    assert len(outlets) == 8
    assert len({s["speaker"] for s in GOLD["statements"]} - {None}) >= 12
    assert {row["name"] for row in rows_of("speakers.csv")} <= {s["speaker"] for s in GOLD["statements"]}
    assert len(occasions) >= 6
    assert len(GOLD["refrains"]) >= 4


def test_outlets_and_speakers_are_shown_fully(found):
    assert not Outlet.objects.filter(kind="").exists()
    assert not Outlet.objects.filter(ownerships=None).exists()
    kreyle = Speaker.objects.public().get(name="Anton Kreyle")
    assert {"Fisheries and Harbours Minister", "Prime Minister"} <= set(
        kreyle.roles.exclude(held=None).values_list("title", flat=True)
    )


def test_most_marked_segments_have_the_right_speaker(found):
    assert found.recall() >= LEAST_FOUND, found.missed()


def test_most_of_what_is_taken_was_said_by_that_speaker(found):
    assert found.precision() >= LEAST_PRECISE, found.wrong()


def test_little_is_taken_that_nobody_said_and_of_that_nothing_is_published(found):
    taken = found.taken_for_statements()
    assert len(taken) / len(GOLD["not_statements"]) <= MOST_NOT_SAID, taken
    pieces = [p for e in taken for p in found.pieces_at(e["file"], e["text"])]
    assert [p for p in pieces if any(q.status == Quote.Status.PUBLISHED for q in p.quotes)] == []


def test_dates_of_publication_are_right_or_unknown(found):
    states = {article["file"]: found.date_of(article) for article in GOLD["articles"]}
    assert [name for name, state in states.items() if state == "wrong"] == []
    assert list(states.values()).count("right") / len(states) >= LEAST_DATED


def test_quotes_hold_one_speaker_and_with_few_exceptions_one_occasion(found):
    assert found.mixed_quotes("speaker") == []
    assert len(found.mixed_quotes("occasion", "said_on")) <= MOST_MIXED


def test_few_quotes_bear_a_day_on_which_nothing_was_said(found):
    wrong = [
        quote.wording
        for statement in GOLD["statements"]
        for quote in found.quotes_of(statement["id"])
        if found.said_of(statement, quote) == "wrong"
    ]
    assert len(wrong) <= MOST_MISDATED, wrong


def test_changed_lines_are_never_one_quote(found):
    assert all(found.quotes_of(statement) for entry in GOLD["changed"] for statement in entry["statements"])
    assert found.joined() == []


def test_few_other_lines_are_refrains(found):
    wrong = [refrain.wording for refrain in Refrain.objects.all() if not found.refrain_of(refrain)]
    assert len(wrong) <= MOST_WRONG_REFRAINS, wrong


@pytest.mark.parametrize(("name", "least"), [("shared-sea", 4), ("mend-the-quay", 2)])
def test_refrains_are_found_with_outlets_that_carried_the_line(found, name, least):
    (gold,) = [entry for entry in GOLD["refrains"] if entry["id"] == name]
    (refrain,) = [r for r in Refrain.objects.exclude(public_id=None) if found.refrain_of(r) == name]
    repetitions = refrain.repetitions.filter(is_active=True)
    outlets = {
        carriage.appearance.reading.article.outlet.name
        for repetition in repetitions
        for carriage in repetition.quote.carriages.with_articles()
    }
    assert len(repetitions) >= 2
    # One outlet's copy may lack a day or a speaker, and then stands apart; none is there that did not carry the line.
    assert outlets <= set(gold["outlets"])
    assert len(outlets) >= least


def test_a_statement_is_one_quote_in_every_outlet(found):
    (quote,) = found.quotes_of("quota-inspectors")
    outlets = {c.appearance.reading.article.outlet.name for c in quote.carriages.with_articles()}
    assert outlets >= {"Meridian Wire", "Coastline", "Lantern Sea Federation Newsroom"}


def test_the_archive_shows_every_state(found):
    assert set(Quote.objects.values_list("status", flat=True)) == {"published", "pending"}
    assert not Topic.objects.filter(quotes=None).exists()
