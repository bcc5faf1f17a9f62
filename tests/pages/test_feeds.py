"""Feeds, and what search engines and browsers ask for."""

import re
from datetime import date

import pytest
from lxml import etree

from statements.citations.versions import freeze_missing
from statements.models import Quote
from tests.factories import make_quote, make_refrain, make_speaker, make_topic

pytestmark = pytest.mark.django_db

ATOM = "{http://www.w3.org/2005/Atom}"
SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


def feed(client, address):
    response = client.get(address)
    assert response.status_code == 200
    assert response.headers["Content-Type"].startswith("application/atom+xml")
    return etree.fromstring(response.content)


def titles(client, address):
    return [entry.findtext(f"{ATOM}title") for entry in feed(client, address).iter(f"{ATOM}entry")]


def locations(client, address):
    response = client.get(address)
    assert response.status_code == 200
    return [found.text for found in etree.fromstring(response.content).iter(f"{SITEMAP}loc")]


def test_feed_of_a_search_has_its_newest_statements_first(client, settings):
    settings.SITE_URL = "https://archive.example"
    speaker = make_speaker(name="Nerys Quill")
    first = make_quote(wording="Herring for all.", speaker=speaker, said=date(2026, 2, 2))
    make_quote(wording="Herring for some.", speaker=speaker, said=date(2020, 2, 2))
    make_quote(wording="Cod for none.")
    make_quote(wording="Herring for nobody.", status=Quote.Status.PENDING)
    assert titles(client, "/search.atom?q=herring") == ["“Herring for some.”", "“Herring for all.”"]
    entry = list(feed(client, f"/search.atom?speaker={speaker.public_id}").iter(f"{ATOM}entry"))[-1]
    assert entry.findtext(f"{ATOM}id") == f"https://archive.example/q/{first.public_id}"
    assert entry.findtext(f"{ATOM}author/{ATOM}name") == "Nerys Quill"
    assert "machine-linked, unreviewed" in entry.findtext(f"{ATOM}summary")


def test_feed_of_a_faulty_search_says_what_is_wrong(client):
    response = client.get("/search.atom?year=x")
    assert response.status_code == 400
    assert "cannot be chosen" in response.content.decode()


def test_every_list_has_a_feed_that_its_page_names(client):
    quote = make_quote(speaker=make_speaker(name="Nerys Quill"), topics=[make_topic(name="Herring")])
    make_refrain(quotes=[quote, make_quote()])
    assert "Nerys Quill" in titles(client, "/speakers.atom")
    for noun in ("speakers", "outlets", "topics", "occasions", "refrains", "removals"):
        page = client.get(f"/{noun}/").content.decode()
        [address] = re.findall(r'type="application/atom\+xml" href="([^"]+)"', page)
        assert feed(client, address).findtext(f"{ATOM}updated")
    speaker = quote.credits.get().speaker
    assert (
        f'href="/search.atom?speaker={speaker.public_id}"'
        in client.get(speaker.get_absolute_url()).content.decode()
    )


def test_sitemaps_list_reviewed_statements_and_all_entries(client, settings, admin_user):
    settings.SITE_URL = "https://archive.example"
    seen, unseen = make_quote(), make_quote()
    seen.reviewed_by, seen.reviewed_at = admin_user, "2026-02-20T00:00Z"
    seen.save()
    freeze_missing()
    index = locations(client, "/sitemap.xml")
    pages = [page for address in index for page in locations(client, f"/{address.rpartition('/')[2]}")]
    assert f"https://archive.example/q/{seen.public_id}" in pages
    assert not any(unseen.public_id in page for page in pages)
    speaker = unseen.credits.get().speaker
    assert f"https://archive.example{speaker.get_absolute_url()}" in pages
    assert b"<lastmod>" in client.get("/sitemap-statements.xml").content
    assert client.get("/sitemap-herring.xml").status_code == 404


def test_crawlers_and_browsers_find_their_way(client, settings):
    settings.SITE_URL = "https://archive.example"
    assert "Sitemap: https://archive.example/sitemap.xml\n" in client.get("/robots.txt").content.decode()
    response = client.get("/opensearch.xml")
    assert response.headers["Content-Type"] == "application/opensearchdescription+xml"
    etree.fromstring(response.content)
    assert 'href="/opensearch.xml"' in client.get("/").content.decode()
