"""What helps a reader of the search: pages without end, best match, names and words that are spelt nearly so."""

import re
from datetime import date
from urllib.parse import urlencode

import pytest

from statements.search import engines, results, samples
from statements.search.conditions import EVERYTHING
from statements.search.postgres import PostgresEngine
from statements.search.samples import Sample
from statements.search.suggest import renew_spellings
from statements.views.unchanged import PAGES
from tests.factories import make_outlet, make_quote, make_speaker
from tests.pages.results import search, ticks, wordings

pytestmark = pytest.mark.django_db


@pytest.fixture
def archive():
    """Two speakers, two years."""
    quill, fen = make_speaker(name="Nerys Quill"), make_speaker(name="Ada Fen")
    outlets = [make_outlet(), make_outlet()]
    make_quote(wording="No herring today.", speaker=quill, carried_by=outlets, said=date(2025, 3, 4))
    make_quote(wording="No herring tomorrow.", speaker=quill, carried_by=outlets, said=date(2026, 2, 1))
    make_quote(wording="The dam is full of boats.", speaker=fen, carried_by=outlets, said=date(2026, 2, 2))
    return locals()


def test_search_goes_on_after_the_last_numbered_page(client, monkeypatch):
    monkeypatch.setattr(results, "LAST_PAGE", 1)
    for day in range(1, 30):
        make_quote(wording=f"Day {day} it is.", said=date(2026, 1, day))
    page, seen = search(client), []
    assert "page=2" not in page.content.decode()
    while url := page.context["results"].next_url:
        page = client.get(url)
        assert page.status_code == 200
        seen += wordings(page)
    assert seen == [f"Day {day} it is." for day in range(9, 0, -1)]


def test_search_shows_as_many_on_a_page_as_asked_for(client):
    for day in range(1, 32):
        make_quote(wording=f"Day {day} it is.", said=date(2026, 1, day))
    page = search(client, "?size=50")
    assert len(wordings(page)) == 31
    assert "Page 1 of" not in page.content.decode()
    beyond = search(client, "?year=2026&size=20")
    assert beyond.request["QUERY_STRING"] == "year=2026"
    assert len(wordings(beyond)) == 20
    assert client.get("/search?size=21").status_code == 400


def test_search_says_what_place_there_is_not(client, archive):
    assert "is no place in a list" in client.get("/search?after=tomorrow").content.decode()
    known = archive["quill"].public_id
    assert (
        f"There is no place 2025-03-04.{known}"
        in client.get(f"/search?after=2025-03-04.{known}").content.decode()
    )


def test_search_by_best_match_puts_exact_words_that_stand_often_first(client):
    once = make_quote(wording="The harbours of the north, of the south and of the islands pay their dues.")
    often = make_quote(wording="A harbour is a harbour.")
    make_quote(wording="Nothing to see here.")
    assert wordings(search(client, "?q=harbour&sort=best")) == [often.wording, once.wording]
    assert "sort=best" not in search(client, "?sort=best").request["QUERY_STRING"]


def test_search_finds_names_within_a_long_facet(client, archive):
    page = search(client, "?all=speaker&find=fe")
    assert ticks(page, "speaker") == [("Ada Fen", 1, False)]
    assert wordings(page) == wordings(search(client))
    assert [label for label, _, _ in ticks(search(client, "?all=year&find=2025"), "year")] == ["2025"]
    assert "begin so" in search(client, "?all=speaker&find=zz").content.decode()
    assert search(client, "?find=fe").request["QUERY_STRING"] == ""


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("herrign", "herring"),
        ("speaker:Qiull", 'speaker:"Nerys Quill"'),
        ('herring speaker:"Nerys Qiull"', 'herring speaker:"Nerys Quill"'),
    ],
)
def test_search_that_finds_nothing_proposes_what_is_spelt_nearly_so(client, archive, typed, meant):
    renew_spellings()
    page = search(client, f"?{urlencode({'q': typed})}")
    proposal = page.context["results"].proposal
    assert proposal.label == meant
    assert len(wordings(client.get(proposal.url))) == 2
    assert "Did you mean" in page.content.decode()


def test_search_proposes_nothing_where_it_knows_no_better(client, archive):
    renew_spellings()
    assert search(client, "?q=zyzzyva").context["results"].proposal is None
    assert search(client, "?q=herring+boats").context["results"].proposal is None


def test_suggest_names_entries_as_json(client, archive):
    page = client.get("/suggest?facet=speaker&q=qui")
    quill = archive["quill"]
    assert page.json() == {
        "suggestions": [{"id": quill.public_id, "label": quill.name, "url": quill.get_absolute_url()}]
    }
    assert (
        client.get("/suggest?facet=speaker&q=qui", headers={"if-none-match": page["ETag"]}).status_code == 304
    )
    assert client.get("/suggest?facet=moon&q=qui").json()["errors"]["facet"]
    assert client.get("/suggest?facet=speaker").status_code == 400


def test_search_shows_what_is_pending_to_editors_alone(client, admin_client, archive):
    pending = make_quote(wording="No herring ever.", status="pending")
    assert wordings(search(client, "?q=herring&status=pending")) == wordings(search(client, "?q=herring"))
    page = admin_client.get("/search?q=herring&status=pending")
    assert wordings(page) == [pending.wording]
    assert f"/admin/statements/quote/{pending.pk}/change/" in page.content.decode()


def test_pages_say_where_numbers_are_estimates(client, archive, monkeypatch):
    speaker = archive["quill"].get_absolute_url()
    assert not any("bout 3 statements" in client.get(page).content.decode() for page in ("/", "/search"))
    for name, value in {"EXACT": 0, "ENOUGH": 1000}.items():
        monkeypatch.setattr(samples, name, value)
    whole = Sample(EVERYTHING, 16)
    monkeypatch.setattr(samples, "LARGE", whole)  # each stands for sixteen
    monkeypatch.setattr(engines, "_engine", PostgresEngine())  # one that has counted nothing yet
    PAGES.clear()
    for page in ("/", "/search"):
        assert "About 48 statements" in re.sub("<[^>]+>", "", client.get(page).content.decode())
    assert "about 32" in client.get(speaker).content.decode()
    assert "~32" in client.get("/speakers/").content.decode()
