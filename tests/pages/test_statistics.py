"""Statistics of the archive and of a search."""

import csv
from datetime import date
from io import StringIO

import pytest

from tests.factories import make_outlet, make_quote, make_speaker

pytestmark = pytest.mark.django_db


@pytest.fixture
def archive():
    """Thirty-two statements of two speakers; one of them, of 2024, by both outlets."""
    quill, fen = make_speaker(name="Nerys Quill"), make_speaker(name="=Ada Fen")
    post, wire = make_outlet(name="Harbour Post"), make_outlet(name="Meridian Wire")
    make_quote(wording="No herring.", speaker=fen, carried_by=[post, wire], said=date(2024, 1, 1))
    for number in range(31):
        make_quote(wording=f"Herring {number}.", speaker=quill, carried_by=[wire], said=date(2026, 1, 1))
    return locals()


def charts(client, query=""):
    page = client.get(f"/statistics{query}").context["statistics"]
    return {chart.name: [(row.label, row.count, row.percent) for row in chart.rows] for chart in page.charts}


def table(client, query=""):
    answer = client.get(f"/statistics.csv{query}").getvalue().decode("utf-8-sig")
    return {(row["facet"], row["label"]): row["statements"] for row in csv.DictReader(StringIO(answer))}


def test_statistics_count_a_statement_for_each_of_its_values(client, archive):
    found = charts(client)
    assert found["outlet"] == [("Meridian Wire", 32, 100), ("Harbour Post", 1, 3)]
    assert found["year"] == [("2026", 31, 97), ("2024", 1, 3)]


def test_statistics_of_a_search_lead_to_its_statements(client, archive):
    speaker = archive["quill"].public_id
    response = client.get(f"/statistics?speaker={speaker}")
    assert response.context["statistics"].total == 31
    outlet = next(c for c in response.context["statistics"].charts if c.name == "outlet")
    assert client.get(outlet.rows[0].url).context["results"].pages.total == outlet.rows[0].count
    assert "31 statements, counted" in response.content.decode()


def test_a_facet_that_is_chosen_from_has_no_shares(client, archive):
    found = charts(client, f"?speaker={archive['quill'].public_id}")
    assert {percent for _, _, percent in found["speaker"]} == {None}
    assert {percent for _, _, percent in found["outlet"]} == {100}


def test_shares_of_few_statements_are_withheld(client, archive):
    page = client.get("/statistics?year=2024")
    assert "Too few for shares" in page.content.decode()
    assert "%" not in page.content.decode().partition('class="charts')[2]


def test_statistics_as_csv_have_the_numbers_of_the_page_and_no_formula(client, archive):
    rows = table(client)
    assert rows["outlet", "Meridian Wire"] == "32"
    assert rows["speaker", "'=Ada Fen"] == "1"
    assert ("speaker", "=Ada Fen") not in rows
    assert table(client, "?year=2024")["outlet", "Meridian Wire"] == "1"


@pytest.mark.parametrize("address", ["/statistics", "/statistics.csv"])
def test_faulty_statistics_say_what_is_wrong(client, archive, address):
    response = client.get(f"{address}?year=soon")
    assert response.status_code == 400
    assert "“soon” cannot be chosen here" in response.content.decode()


def test_statistics_of_an_empty_archive(client):
    assert "0 statements, counted" in client.get("/statistics").content.decode()
    assert table(client) == {}
