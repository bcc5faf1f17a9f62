"""A statement and an article as reference managers and machines get them."""

import html
import json
import re
from datetime import date
from urllib.parse import parse_qsl

import pytest

from statements.citations.versions import freeze_missing
from statements.models import Quote
from tests.factories import make_appearance as make_printed
from tests.factories import (
    make_article,
    make_occasion,
    make_outlet,
    make_quote,
    make_reading,
    make_speaker,
    make_topic,
)

pytestmark = pytest.mark.django_db

ACCEPTED = {
    "bib": "application/x-bibtex",
    "ris": "application/x-research-info-systems",
    "csl.json": "application/vnd.citationstyles.csl+json",
    "jsonld": "application/ld+json",
}
FORMS = [
    *ACCEPTED,
    "apa.txt",
    "apa.html",
    "chicago-notes.txt",
    "chicago-author-date.txt",
    "mla.txt",
    "mla.html",
]


@pytest.fixture
def quote(settings):
    """A reviewed statement of a mayor at a press conference, with a version."""
    settings.SITE_URL = "https://archive.example"
    speaker = make_speaker(name="Nerys Quill")
    speaker.roles.create(
        title="Mayor", organisation="Kelmark", basis="editor", held="[2026-01-01,2026-12-31]"
    )
    article = make_article(
        outlet=make_outlet(name="Harbour Post"),
        headline="Mayor keeps 50% of the “harbour” open",
        byline="By Ann Roe",
        published=date(2026, 2, 11),
        url="https://post.example/1",
    )
    quote = make_quote(
        wording="We keep the harbour open.",
        speaker=speaker,
        said=date(2026, 2, 10),
        topics=[make_topic(name="Herring & cod")],
        occasion=make_occasion(title="Press conference"),
        appearances=[
            make_printed(
                reading=make_reading(article=article, text="“We keep the harbour open.”"),
                words=["We keep the harbour open."],
            )
        ],
    )
    freeze_missing()
    return quote


def get(client, row, form):
    response = client.get(f"{row.get_absolute_url()}.{form}")
    assert response.status_code == 200
    return response.content.decode()


def test_citation_names_speaker_role_occasion_outlet_day_and_version(client, quote):
    assert get(client, quote, "apa.txt") == (
        "Quill, N. (2026, February 10). We keep the harbour open [Statement as Mayor, Kelmark, Press conference, as"
        " quoted in Harbour Post; machine-linked, unreviewed]. Statement Archive."
        f" https://archive.example/q/{quote.public_id}/v1\n"
    )
    assert "<i>Statement Archive</i>, Version 1, 10 Feb. 2026," in get(client, quote, "mla.html")


def test_article_is_cited_as_the_outlet_printed_it(client, quote):
    article = quote.reference.reading.article
    assert get(client, article, "chicago-notes.txt") == (
        "Roe, Ann. “Mayor Keeps 50% of the ‘Harbour’ Open.” Harbour Post, February 11, 2026. https://post.example/1.\n"
    )
    assert "title = {{Mayor keeps 50\\% of the “harbour” open}}" in get(client, article, "bib")
    assert "\r\nDA  - 2026/02/11/\r\n" in get(client, article, "ris")


def test_article_of_an_outlet_that_is_not_linked_leads_to_its_page_here(client, quote):
    article = quote.reference.reading.article
    article.outlet.is_linked = False
    article.outlet.save()
    for form in FORMS:
        assert "post.example" not in get(client, article, form), form


@pytest.mark.parametrize(("form", "media_type"), ACCEPTED.items())
def test_form_is_the_same_by_its_ending_and_by_what_a_client_accepts(client, quote, form, media_type):
    for row in (quote, quote.reference.reading.article):
        accepted = client.get(row.get_absolute_url(), headers={"accept": media_type})
        assert accepted.headers["Content-Type"].partition(";")[0] == media_type
        assert accepted.content.decode() == get(client, row, form)


def test_forms_answer_as_the_page_does_for_what_was_merged_withdrawn_or_is_pending(client, quote):
    heir, address = make_quote(), quote.get_absolute_url()
    quote.merged_into = heir
    quote.status = Quote.Status.MERGED
    quote.save()
    for form in FORMS:
        moved = client.get(f"{address}.{form}")
        assert (moved.status_code, moved.url) == (302, f"{heir.get_absolute_url()}.{form}")
    for status, answer in ((Quote.Status.WITHDRAWN, 410), (Quote.Status.PENDING, 404)):
        Quote.objects.filter(pk=quote.pk).update(status=status, merged_into=None)
        for form in FORMS:
            response = client.get(f"{address}.{form}")
            assert response.status_code == answer, form
            assert "harbour open" not in response.content.decode()


def test_page_has_what_reference_managers_read(client, quote):
    response = client.get(quote.get_absolute_url())
    page, link = response.content.decode(), f"https://archive.example/q/{quote.public_id}"
    tags = dict(re.findall(r'<meta (?:name|property)="([^"]+)" content="([^"]*)">', page))
    assert tags["DC.type"] == "webpage"
    assert tags["citation_author"] == "Quill, Nerys"
    assert tags["citation_publication_date"] == "2026/02/10"
    assert tags["citation_keywords"] == "Herring &amp; cod"
    assert tags["og:url"] == link
    [coins] = re.findall(r'class="Z3988" title="([^"]+)"', page)
    assert "rft.type=webpage" in coins
    assert "rft.aufirst=Nerys&amp;rft.aulast=Quill" in coins
    linked = json.loads(re.search(r'ld\+json">(.*?)</script>', page)[1])
    assert linked["@type"] == "Quotation"
    assert linked["creator"][0]["familyName"] == "Quill"
    assert linked["dateCreated"] == "2026-02-10"
    assert f'<{link}>; rel="cite-as"' in response.headers["Link"]
    assert f'<{link}.bib>; rel="describedby"; type="application/x-bibtex"' in response.headers["Link"]


def test_words_cannot_end_the_linked_data(client):
    quote = make_quote(wording="We say </script><b>no</b> & go")
    page = client.get(quote.get_absolute_url()).content.decode()
    assert json.loads(re.search(r'ld\+json">(.*?)</script>', page)[1])["text"] == quote.wording


def test_article_page_stands_for_a_newspaper_article(client, quote):
    page = client.get(quote.reference.reading.article.get_absolute_url()).content.decode()
    [coins] = re.findall(r'class="Z3988" title="([^"]+)"', page)
    assert "rft.type=newspaperArticle" in coins
    assert "rft.source=Harbour+Post" in coins


def test_only_reviewed_statements_are_for_search_engines(client, quote, admin_user):
    robots = '<meta name="robots" content="noindex">'
    assert robots in client.get(quote.get_absolute_url()).content.decode()
    quote.reviewed_by, quote.reviewed_at = admin_user, "2026-02-20T00:00Z"
    quote.save()
    assert robots not in client.get(quote.get_absolute_url()).content.decode()


def test_every_statement_of_a_list_can_be_saved_by_reference_managers(client):
    body, quill = make_speaker(name="Port of Skerry", kind="institution"), make_speaker(name="Nerys Quill")
    one = make_quote(
        wording="We keep the harbour open.",
        speaker=quill,
        said=date(2026, 2, 10),
        topics=[make_topic(name="Harbours")],
    )
    other = make_quote(wording="We keep the quay open.", speaker=body)
    other.subjects.create(topic=make_topic(name="Fisheries"), by="editor", is_rejected=True)
    page = client.get("/search").content.decode()
    found = [
        dict(parse_qsl(html.unescape(title))) for title in re.findall(r'class="Z3988" title="([^"]*)"', page)
    ]
    told = {item["rft.identifier"].rpartition("/")[2]: item for item in found}
    assert set(told) == {one.public_id, other.public_id}
    assert told[one.public_id] | {
        "rft.type": "webpage", "rft.title": "We keep the harbour open", "rft.source": "Statement Archive",
        "rft.aufirst": "Nerys", "rft.aulast": "Quill", "rft.date": "2026-02-10",
        "rft.subject": "Harbours",
    } == told[one.public_id]  # fmt: skip
    assert told[other.public_id]["rft.aucorp"] == "Port of Skerry"
    assert "rft.subject" not in told[other.public_id]
