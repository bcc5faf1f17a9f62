"""What a permanent link gives, in every state of what it names."""

import pytest

from statements.citations.identifiers import is_well_formed, mint
from statements.curation import withdraw
from statements.models import Quote
from tests.factories import (
    make_appearance,
    make_editor,
    make_occasion,
    make_outlet,
    make_quote,
    make_refrain,
    make_speaker,
    make_topic,
)

pytestmark = pytest.mark.django_db


def published(kind):
    """A row of each kind that has a page."""
    quote = make_quote(
        wording="Herring for all.", occasion=make_occasion(), speaker=make_speaker(name="Nerys Quill")
    )
    if kind == "refrain":
        return make_refrain(quotes=[quote, make_quote(wording="Herring for all.")])
    return {
        "quote": quote,
        "article": quote.reference.reading.article,
        "speaker": quote.credits.get().speaker,
        "outlet": make_outlet(name="Harbour Post"),
        "topic": make_topic(name="Herring"),
        "occasion": quote.occasion,
    }[kind]


KINDS = ["quote", "refrain", "article", "speaker", "outlet", "topic", "occasion"]


def swapped(public_id):
    """The id with one of its characters changed."""
    other = "0" if public_id[3] != "0" else "1"
    return public_id[:3] + other + public_id[4:]


@pytest.mark.parametrize("kind", KINDS)
def test_link_opens_and_shows_no_database_key(client, kind):
    row = published(kind)
    response = client.get(row.get_absolute_url())
    assert response.status_code == 200
    assert row.public_id in row.get_absolute_url()


@pytest.mark.parametrize("kind", KINDS)
def test_link_in_capitals_moves_to_the_right_one(client, kind):
    row = published(kind)
    url = row.get_absolute_url()
    response = client.get(url.replace(row.public_id, row.public_id.upper()) + "?x=1")
    moved = row.public_id.upper() != row.public_id
    assert (response.status_code, response.headers.get("Location")) == (
        (301, f"{url}?x=1") if moved else (200, None)
    )


@pytest.mark.parametrize("kind", ["speaker", "outlet", "topic", "occasion"])
@pytest.mark.parametrize("slug", ["", "wrong", "Wrong-Slug", "%C3%A9"])
def test_link_with_another_slug_moves_to_the_right_one(client, kind, slug):
    row = published(kind)
    url = row.get_absolute_url()
    response = client.get(url.removesuffix(row.slug) + slug)
    assert (response.status_code, response.headers["Location"]) == (301, url)


@pytest.mark.parametrize("kind", KINDS)
def test_link_mistyped_is_told_from_unknown(client, kind):
    row = published(kind)
    mistyped = client.get(row.get_absolute_url().replace(row.public_id, swapped(row.public_id)))
    unknown = client.get(row.get_absolute_url().replace(row.public_id, mint(type(row))))
    assert (mistyped.status_code, unknown.status_code) == (404, 404)
    assert "it was mistyped" in mistyped.content.decode()
    assert "There is no " in unknown.content.decode()
    assert 'action="/search"' in unknown.content.decode()


@pytest.mark.parametrize("public_id", ["7kx3f9", "7kx3f9qs0", "0" * 32, "lllllllI"])
def test_link_of_another_length_is_mistyped(client, public_id):
    assert not is_well_formed(public_id)
    assert "it was mistyped" in client.get(f"/q/{public_id}").content.decode()


def test_pending_quote_is_for_editors_alone(client):
    quote = make_quote(wording="Not checked yet.")
    Quote.objects.filter(pk=quote.pk).update(status="pending")
    hidden = client.get(quote.get_absolute_url())
    assert hidden.status_code == 404
    assert "Not checked yet." not in hidden.content.decode()
    client.force_login(make_editor())
    shown = client.get(quote.get_absolute_url())
    assert shown.status_code == 200
    assert "private" in shown.headers["Cache-Control"]


def test_withdrawn_quote_is_gone_with_a_tombstone(client):
    quote = make_quote(wording="Never said at all.")
    withdraw(quote, by=make_editor(), reason="The outlet took it back.")
    response = client.get(quote.get_absolute_url())
    page = response.content.decode()
    assert response.status_code == 410
    assert "Never said at all." not in page
    assert quote.public_id in page
    assert "The outlet took it back." in page


def test_withdrawn_quote_is_on_no_page(client):
    quote = make_quote(
        wording="Never said at all.", status="withdrawn", occasion=make_occasion(), topics=[make_topic()]
    )
    article, speaker = quote.reference.reading.article, quote.credits.get().speaker
    pages = [
        "/",
        "/search",
        *(row.get_absolute_url() for row in (speaker, article, article.outlet, quote.occasion)),
    ]
    assert all("Never said at all." not in client.get(page).content.decode() for page in pages)


def test_appearance_leads_to_its_place_on_the_quote(client):
    quote = make_quote()
    row = quote.reference
    url = f"{quote.get_absolute_url()}#w-{row.public_id}"
    response = client.get(row.get_absolute_url())
    assert (response.status_code, response.headers["Location"]) == (302, url)
    assert f'id="w-{row.public_id}"' in client.get(quote.get_absolute_url()).content.decode()


def test_appearance_of_an_older_reading_leads_to_where_its_words_are_now(client):
    quote, old = make_quote(), make_appearance(words=["We keep the lamps lit."])
    other = make_quote(appearances=[old])
    other.carriages.update(is_active=False)
    type(old).objects.filter(pk=old.pk).update(is_gone=True, successor=quote.reference)
    response = client.get(old.get_absolute_url() if old.public_id else f"/w/{reload(old).public_id}")
    assert response.headers["Location"] == f"{quote.get_absolute_url()}#w-{quote.reference.public_id}"


def reload(row):
    """The row as it stands in the database."""
    return type(row).objects.get(pk=row.pk)


def test_topics_merged_into_each_other_do_not_keep_a_reader_waiting(client):
    one, other = make_topic(name="Herring"), make_topic(name="Harbours")
    type(one).objects.filter(pk=one.pk).update(merged_into=other)
    type(one).objects.filter(pk=other.pk).update(merged_into=one)
    assert client.get(one.get_absolute_url()).status_code == 200


@pytest.mark.parametrize("status", ["pending", "rejected", None])
def test_appearance_that_no_quote_shows_leads_to_its_article(client, status):
    quote = make_quote()
    row, article = quote.reference, quote.reference.reading.article
    if status:
        Quote.objects.filter(pk=quote.pk).update(status=status)
    else:
        quote.carriages.update(is_active=False)
    response = client.get(row.get_absolute_url(), follow=True)
    assert response.redirect_chain == [(article.get_absolute_url(), 302)]
    assert response.status_code == 200
    as_json = client.get(f"{row.get_absolute_url()}.json", follow=True)
    assert as_json.json()["id"] == article.public_id


def test_refrain_of_one_published_quote_is_shown_as_none_and_listed_nowhere(client):
    quotes = [
        make_quote(wording="Herring for all."),
        make_quote(wording="Herring for all.", status="withdrawn"),
    ]
    refrain = make_refrain(quotes=quotes)
    page = client.get(refrain.get_absolute_url())
    assert page.status_code == 200
    assert "no refrain at present" in page.content.decode()
    assert refrain.wording not in client.get("/refrains/").content.decode()


def test_public_pages_touch_no_session(client):
    for page in ("/", "/search", "/speakers/", make_quote().get_absolute_url()):
        response = client.get(page)
        assert "Cookie" not in response.headers.get("Vary", "")
        assert not response.cookies


@pytest.mark.parametrize("page", ["/", "/search", "/speakers/", "/q/00000000"])
def test_pages_are_read_only(client, page):
    assert client.post(page).status_code == 405
