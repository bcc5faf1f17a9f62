"""The page of a refrain: every occasion of a line, and who carried it in which words."""

from datetime import date

import pytest
from django.db import connection

from statements.citations.versions import freeze_missing
from statements.curation import withdraw
from statements.models import Quote
from tests.factories import (
    make_appearance,
    make_editor,
    make_occasion,
    make_outlet,
    make_quote,
    make_reading,
    make_refrain,
    make_speaker,
)

pytestmark = pytest.mark.django_db

LINE = "we do not want a new wall of dams"


def spoken(outlet, words, **fields):
    """An appearance in an article of the outlet."""
    reading = make_reading(text=f"She spoke. “{words}” It rained.")
    type(reading.article).objects.filter(pk=reading.article_id).update(outlet=outlet)
    return make_appearance(reading=reading, words=[words], **fields)


@pytest.fixture
def refrain():
    """A line said on two occasions; of three outlets on the first one carried other words only."""
    post, wire, radio = (make_outlet(name=name) for name in ("Harbour Post", "Meridian Wire", "Coastline"))
    speaker = make_speaker(name="Nerys Quill")
    whole = "Good morning. Today we do not want a new wall of dams. The lamps stay lit."
    first = make_quote(
        appearances=[
            spoken(post, whole),
            spoken(wire, "we don’t want a new wall of dams"),
            spoken(radio, "The lamps stay lit."),
        ],
        speaker=speaker,
        occasion=make_occasion(title="Talks in Skerry", held=date(2025, 2, 10)),
    )
    second = make_quote(
        appearances=[spoken(radio, "Still we do not want a new wall of dams!")],
        speaker=speaker,
        said=date(2026, 5, 1),
    )
    return make_refrain(quotes=[second, first], wording=LINE)


def test_refrain_lists_its_occasions_in_time_order(client, refrain):
    page = client.get(refrain.get_absolute_url()).context["page"]
    assert [occurrence.said.text for occurrence in page.occurrences] == ["10 February 2025", "1 May 2026"]
    assert page.occurrences[0].occasion.label == "Talks in Skerry"


def test_refrain_names_who_carried_the_line_with_the_words_each_printed(client, refrain):
    page = client.get(refrain.get_absolute_url()).context["page"]
    carriers = [
        [(c.outlet.label, c.mark, c.words) for c in occurrence.carriers] for occurrence in page.occurrences
    ]
    assert carriers == [
        [("Harbour Post", "full", f"{LINE}."), ("Meridian Wire", "full", "we don’t want a new wall of dams")],
        [("Coastline", "full", f"{LINE}!")],
    ]


def test_refrain_picks_the_line_out_of_each_statement(client, refrain):
    html = client.get(refrain.get_absolute_url()).content.decode()
    assert html.count(f'<span class="slot">{LINE}</span>') == 2


def test_refrain_draws_a_mark_for_each_outlet(client, refrain):
    html = client.get(refrain.get_absolute_url()).content.decode()
    assert html.count('y="6" width="16"') == 3
    assert 'aria-label="10 February 2025: Harbour Post, Meridian Wire"' in html


def test_refrain_leaves_out_what_is_not_published(client, refrain):
    hidden = make_quote(wording=f"Later {LINE}.", speaker=refrain.speaker, status="withdrawn")
    refrain.repetitions.create(quote=hidden, spans=[[0, 5]], wording=LINE)
    assert len(client.get(refrain.get_absolute_url()).context["page"].occurrences) == 2


def test_refrain_is_on_the_page_of_its_quotes(client, refrain):
    quote = refrain.repetitions.order_by("quote_id").first().quote
    [recurrence] = client.get(quote.get_absolute_url()).context["page"].recurrences
    assert recurrence.refrain.url == refrain.get_absolute_url()
    assert [(row.outlets, row.is_here) for row in recurrence.timeline.rows] == [
        ("Harbour Post, Meridian Wire", True),
        ("Coastline", False),
    ]


@pytest.fixture
def repeated():
    """A line said in 45 years, each time carried by two outlets."""
    outlets, speaker = [make_outlet(), make_outlet()], make_speaker()
    quotes = [
        make_quote(wording=f"{LINE}.", carried_by=outlets, speaker=speaker, said=date(1980 + number, 2, 1))
        for number in range(45)
    ]
    refrain = make_refrain(quotes=quotes)
    # Other tests leave the tables empty: without new figures the planner reckons with one row in each.
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return refrain


def test_refrain_of_very_many_occasions_comes_in_pages(client, repeated):
    url = repeated.get_absolute_url()
    shown = [client.get(f"{url}?page={number}").context["page"] for number in (1, 2, 3)]
    years = [occurrence.said.text[-4:] for page in shown for occurrence in page.occurrences]
    assert years == [str(1980 + number) for number in range(45)]
    assert {(page.pages.total, page.first.text, len(page.outlets)) for page in shown} == {
        (45, "1 February 1980", 2)
    }
    assert [len(page.timeline.rows) for page in shown] == [20, 20, 5]
    assert len(client.get(url).content) < 100_000
    assert client.get(f"{url}?page=4").status_code == 404


@pytest.mark.parametrize(("here", "first"), [(0, 0), (3, 0), (20, 14), (44, 33)])
def test_refrain_on_the_page_of_its_quote_has_the_occasions_around_it(client, repeated, here, first):
    quote = repeated.repetitions.order_by("quote_id")[here].quote
    response = client.get(quote.get_absolute_url())
    [recurrence] = response.context["page"].recurrences
    assert [row.said.text[-4:] for row in recurrence.timeline.rows] == [
        str(1980 + first + number) for number in range(12)
    ]
    assert [row.is_here for row in recurrence.timeline.rows].index(True) == here - first
    assert "The same line on 44 other occasions" in response.content.decode()


def test_a_line_that_nobody_said_any_more_is_in_no_list_feed_or_version(client, refrain):
    editor = make_editor()
    freeze_missing()
    for quote in Quote.objects.published():
        withdraw(quote, by=editor, reason="It was never said.")
    url = refrain.get_absolute_url()
    forms = ("", ".json", "/v1", "/v2.json", "/v3", "/v3.json", "/history")
    answers = [client.get(f"{url}{form}") for form in forms]
    answers += [
        client.get(address) for address in ("/refrains/", "/refrains.atom", "/sitemap-refrains.xml", "/")
    ]
    assert [
        answer.request["PATH_INFO"] for answer in answers if refrain.wording in answer.content.decode()
    ] == []
