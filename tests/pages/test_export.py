"""A search taken away as data."""

import csv
import io
import json
import zipfile
from datetime import date

import pytest

from statements.models import Quote
from statements.search.export import rows
from statements.search.export.fields import ROWS
from tests.factories import make_appearance, make_article, make_outlet, make_quote, make_reading, make_speaker

pytestmark = pytest.mark.django_db


def body(client, address):
    response = client.get(address)
    assert response.status_code == 200, response.content.decode()[:3000]
    return b"".join(response.streaming_content)


def table(client, address):
    text = body(client, address).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline="")))


@pytest.fixture
def harbour():
    """A statement that one outlet printed in full and another one changed."""
    whole, cut = make_outlet(name="Gazette", country="NO"), make_outlet(name="Herald", is_linked=False)
    for outlet, owner in ((whole, "Tidewater"), (cut, "Kelp")):
        outlet.ownerships.create(control="independent", owner=owner, source="https://register.example/1")
    printed = [
        make_appearance(
            reading=make_reading(
                article=make_article(
                    outlet=outlet, published=date(2026, 2, 11), url=f"https://{outlet.slug}.example/1"
                ),
                text=f"“{words}” said Quill.",
            ),
            words=[words],
        )
        for outlet, words in (
            (whole, "We will keep the harbour open."),
            (cut, "We must keep the harbour open."),
        )
    ]
    return make_quote(appearances=printed, speaker=make_speaker(name="Nerys Quill"), said=date(2026, 2, 10))


def test_every_statement_of_a_search_is_a_row(client, harbour, monkeypatch):
    monkeypatch.setattr(rows, "BATCH", 2)
    others = [make_quote(wording=f"Herring number {number}.") for number in range(7)]
    make_quote(wording="Herring and nobody saw it.", status=Quote.Status.PENDING)
    found = table(client, "/export.csv?q=herring")
    assert {row["quote"] for row in found} == {quote.public_id for quote in others}
    [row] = table(client, "/export.csv?q=harbour")
    assert (row["wording"], row["speakers"], row["said_first"], row["outlets"], row["is_reviewed"]) == (
        "We will keep the harbour open.", "Nerys Quill", "2026-02-10", "2", "false",
    )  # fmt: skip


def test_every_printing_is_a_row_with_owner_and_control(client, harbour):
    found = table(client, "/export.csv?rows=appearances")
    assert [(row["outlet"], row["owner"], row["control"], row["relation"]) for row in found] == [
        ("Gazette", "Tidewater", "independent", "verbatim"),
        ("Herald", "Kelp", "independent", "reworded"),
    ]
    assert [row["address"] for row in found] == ["https://gazette.example/1", ""]
    assert {row["quote"] for row in found} == {harbour.public_id}


def test_every_change_of_words_is_a_row(client, harbour):
    [row] = table(client, "/export.csv?rows=changes")
    assert row["outlet"] == "Herald"
    assert (row["operation"], row["reference_words"], row["printed_words"], row["class"], row["at"]) == (
        "replaced", "will", "must", "modal", "1",
    )  # fmt: skip


def test_a_quotation_in_part_has_the_clause_that_carries_it(client):
    text = "It rained. The limit was about fish rather than “pleasing the barons”, Quill said. It stopped."
    part = make_appearance(reading=make_reading(text=text), words=["pleasing the barons"], kind="mixed")
    make_quote(appearances=[part])
    for kind in ("quotes", "appearances"):
        [row] = table(client, f"/export.csv?rows={kind}")
        assert row["clause"] == "The limit was about fish rather than “pleasing the barons”, Quill said.", (
            kind
        )


def test_lines_of_json_have_the_same_fields(client, harbour):
    for kind, fields in ROWS.items():
        for line in body(client, f"/export.jsonl?rows={kind}").decode().splitlines():
            assert list(json.loads(line)) == [field.name for field in fields]
    [row] = map(json.loads, body(client, "/export.jsonl").splitlines())
    assert (row["speakers"], row["outlets"], row["occasion"]) == (["Nerys Quill"], 2, None)


def test_references_of_a_search(client, harbour):
    assert body(client, "/export.bib").decode().count("@online{") == 1
    assert b"AU  - Quill, Nerys\r\n" in body(client, "/export.ris")


def test_formulas_are_text(client):
    make_quote(wording="=2+3 is what we said")
    [row] = table(client, "/export.csv")
    assert row["wording"] == "'=2+3 is what we said"


def test_an_archive_brings_its_codebook_and_how_it_was_made(client, harbour):
    packed = zipfile.ZipFile(
        io.BytesIO(body(client, "/export.zip?rows=appearances&q=harbour&code=tone,stance"))
    )
    assert packed.testzip() is None
    book = list(csv.DictReader(io.StringIO(packed.read("codebook.csv").decode("utf-8-sig"))))
    head = next(csv.reader(io.StringIO(packed.read("appearances.csv").decode("utf-8-sig"))))
    assert [row["name"] for row in book] == head
    assert head[-2:] == ["tone", "stance"]
    about = packed.read("about.txt").decode()
    assert "Statements: 1\n" in about
    assert "/search?q=harbour\n" in about


def test_the_same_seed_draws_the_same_and_strata_are_drawn_alike(client):
    for number in range(12):
        make_quote(wording=f"Herring number {number}.", said=date(2020 + number % 2, 1, 1))
    drawn = [row["quote"] for row in table(client, "/export.csv?n=4&seed=a")]
    assert drawn == [row["quote"] for row in table(client, "/export.csv?n=4&seed=a")]
    assert drawn != [row["quote"] for row in table(client, "/export.csv?n=4&seed=b")]
    years = [row["said_first"][:4] for row in table(client, "/export.csv?n=3&seed=a&strata=year")]
    assert sorted(years) == ["2020"] * 3 + ["2021"] * 3


@pytest.mark.parametrize(
    "query",
    [
        "n=0",
        "n=x",
        "rows=herring",
        "strata=herring",
        "code=a%20b",
        "year=x",
        "q=%28",
        "form=xls",
        "seed=%00",
        "strata=year",
        "code=" + ",".join(f"c{n}" for n in range(21)),
    ],
)
def test_what_cannot_be_exported_is_told(client, query):
    for ending in ("csv", "zip", "bib"):
        response = client.get(f"/export.{ending}?{query}")
        assert response.status_code == 400
        assert 'role="alert"' in response.content.decode()


@pytest.mark.parametrize("query", ["rows=changes", "code=tone"])
def test_references_have_no_other_rows_and_no_columns(client, query):
    response = client.get(f"/export.ris?{query}")
    assert response.status_code == 400
    assert "RIS has one reference for each statement" in response.content.decode()


def test_page_of_exports_keeps_the_search(client):
    page = client.get("/export?q=herring&year=2026&sort=oldest").content.decode()
    assert '<input type="hidden" name="q" value="herring">' in page
    assert "/export.bib?q=herring&amp;year=2026" in page
    assert 'name="sort"' not in page
    make_quote(wording="Herring for all.")
    assert "/export?q=herring" in client.get("/search?q=herring&sort=best").content.decode()
