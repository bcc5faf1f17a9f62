"""Sets: searches frozen for good."""

import csv
import hashlib
import io
import json
import zipfile
from datetime import date

import pytest
from django.db import DatabaseError, connection, transaction

from statements.citations.versions import freeze
from statements.curation import edit, restore, withdraw
from statements.curation import sets as curation
from statements.models import FrozenSet, Quote
from tests.factories import make_quote, make_speaker
from tests.pages.served import post

pytestmark = pytest.mark.django_db


@pytest.fixture
def herrings():
    """Three statements on herring, each with its first version."""
    quotes = [
        make_quote(wording=f"Herring number {number} is ours alone.", said=date(2026, 2, number))
        for number in (1, 2, 3)
    ]
    freeze(Quote, [quote.pk for quote in quotes])
    return quotes


def make_set(client, address="/sets/new?q=herring", title="Herrings of February"):
    response = post(client, address, {"title": title})
    assert response.status_code == 302, response.content.decode()[-2500:]
    return response["Location"]


def body(client, address):
    response = client.get(address)
    assert response.status_code == 200, address
    return b"".join(response.streaming_content)


def table(client, address):
    text = body(client, address).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline="")))


@pytest.mark.parametrize(
    ("address", "title", "status", "says"),
    [
        ("/sets/new?q=zebra", "No zebras", 400, "there is nothing to freeze"),
        ("/sets/new?q=herring", "", 400, "This field is required"),
        ("/sets/new?q=herring", "x" * 201, 400, "at most 200 characters"),
        ("/sets/new?year=x", "A year", 400, "x"),
        ("/sets/new?strata=year", "Strata of nothing", 400, "Say how many are drawn"),
    ],
)
def test_no_set_is_made_of_what_is_faulty(client, herrings, address, title, status, says):
    response = post(client, address, {"title": title})
    assert response.status_code == status
    assert says in response.content.decode()
    assert not FrozenSet.objects.exists()


def test_a_set_of_too_many_or_one_too_many_is_refused(client, herrings, monkeypatch):
    monkeypatch.setattr(curation, "MOST_MEMBERS", 2)
    response = post(client, "/sets/new?q=herring", {"title": "All"})
    assert response.status_code == 400
    assert "at most 2" in response.content.decode()
    monkeypatch.setattr(curation, "MOST_OF_ONE", 1)
    make_set(client, "/sets/new?q=herring&n=2&seed=a", "Two by lot")
    assert post(client, "/sets/new?q=herring&n=1", {"title": "One more"}).status_code == 429
    assert FrozenSet.objects.count() == 1


@pytest.mark.parametrize(
    "change", ["DELETE FROM statements_frozenset", "UPDATE statements_frozenset SET members = '{1}'"]
)
def test_nothing_but_the_title_of_a_set_ever_changes(client, herrings, change):
    make_set(client)
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(change)
    FrozenSet.objects.update(title="Herrings, renamed by an editor")


def test_a_set_stays_as_it_is_whatever_becomes_of_its_statements(client, herrings, admin_user):
    address = make_set(client)
    forms = ("jsonl", "csv", "sha256", "codebook.csv", "json")
    before = {form: body(client, f"{address}.{form}") for form in forms}
    edit(herrings[0], by=admin_user, reason="A note was due.", note="disputed")
    make_quote(wording="Herring number 4 came later.")
    assert {form: body(client, f"{address}.{form}") for form in forms} == before
    page = client.get(address).content.decode()
    assert "Herrings of February" in page
    assert page.count("is ours alone") == 3
    assert "3 statements" in page
    assert f"/q/{herrings[0].public_id}/v1" in page
    assert make_set(client) != address


def test_the_same_set_once_more_is_the_same_one(client, herrings):
    assert make_set(client) == make_set(client)
    assert make_set(client, title="Under another title") != make_set(client)


def test_who_has_the_files_can_check_them(client, herrings):
    address = make_set(client)
    manifest = body(client, f"{address}.sha256")
    row = FrozenSet.objects.get()
    assert hashlib.sha256(manifest).digest() == bytes(row.sha256)
    assert bytes(row.sha256).hex() in client.get(address).content.decode()
    listed = dict(reversed(line.split("  ")) for line in manifest.decode().splitlines() if line[0] != "#")
    lines = body(client, f"{address}.jsonl").splitlines()
    assert len(lines) == len(listed) == 3
    for line in lines:
        name = f"{json.loads(line)['id']}-v1.json"
        assert hashlib.sha256(line).hexdigest() == listed[name]
        assert client.get(f"/q/{name.replace('-', '/')}").content == line
    archive = zipfile.ZipFile(io.BytesIO(body(client, f"{address}.zip")))
    assert archive.read("manifest.sha256") == manifest
    columns = {
        row["name"] for row in csv.DictReader(io.StringIO(archive.read("codebook.csv").decode("utf-8-sig")))
    }
    assert {*table(client, f"{address}.csv")[0]} == columns


def test_the_table_of_a_set_is_read_from_its_versions(client):
    quote = make_quote(
        wording="Herring is ours.", speaker=make_speaker(name="Nerys Quill"), said=date(2026, 2, 10)
    )
    address = make_set(client)
    [row] = table(client, f"{address}.csv")
    assert (row["quote"], row["version"], row["wording"], row["speakers"], row["said_first"], row["mark"]) == (
        quote.public_id, "1", "Herring is ours.", "Nerys Quill", "2026-02-10", "",
    )  # fmt: skip


def test_what_is_drawn_by_lot_is_frozen_as_it_was_drawn(client, herrings):
    address = make_set(client, "/sets/new?q=herring&n=2&seed=tide")
    about = json.loads(body(client, f"{address}.json"))
    assert about["statements"] == 2
    drawn = client.get(about["found_by"].partition("testserver")[2] or about["found_by"])
    assert drawn.status_code == 200
    assert "seed=tide" in about["found_by"]


def test_what_is_withdrawn_is_marked_until_it_is_restored(client, herrings, admin_user):
    address = make_set(client)
    withdraw(herrings[1], by=admin_user, reason="It was never said.")
    page = client.get(address).content.decode()
    assert "1 was withdrawn" in page
    marks = {row["quote"]: row["mark"] for row in table(client, f"{address}.csv")}
    assert [marks[quote.public_id] for quote in herrings] == ["", "withdrawn", ""]
    files = "".join(body(client, f"{address}.{form}").decode() for form in ("jsonl", "csv", "sha256", "json"))
    assert "number 2 is ours" not in page + files
    restore(herrings[1], by=admin_user, reason="It was said after all.")
    assert table(client, f"{address}.csv")[1]["mark"] == ""


def test_a_set_is_cited_as_a_data_set(client, herrings):
    address = make_set(client)
    made = FrozenSet.objects.get().made_at
    page = client.get(address).content.decode()
    assert f"Statement Archive. ({made.year}). <i>Herrings of February</i> [Data set]." in page
    assert client.get(f"{address}.ris").content.startswith(b"TY  - DATA")
    assert client.get(f"{address}.bib").content.startswith(b"@dataset{")
    [item] = client.get(f"{address}.csl.json").json()
    assert item["type"] == "dataset"


def test_sets_are_listed_and_fed(client, herrings):
    address = make_set(client)
    assert address in client.get("/sets/").content.decode()
    assert address in client.get("/sets.atom").content.decode()
    assert client.get(address.upper().replace("/SETS/", "/sets/")).status_code == 301
    assert client.get("/sets/0000000x").status_code == 404
    assert client.get(f"{address}?page=2").status_code == 404
