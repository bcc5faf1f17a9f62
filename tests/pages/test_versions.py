"""Versions, histories and tombstones: what readers and programs get for every state of an entry."""

import hashlib
import json
from datetime import date

import pytest

from statements import curation
from statements.citations.versions import freeze, freeze_missing
from statements.language.days import DayRange
from statements.models import Article, Quote, Refrain
from tests.factories import (
    make_appearance,
    make_article,
    make_editor,
    make_outlet,
    make_quote,
    make_reading,
    make_refrain,
    make_speaker,
    make_topic,
)

pytestmark = pytest.mark.django_db

DENIED = {"note": "denied"}


@pytest.fixture
def how():
    return {"by": make_editor(username="ingrid"), "reason": "as heard on tape"}


@pytest.fixture
def quote():
    row = make_quote(
        wording="Herring for all.", speaker=make_speaker(name="Nerys Quill"), said=date(2026, 2, 10)
    )
    freeze_missing()
    return row


def read(client, address, status=200, **headers):
    response = client.get(address, headers=headers)
    assert response.status_code == status, address
    return response.content.decode()


@pytest.mark.parametrize(
    "address", ["/q/{}/v2", "/q/{}/v0.json", "/q/{}/history?page=7", "/a/{}/v1", "/r/{}/history"]
)
def test_version_that_never_was_is_not_found(client, quote, address):
    page = read(client, address.format(quote.public_id), 404)
    assert quote.public_id in page or "no such page" in page


@pytest.mark.parametrize("suffix", ["/v1", "/v1.json", "/history", ".json"])
def test_pending_quote_shows_no_version_to_anybody(client, suffix):
    row = make_quote(wording="Not checked yet.")
    freeze_missing()
    Quote.objects.filter(pk=row.pk).update(status="pending")
    assert "Not checked yet." not in read(client, f"/q/{row.public_id}{suffix}", 404)


def test_unknown_and_mistyped_ids_are_told_apart_in_json_too(client):
    unknown, mistyped = (json.loads(read(client, f"/q/{key}.json", 404)) for key in ("00000000", "0000000z"))
    assert "There is no statement" in unknown["error"]
    assert "it was mistyped" in mistyped["error"]


def test_json_is_the_version_byte_for_byte_with_its_hash(client, quote):
    body = read(client, f"/q/{quote.public_id}/v1.json")
    assert body.encode() == bytes(quote.versions.get().body)
    assert hashlib.sha256(body.encode()).hexdigest() in read(client, f"/q/{quote.public_id}/v1")
    document = json.loads(body)
    assert (document["wording"], document["version"], document["previous_sha256"]) == (
        "Herring for all.",
        1,
        None,
    )
    assert document["credits"][0]["speaker"]["name"] == "Nerys Quill"
    assert body == json.dumps(document, sort_keys=True, ensure_ascii=False, separators=(",", ":"))


def test_version_stays_as_it_was_and_names_what_came_after(client, quote, how):
    before = read(client, f"/q/{quote.public_id}/v1.json")
    curation.redate(quote, (DayRange.on(date(2026, 2, 11)), "heard on tape"), **how)
    curation.edit(quote, **DENIED, **how)
    assert read(client, f"/q/{quote.public_id}/v1.json") == before
    old, new = (read(client, f"/q/{quote.public_id}/v{number}") for number in (1, 3))
    assert "Superseded" in old
    assert "10 February 2026" in old
    assert "11 February 2026" in old
    assert "Superseded" not in new
    second = json.loads(read(client, f"/q/{quote.public_id}/v2.json"))
    assert second["previous_sha256"] == hashlib.sha256(before.encode()).hexdigest()
    assert read(client, f"/q/{quote.public_id}.json") == read(client, f"/q/{quote.public_id}/v3.json")


def test_accept_header_asks_for_json_and_caches_know(client, quote):
    response = client.get(f"/q/{quote.public_id}", headers={"Accept": "application/json"})
    assert response.headers["Content-Type"] == "application/json"
    assert "Accept" in response.headers["Vary"]
    page = client.get(f"/q/{quote.public_id}", headers={"Accept": "text/html,*/*;q=0.8"})
    assert page.headers["Content-Type"].startswith("text/html")


def test_history_tells_each_change_with_its_reason(client, quote, how):
    curation.edit(quote, **DENIED, **how)
    page = read(client, f"/q/{quote.public_id}/history")
    for words in (
        "2 versions",
        "First frozen.",
        "as heard on tape",
        "<ins>denied</ins>",
        "edit by an editor",
    ):
        assert words in page
    assert "ingrid" not in page
    assert "as heard on tape" in read(client, quote.get_absolute_url())


def test_history_compares_wordings_word_by_word(client, how):
    speaker = make_speaker()
    row = make_quote(wording="Herring for all.", speaker=speaker)
    other = make_quote(wording="Herring for all of us.", speaker=speaker)
    freeze_missing()
    curation.merge(other, row, **how)
    page = read(client, f"/q/{row.public_id}/history")
    assert "<ins>of us.</ins>" in page


def test_version_of_a_merged_quote_stays_readable_and_says_where_it_went(client, quote, how):
    survivor = make_quote(wording="Herring for all.", speaker=quote.credits.get().speaker)
    freeze_missing()
    curation.merge(quote, survivor, **how)
    page = read(client, f"/q/{quote.public_id}/v1")
    assert f'was merged into <a href="/q/{survivor.public_id}"' in page
    response = client.get(f"/q/{quote.public_id}.json")
    assert (response.status_code, response.headers["Location"]) == (302, f"/q/{survivor.public_id}.json")


def test_withdrawn_quote_is_gone_in_every_form_with_all_that_led_to_it(client, quote, how):
    survivor = make_quote(wording="Herring for all.", speaker=quote.credits.get().speaker)
    freeze_missing()
    curation.merge(quote, survivor, **how)
    words = survivor.reference.public_id
    curation.withdraw(survivor, by=how["by"], reason="The outlet took it back.")
    for key in (quote.public_id, survivor.public_id):
        for suffix in ("", ".json", "/v1", "/v1.json", "/history"):
            assert "Herring" not in read(client, f"/q/{key}{suffix}", 410)
    stone = json.loads(read(client, f"/q/{quote.public_id}.json", 410))
    assert (stone["status"], stone["merged_into"]) == ("withdrawn", survivor.public_id)
    assert stone["reason"] == "The outlet took it back."
    read(client, f"/w/{words}", 410)
    page = read(client, f"/q/{quote.public_id}", 410)
    assert survivor.public_id in page
    assert "Nerys Quill" in page


@pytest.mark.parametrize(("rights", "shown"), [("excerpt", True), ("none", False)])
def test_version_shows_a_quotation_in_part_with_its_clause(client, rights, shown):
    text = "Council chair Nerys Quill called the plan “the end of herring” before she left. Nobody asked."
    reading = make_reading(article=make_article(rights=rights), text=text)
    row = make_quote(
        appearances=[make_appearance(reading=reading, words=["the end of herring"], kind="mixed")]
    )
    freeze_missing()
    page = read(client, f"/q/{row.public_id}/v1")
    assert ("called the plan “the end of herring”" in page) == shown
    assert "Nobody asked" not in page


def test_merged_entries_are_in_no_list(client, how):
    names = ["Harbour Post", "The Harbour Post", "Herring", "Herrings"]
    outlets = [make_outlet(name=name) for name in names[:2]]
    topics = [make_topic(name=name) for name in names[2:]]
    curation.merge_outlets(*outlets, **how)
    curation.merge_topics(*topics, **how)
    assert f'href="{outlets[0].get_absolute_url()}"' not in read(client, "/outlets/")
    assert f'href="{topics[0].get_absolute_url()}"' not in read(client, "/topics/")


def test_words_withdrawn_after_a_split_are_in_no_version_of_the_rest(client, how):
    outlets = [make_outlet(), make_outlet()]
    row = make_quote(wording="Herring for all.", carried_by=outlets, speaker=make_speaker())
    freeze_missing()
    part = curation.split(row, [row.carriages.latest("pk").appearance_id], **how)
    curation.withdraw(part, **how)
    assert "withheld" in read(client, f"/q/{row.public_id}/v1", 410)
    read(client, f"/q/{row.public_id}/v1.json", 410)
    assert outlets[1].name not in read(client, f"/q/{row.public_id}/history")
    read(client, f"/q/{row.public_id}/v2")
    curation.restore(part, **how)
    read(client, f"/q/{row.public_id}/v1")


def test_version_in_capitals_moves_to_the_right_one(client, quote):
    capitals = quote.public_id.upper()
    for suffix in ("v1", "v1.json", "history"):
        response = client.get(f"/q/{capitals}/{suffix}")
        expected = (301, f"/q/{quote.public_id}/{suffix}") if capitals != quote.public_id else (200, None)
        assert (response.status_code, response.headers.get("Location")) == expected


def test_rights_taken_back_are_frozen_with_the_quotes(client, how):
    text = "Council chair Nerys Quill called the plan “the end of herring” before she left."
    article = make_article()
    words = make_appearance(
        reading=make_reading(article=article, text=text), words=["the end of herring"], kind="mixed"
    )
    row = make_quote(appearances=[words])
    freeze_missing()
    with curation.acting("edit", article, **how):
        article.rights = "none"
        article.save()
    assert "called the plan" not in read(client, f"/q/{row.public_id}.json")


def test_removals_are_logged_until_they_are_undone(client, quote, how):
    assert "Nothing was removed" in read(client, "/removals/")
    curation.withdraw(quote, by=how["by"], reason="The outlet took it back.")
    log = read(client, "/removals/")
    assert quote.public_id in log
    assert "The outlet took it back." in log
    assert "Herring" not in log
    curation.restore(quote, by=how["by"], reason="It did not.")
    assert "Nothing was removed" in read(client, "/removals/")


def test_article_and_refrain_have_versions_too(client, quote, how):
    other = make_quote(wording="Herring for all.", speaker=quote.credits.get().speaker, said=date(2026, 3, 1))
    refrain = make_refrain(quotes=[quote, other])
    article = quote.reference.reading.article
    freeze(Refrain, [refrain.pk])
    freeze(Article, [article.pk])
    line = json.loads(read(client, f"/r/{refrain.public_id}.json"))
    assert {entry["id"] for entry in line["quotes"]} == {quote.public_id, other.public_id}
    page = json.loads(read(client, f"/a/{article.public_id}.json"))
    assert page["outlet"]["name"] == article.outlet.name
    assert "Herring for all." in read(client, f"/r/{refrain.public_id}/v1")
    curation.withdraw(other, **how)
    for suffix in ("v1", "v1.json"):
        assert "Herring" not in read(client, f"/r/{refrain.public_id}/{suffix}", 410)
    stone = read(client, f"/r/{refrain.public_id}", 410)
    assert "no refrain any more" in stone
    assert f'href="/q/{quote.public_id}"' in stone
    assert other.public_id not in stone


def test_state_is_frozen_once_however_often_it_is_asked(quote):
    make_quote(carried_by=[make_outlet()])
    assert freeze_missing() > 0
    assert freeze_missing() == 0
    assert freeze(Quote, [quote.pk]) == 0
    assert quote.versions.count() == 1
