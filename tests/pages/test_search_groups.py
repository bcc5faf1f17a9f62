"""What the results of a search are shown as: statements, their printings, or the articles that print them."""

from datetime import date

import pytest

from statements.search.grouping import MOST_OF_ONE
from tests.factories import make_appearance, make_article, make_outlet, make_quote, make_reading

pytestmark = pytest.mark.django_db


@pytest.fixture
def printed():
    """Two statements: both in one article of the Post, the first also in one of the Wire."""
    post, wire = make_outlet(name="Harbour Post"), make_outlet(name="Meridian Wire")
    text = "“We sail at dawn”, Quill said. The dues are “a pond”."
    both = make_reading(article=make_article(outlet=post, published=date(2026, 2, 10)), text=text)
    later = make_article(outlet=wire, published=date(2026, 2, 11))
    make_quote(
        appearances=[
            make_appearance(reading=both, words=["We sail at dawn"]),
            make_appearance(article=later, words=["We sail at noon"]),
        ],
        said=date(2026, 2, 9),
    )
    make_quote(
        appearances=[make_appearance(reading=both, words=["a pond"], kind="mixed")], said=date(2026, 2, 8)
    )


def shown(client, by):
    """Of each group its outlet and the words of its lines."""
    results = client.get(f"/search?group={by}").context["results"]
    return [
        (group.outlet.label, ["".join(s.text for s in line.words) for line in group.lines])
        for group in results.groups
    ]


def test_search_by_printing_has_every_printing_in_time_order(client, printed):
    assert shown(client, "appearances") == [
        ("Harbour Post", ["We sail at dawn"]),
        ("Meridian Wire", ["We sail at noon"]),
        ("Harbour Post", ["The dues are “a pond”."]),
    ]


def test_search_by_article_has_the_printings_of_each(client, printed):
    assert shown(client, "articles") == [
        ("Harbour Post", ["We sail at dawn", "The dues are “a pond”."]),
        ("Meridian Wire", ["We sail at noon"]),
    ]


def test_search_by_printing_counts_statements_and_keeps_its_filters(client, printed):
    page = client.get("/search?q=sail&group=appearances")
    assert page.context["results"].pages.total == 1
    assert '<option value="appearances" selected>' in page.content.decode()
    assert all(
        "group=appearances" in facet.values[0].toggle_url
        for facet in page.context["results"].facets
        if facet.values
    )


def test_search_by_printing_says_how_many_more_a_statement_has(client):
    quote = make_quote(carried_by=[make_outlet() for _ in range(MOST_OF_ONE + 3)])
    page = client.get("/search?group=appearances").content.decode()
    assert f'<a href="{quote.get_absolute_url()}">3 more of this statement</a>' in page


def test_search_by_what_there_is_not_is_refused(client):
    assert client.get("/search?group=planets").status_code == 400


def test_search_marks_what_was_found_on_the_page_that_a_card_leads_to(client):
    quote = make_quote(wording="The sluice-gates stay shut.")
    [card] = client.get("/search?q=%22sluice-gates%20stay%22").context["results"].cards
    assert card.url.startswith(f"{quote.get_absolute_url()}#:~:text=")
    assert "text=stay" in card.url
    assert "-" not in card.url.partition("text=")[2]
    assert client.get("/search").context["results"].cards[0].url == quote.get_absolute_url()
