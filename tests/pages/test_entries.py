"""The home page, and the pages and lists of speakers, outlets, topics and occasions."""

from datetime import date

import pytest

from statements.language.days import DayRange
from statements.models.dated import to_column
from tests.factories import (
    make_appearance,
    make_article,
    make_editor,
    make_occasion,
    make_outlet,
    make_quote,
    make_reading,
    make_refrain,
    make_speaker,
    make_topic,
)

pytestmark = pytest.mark.django_db


def read(client, address):
    """The page as text with white space single."""
    response = client.get(address)
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


def test_home_of_an_empty_archive(client):
    assert "The archive holds no published statement yet, and 0 articles." in read(client, "/")


def test_home_says_what_is_held(client):
    outlet = make_outlet()
    make_quote(carried_by=[outlet], said=date(2025, 3, 4))
    make_quote(
        carried_by=[outlet, make_outlet()],
        said=date(2026, 2, 10),
        reviewed_by=make_editor(),
        reviewed_at="2026-03-01T00:00Z",
    )
    make_quote(carried_by=[outlet])
    make_quote(carried_by=[outlet], status="pending")
    page = read(client, "/")
    assert (
        "<b>3 statements</b> in 5 articles of 2 outlets, said between 4 March 2025 and 10 February 2026; 1 undated."
        in page
    )
    assert "1 reviewed by an editor, the others by machine only. Last added on" in page


def test_home_shows_the_newest_entries_and_the_lists(client):
    speaker = make_speaker(name="Nerys Quill")
    quotes = [
        make_quote(wording=f"Herring number {n}.", speaker=speaker, topics=[make_topic(name=f"Topic {n}")])
        for n in range(7)
    ]
    make_refrain(quotes=quotes[:2], wording="Herring number")
    make_speaker(name="Said nothing")
    page = read(client, "/")
    assert "Herring number 6." in page
    assert "Herring number 0." not in page
    assert '<bdi>Nerys Quill</bdi></a> <span class="num">7</span>' in page
    assert '“Herring number”</bdi></a> <span class="num">2 occasions</span>' in page
    assert "Said nothing" not in page


def test_speaker_shows_roles_names_and_statements(client):
    speaker = make_speaker(name="Nerys Quill", wikidata_id="Q42")
    speaker.names.create(name="N. Quill", folded="n quill")
    speaker.roles.create(title="Mayor", held=to_column(DayRange(date(2025, 1, 1), None)), basis="editor")
    make_quote(
        wording="Herring for all.",
        speaker=speaker,
        said=date(2026, 2, 1),
        carried_by=[make_outlet(), make_outlet()],
    )
    page = read(client, speaker.get_absolute_url())
    for words in (
        "Mayor, from 1 January 2025",
        "N. Quill",
        "Q42",
        "Herring for all.",
        "2 outlets in this archive",
    ):
        assert words in page
    assert f'href="/search?speaker={speaker.public_id}"' in page


def test_outlet_shows_kind_articles_and_what_it_carried(client):
    outlet = make_outlet(name="Harbour Post", country="NO")
    outlet.ownerships.create(owner="Quay Group", control="independent", source="company register")
    make_quote(wording="Herring for all.", carried_by=[outlet])
    make_article(outlet=outlet, published=date(2024, 1, 2))
    page = read(client, outlet.get_absolute_url())
    for words in (
        "NO",
        "2, published between 2 January 2024 and 11 February 2026",
        "Quay Group",
        "Herring for all.",
    ):
        assert words in page


def test_topic_shows_description_relatives_and_statements(client):
    topic = make_topic(
        name="Herring", description="The fish.", broader=make_topic(name="Fisheries"), terms=["herring"]
    )
    make_topic(name="Herring quotas", broader=topic)
    make_quote(wording="Herring for all.", topics=[topic])
    page = read(client, topic.get_absolute_url())
    for words in ("The fish.", "Fisheries", "Herring quotas", "Herring for all."):
        assert words in page


def test_occasion_shows_when_where_and_what_was_said(client):
    occasion = make_occasion(title="Doorstep in Skerry", transcript_url="https://council.example/doorstep")
    make_quote(wording="Herring for all.", occasion=occasion)
    make_quote(wording="Said elsewhere.")
    page = read(client, occasion.get_absolute_url())
    for words in (
        "Doorstep in Skerry",
        "10 February 2026",
        "https://council.example/doorstep",
        "Herring for all.",
    ):
        assert words in page
    assert "Said elsewhere." not in page


def test_entry_statements_come_in_pages(client):
    speaker, outlet = make_speaker(), make_outlet()
    for number in range(21):
        make_quote(wording=f"Herring number {number}.", speaker=speaker, carried_by=[outlet])
    url = speaker.get_absolute_url()
    assert "Herring number 0." not in read(client, url)
    assert "Herring number 0." in read(client, f"{url}?page=2")
    assert "There is no page 3" in read(client, f"{url}?page=3")


@pytest.mark.parametrize("page", ["0", "-1", "x", "9" * 30, "%00", "1.5"])
@pytest.mark.parametrize("address", ["/speakers/", "speaker"])
def test_page_that_cannot_be_is_not_found(client, page, address):
    address = make_quote().credits.get().speaker.get_absolute_url() if address == "speaker" else address
    assert client.get(f"{address}?page={page}").status_code == 404


def test_speakers_from_a_to_z_by_family_name(client):
    for name, kind in (("Ada Zorn", "person"), ("Zoe Adder", "person"), ("Ministry of Fish", "institution")):
        make_quote(speaker=make_speaker(name=name, kind=kind))
    make_speaker(name="Said nothing")
    groups = client.get("/speakers/").context["directory"].groups
    assert [(letter, [str(row) for row in rows]) for letter, rows in groups] == [
        ("A", ["Zoe Adder"]),
        ("M", ["Ministry of Fish"]),
        ("Z", ["Ada Zorn"]),
    ]


@pytest.mark.parametrize(
    ("address", "name"), [("/outlets/", "Harbour Post"), ("/topics/", "Herring"), ("/refrains/", "“Fish.”")]
)
def test_lists_name_and_count(client, address, name):
    outlet, topic, speaker = make_outlet(name="Harbour Post"), make_topic(name="Herring"), make_speaker()
    quotes = [
        make_quote(wording="Fish.", carried_by=[outlet], topics=[topic], speaker=speaker) for _ in range(2)
    ]
    make_refrain(quotes=quotes)
    page = read(client, address)
    assert name in page
    assert '<span class="num">2' in page


def test_outlet_lists_its_articles_newest_first(client):
    outlet = make_outlet()
    old = make_article(outlet=outlet, published=date(2024, 1, 2), headline="Storm over Skerry")
    make_article(outlet=outlet, published=None, headline="Calm over Skerry")
    make_article(outlet=outlet, published=date(2025, 1, 2), headline="")
    make_article(outlet=make_outlet(), headline="Of another outlet")
    quote = make_quote(carried_by=[outlet])
    make_quote(appearances=[make_appearance(article=old)], status="pending")
    make_article(outlet=outlet, published=DayRange(None, date(2026, 5, 1)), headline="By the first of May")
    rows = client.get(outlet.get_absolute_url()).context["articles"].rows
    headline = quote.reference.reading.article.headline
    assert [(row.link.label, row.statement_count) for row in rows] == [
        ("By the first of May", 0),
        (headline, 1),
        ("", 0),
        ("Storm over Skerry", 0),
        ("Calm over Skerry", 0),
    ]
    page = read(client, outlet.get_absolute_url())
    assert f'<a href="{old.get_absolute_url()}" dir="auto" lang="en">Storm over Skerry</a>' in page
    assert ">Untitled article</a>" in page
    assert "Of another outlet" not in page


def test_outlet_counts_an_article_s_statements_as_its_page_does(client):
    outlet = make_outlet()
    reading = make_reading(
        article=make_article(outlet=outlet), text="“Herring for all.” “Cod for none.” “Tea for two.” “No.”"
    )
    rows = [
        make_appearance(reading=reading, words=[words]) for words in ("Herring for all.", "Cod for none.")
    ]
    make_quote(appearances=rows)
    make_quote(appearances=[make_appearance(reading=reading, words=["Tea for two."])])
    make_quote(appearances=[make_appearance(reading=reading, words=["No."], is_gone=True)])
    [listed] = client.get(outlet.get_absolute_url()).context["articles"].rows
    page = client.get(reading.article.get_absolute_url()).context["page"]
    assert listed.statement_count == page.statement_count == 2
    assert len(page.statements) == 3


def test_outlet_articles_come_in_pages_beside_its_statements(client):
    outlet = make_outlet()
    make_quote(wording="Herring for all.", carried_by=[outlet])
    for number in range(51):
        make_article(outlet=outlet, headline=f"Boat number {number}", published=date(2020, 1, 1))
    url = outlet.get_absolute_url()
    assert "Boat number 0<" not in read(client, url)
    assert 'href="?articles=2#h-articles"' in read(client, url)
    second = read(client, f"{url}?articles=2")
    assert "Boat number 0<" in second
    assert "Herring for all." in second
    assert "51 to 52 of 52" in second
    assert "There is no page 3: the list has 2." in read(client, f"{url}?articles=3")
    assert client.get(f"{url}?articles=x").status_code == 404


@pytest.fixture
def conference():
    """An occasion with a statement that two outlets carried, one of them in part, and one that the other left out."""
    occasion = make_occasion(title="Quay Street", held=date(2026, 2, 10))
    post, wire, radio = (make_outlet(name=name) for name in ("Harbour Post", "Meridian Wire", "Coastline"))
    words = "We keep the harbour open, and the lamps stay lit."
    whole, cut = (
        make_appearance(article=make_article(outlet=outlet, published=date(2026, 2, 11)), words=[said])
        for outlet, said in ((post, words), (wire, "We keep the harbour open"))
    )
    make_quote(appearances=[whole, cut], occasion=occasion)
    make_quote(wording="The dues stay.", carried_by=[post], occasion=occasion)
    make_article(outlet=radio, published=date(2026, 2, 12), public_id="0000003d")
    make_article(outlet=make_outlet(), published=date(2026, 5, 1))
    return occasion


def test_occasion_of_one_statement_by_one_outlet_has_no_table(client):
    occasion = make_occasion()
    make_quote(occasion=occasion)
    assert "Who carried which statement" not in read(client, occasion.get_absolute_url())


def test_occasion_shows_who_carried_which_statement_and_who_could_have(client, conference):
    page = client.get(conference.get_absolute_url())
    table = page.context["map"]
    assert [outlet.label for outlet in table.outlets] == ["Harbour Post", "Meridian Wire"]
    assert [[cell.word for cell in row.cells] for row in table.rows] == [
        ["in full", "in part"],
        ["in full", "left out of 1 article"],
    ]
    assert "1 other outlet with articles of that week carried none of it" in page.content.decode()


def test_occasion_table_as_csv_has_every_pair(client, conference):
    response = client.get(f"/occasions/{conference.public_id}/outlets.csv")
    rows = b"".join(response.streaming_content).decode().splitlines()
    assert len(rows) == 5
    assert rows[4].endswith("The dues stay.,Meridian Wire,left out,1")


def test_outlet_says_how_it_carries(client):
    post, wire = make_outlet(name="Harbour Post"), make_outlet(name="Meridian Wire")
    words = "We keep the harbour open, and the lamps stay lit."
    article = make_article(outlet=post, published=date(2026, 2, 12), public_id="0000003d")
    reading = make_reading(article=article, text="Open, says Quill.\nHarbour to stay open.")
    first = make_article(outlet=wire, published=date(2026, 2, 11), public_id="0000004h")
    headline = make_appearance(reading=reading, words=["Open"], part="headline", cue="say")
    make_quote(appearances=[make_appearance(article=first, words=[words]), headline])
    page = client.get(post.get_absolute_url())
    manner = page.context["manner"]
    assert [(kind.label, kind.count, kind.percent) for kind in manner.verbs] == [("say", 1, None)]
    assert (manner.printings, manner.earliest, manner.headlines, manner.headlines_only) == (1, 0, 1, 1)
    assert "1 quoted, 1 of them not in the body" in " ".join(page.content.decode().split())
    assert client.get(wire.get_absolute_url()).context["manner"].earliest == 1
    lines = b"".join(client.get(f"/outlets/{post.public_id}/manner.csv").streaming_content).decode()
    assert "headline-only,,1,1" in lines


def test_outlet_that_carried_nothing_has_no_manner(client):
    outlet = make_outlet()
    assert "How it carries" not in read(client, outlet.get_absolute_url())
    assert client.get(f"/outlets/{outlet.public_id}/manner.csv").status_code == 404


def test_speaker_has_charts_of_their_statements(client):
    speaker = make_speaker()
    for year in (2024, 2025, 2025):
        make_quote(speaker=speaker, said=date(year, 3, 1))
    page = client.get(speaker.get_absolute_url())
    years = next(chart for chart in page.context["statements"].charts if chart.name == "year")
    assert [(row.label, row.count) for row in years.rows] == [("2025", 2), ("2024", 1)]
    assert f"speaker={speaker.public_id}" in years.rows[0].url


def test_home_shows_what_was_carried_most_in_the_last_month_that_is_known(client):
    outlets = [make_outlet() for _ in range(3)]
    wanted = make_quote(carried_by=outlets[:2], said=date(2026, 2, 10))
    make_quote(carried_by=outlets, said=date(2025, 2, 10))
    make_quote(carried_by=outlets[:1], said=date(2026, 2, 12))
    page = client.get("/")
    assert [card.url for card in page.context["most_carried"]] == [wanted.get_absolute_url()]
    assert page.context["month"] == "13 January 2026 to 12 February 2026"


def test_occasions_are_listed_by_year_the_last_first(client):
    for title, held in (("Brell", date(2024, 3, 1)), ("Skerry", date(2026, 3, 1)), ("Holm", None)):
        make_quote(occasion=make_occasion(title=title, held=held))
    groups = client.get("/occasions/").context["directory"].groups
    assert [(name, [(row.title, row.quote_count) for row in rows]) for name, rows in groups] == [
        ("2026", [("Skerry", 1)]),
        ("2024", [("Brell", 1)]),
        ("Undated", [("Holm", 1)]),
    ]


def test_speaker_has_the_lines_they_repeated(client):
    speaker = make_speaker()
    quotes = [make_quote(wording="We keep the harbour open.", speaker=speaker) for _ in range(3)]
    refrain = make_refrain(quotes=quotes)
    page = read(client, speaker.get_absolute_url())
    assert f'href="{refrain.get_absolute_url()}"' in page
    assert "3 occasions" in page
