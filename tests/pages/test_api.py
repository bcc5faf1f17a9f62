"""The door for machines."""

import json
import re
from datetime import date
from urllib.parse import urlencode

import pytest

from statements.models import Quote
from statements.pipeline import renew_fingerprints
from statements.views.api import answer
from statements.views.api.documentation import EXAMPLES, SCHEMAS
from tests.factories import (
    make_appearance,
    make_article,
    make_occasion,
    make_outlet,
    make_quote,
    make_reading,
    make_refrain,
    make_speaker,
    make_topic,
)

pytestmark = pytest.mark.django_db

ROOT = "/api/v1"


def ask(client, address, status=200, **kwargs):
    response = client.get(f"{ROOT}/{address}", **kwargs)
    assert response.status_code == status, response.content
    assert response.headers["Access-Control-Allow-Origin"] == "*"
    if status >= 400:
        assert response.headers["Content-Type"] == "application/problem+json"
        assert response.json()["status"] == status
    return response.json()


@pytest.fixture
def harbour():
    """A statement on an occasion under a topic, that two outlets carried."""
    return make_quote(
        wording="We keep the harbour open.",
        speaker=make_speaker(name="Nerys Quill"),
        carried_by=[make_outlet(name="Gazette"), make_outlet(name="Herald")],
        said=date(2026, 2, 10),
        topics=[make_topic(name="Ports")],
        occasion=make_occasion(title="Press conference"),
    )


def test_search_is_paged_by_cursors_to_its_end(client, settings):
    settings.SITE_URL = "http://testserver"
    quotes = [make_quote(wording=f"Herring {day}.", said=date(2026, 1, day)) for day in range(1, 8)]
    make_quote(wording="Herring unseen.", status=Quote.Status.PENDING)
    address, seen = f"{ROOT}/quotes?q=herring&limit=3", []
    while address:
        response = client.get(address)
        page = response.json()
        seen += [row["quote"] for row in page["data"]]
        address = page["next"]
        assert response.headers.get("Link") == (f'<{address}>; rel="next"' if address else None)
    assert seen == [quote.public_id for quote in reversed(quotes)]


def test_search_counts_and_has_facets_where_asked(client, harbour):
    plain = ask(client, "quotes")
    assert set(plain) == {"data", "next"}
    counted = ask(client, "quotes?q=harbour&count=true&facets=speaker&facets=year")
    assert counted["count"] == {"statements": 1, "is_estimate": False, "margin": 0.0}
    [speaker] = counted["facets"]["speaker"]
    assert (speaker["label"], speaker["statements"]) == ("Nerys Quill", 1)
    assert set(counted["facets"]) == {"speaker", "year"}


def test_statement_has_all_its_printings(client, harbour):
    found = ask(client, f"quotes/{harbour.public_id}")
    assert (found["wording"], found["said_first"], found["topics"]) == (
        harbour.wording,
        "2026-02-10",
        ["Ports"],
    )
    assert [row["outlet"] for row in found["appearances"]] == ["Gazette", "Herald"]
    [first, _] = ask(client, "appearances?q=harbour")["data"]
    assert first == found["appearances"][0]


def test_statement_answers_as_its_page_does(client, harbour):
    heir, address = make_quote(), f"quotes/{harbour.public_id}"
    assert client.get(f"{ROOT}/quotes/{harbour.public_id.upper()}").status_code in (200, 301)
    Quote.objects.filter(pk=harbour.pk).update(status=Quote.Status.MERGED, merged_into=heir)
    moved = client.get(f"{ROOT}/{address}")
    assert (moved.status_code, moved.url) == (302, f"{ROOT}/quotes/{heir.public_id}")
    Quote.objects.filter(pk=harbour.pk).update(status=Quote.Status.WITHDRAWN, merged_into=None)
    gone = ask(client, address, 410)
    assert (gone["id"], gone["state"]) == (harbour.public_id, "withdrawn")
    assert "harbour" not in json.dumps(gone)
    Quote.objects.filter(pk=harbour.pk).update(status=Quote.Status.PENDING)
    ask(client, address, 404)
    ask(client, "quotes/0000000", 404)


def test_printing_says_where_it_stands_as_far_as_all_may_read(client):
    text = "It rained all day. Quill spoke. “We keep the harbour open,” she said. Then she left. Nobody may read this."
    printed = make_appearance(
        reading=make_reading(article=make_article(rights="none"), text=text),
        words=["We keep the harbour open,"],
    )
    make_quote(appearances=[printed])
    found = ask(client, f"appearances/{printed.public_id}")
    quote, position = found["selectors"]
    assert (quote["exact"], quote["prefix"], quote["suffix"]) == ("We keep the harbour open,", "", "")
    assert text[position["start"] : position["end"]] == quote["exact"]


def test_every_kind_of_entry_is_listed_and_found(client, harbour):
    make_refrain(quotes=[harbour, make_quote()])
    for noun in set(SCHEMAS) - {"quotes", "appearances"}:
        page = ask(client, f"{noun}?limit=1&count=true")
        [row] = page["data"]
        assert list(row) == [field.name for field in SCHEMAS[noun]], noun
        assert page["count"]["entries"] >= 1
        assert ask(client, f"{noun}/{row['id']}")["id"] == row["id"]
    [speaker] = [row for row in ask(client, "speakers")["data"] if row["name"] == "Nerys Quill"]
    assert speaker["statements"] == 1


def test_article_is_read_as_far_as_everybody_may(client, harbour):
    article = harbour.reference.reading.article
    article.rights = "none"
    article.save()
    shown = " ".join(ask(client, f"articles/{article.public_id}")["text"])
    assert "We keep the harbour open" in shown
    hidden = harbour.reference.reading.text.replace(harbour.wording, "").strip(" “”\n.")
    assert not hidden or hidden not in shown


@pytest.mark.parametrize(
    ("address", "parameter"),
    [
        ("quotes?herring=1", "herring"),
        ("quotes?limit=0", "limit"),
        ("quotes?limit=x", "limit"),
        ("quotes?year=x", "year"),
        ("quotes?q=%22open", "q"),
        ("quotes?sort=best", "sort"),
        ("quotes?facets=herring", "facets"),
        ("quotes?limit=2&limit=3", "limit"),
        ("check?text=a&text=b", "text"),
        ("check?text=%19+", "text"),
        ("quotes?count=", "count"),
        ("speakers?limit=", "limit"),
        ("quotes?cursor=%C3%A9", "cursor"),
        ("quotes?speaker=a+b", "speaker"),
        ("speakers?q=x", "q"),
        ("check", "text"),
        ("check?text=%00", "text"),
        ("coverage?x=1", "x"),
    ],
)
def test_what_is_wrong_is_told_by_its_name(client, address, parameter):
    assert ask(client, address, 400)["parameter"] == parameter


def test_an_id_with_a_slip_of_the_pen_is_not_found(client):
    assert ask(client, "quotes?speaker=00000001", 404)["parameter"] == "speaker"


@pytest.mark.parametrize(
    "address",
    [
        "quotes?cursor=x",
        "quotes?cursor=_w",
        "quotes?cursor=MjAyNi0wMi0xMC4wMDAwMDAwMA",
        "speakers?cursor=eA",
    ],
)
def test_a_cursor_that_leads_nowhere_is_not_found(client, address):
    assert ask(client, address, 404)["parameter"] == "cursor"


def test_other_addresses_and_methods_are_refused(client):
    ask(client, "herring", 404)
    ask(client, "herring%0A", 404)
    refused = client.post(f"{ROOT}/quotes")
    assert refused.status_code == 405
    assert refused.headers["Allow"] == "GET, HEAD, OPTIONS"
    allowed = client.options(f"{ROOT}/check")
    assert allowed.status_code == 204
    assert "POST" in allowed.headers["Access-Control-Allow-Methods"]


def test_sentences_are_looked_up_one_or_several(client, harbour):
    renew_fingerprints([harbour.pk])
    one = ask(client, "check?text=We+keep+the+harbour+open.")
    assert (one["verdict"], one["matches"][0]["quote"]) == ("verbatim", harbour.public_id)
    texts = {"texts": ["We keep the harbour open.", "Nobody ever said this sentence."]}
    several = client.post(f"{ROOT}/check", texts, content_type="application/json").json()["data"]
    assert [found["verdict"] for found in several] == ["verbatim", "not found"]
    for faulty in ("{", "[]", '{"texts": []}', '{"texts": [1]}', '{"texts": ["\\ud800"]}'):
        assert client.post(f"{ROOT}/check", faulty, content_type="application/json").status_code == 400


def test_a_sentence_in_an_address_is_as_long_as_servers_read_one(client):
    longest = "𐌰" * 600  # twelve bytes each
    assert client.get(f"{ROOT}/check", {"text": longest}).status_code == 200
    assert len(f"GET {ROOT}/check?{urlencode({'text': longest})} HTTP/1.1") < 8190
    told = client.get(f"{ROOT}/check", {"text": f"{longest}𐌰"})
    assert told.status_code == 400
    assert "with POST, of 1000" in told.json()["detail"]
    texts = {"texts": ["𐌰" * 1000]}
    assert client.post(f"{ROOT}/check", texts, content_type="application/json").status_code == 200


def test_unchanged_answers_are_not_sent_again(client, harbour):
    seen = client.get(f"{ROOT}/quotes").headers["ETag"]
    again = client.get(f"{ROOT}/quotes", headers={"if-none-match": seen})
    assert again.status_code == 304
    assert again.headers["Access-Control-Allow-Origin"] == "*"
    make_quote()
    assert client.get(f"{ROOT}/quotes", headers={"if-none-match": seen}).status_code == 200


def test_too_many_requests_are_told_to_wait(client, monkeypatch):
    monkeypatch.setattr(answer, "MOST", 2)
    answer.SEEN.clear()
    left = [client.get(f"{ROOT}/coverage").headers["RateLimit"] for _ in range(2)]
    assert [re.search(r"r=(\d+)", each)[1] for each in left] == ["1", "0"]
    ask(client, "coverage", 429)
    answer.SEEN.clear()


def test_every_example_of_the_documentation_works(client, harbour):
    page = client.get("/api").content.decode()
    for path, _ in EXAMPLES:
        assert f"<code>{ROOT}/{path.replace('&', '&amp;')}</code>" in page
        ask(client, path)


def test_description_for_programs_names_every_address_and_field(client):
    described = ask(client, "openapi.json")
    assert described["openapi"] == "3.1.0"
    for noun, fields in SCHEMAS.items():
        assert {f"/{noun}", f"/{noun}/{{id}}"} <= set(described["paths"])
        assert list(described["components"]["schemas"][noun]["properties"]) == [
            field.name for field in fields
        ]
