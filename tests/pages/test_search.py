"""Search and browse: what is found, how it is counted, and what becomes of a faulty address."""

from datetime import date
from urllib.parse import unquote

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.factories import make_appearance, make_outlet, make_quote, make_reading, make_speaker, make_topic
from tests.pages.results import search, ticks, wordings

pytestmark = pytest.mark.django_db


def ids(*rows):
    return sorted(row.public_id for row in rows)


@pytest.fixture
def archive():
    """Three speakers, three outlets, two topics, three years."""
    post, wire, radio = (make_outlet(name=name) for name in ("Harbour Post", "Meridian Wire", "Coastline"))
    quill, fen, tarn = (make_speaker(name=name) for name in ("Nerys Quill", "Ada Fen", "Ewan Tarn"))
    fish, dams = make_topic(name="Fisheries"), make_topic(name="Dams")
    make_quote(
        wording="No herring today.",
        speaker=quill,
        carried_by=[post, wire],
        said=date(2025, 3, 4),
        topics=[fish],
    )
    make_quote(
        wording="No herring tomorrow.", speaker=quill, carried_by=[wire], said=date(2026, 2, 1), topics=[fish]
    )
    make_quote(
        wording="The dam is full.",
        speaker=fen,
        carried_by=[wire, post, radio],
        said=date(2026, 2, 2),
        topics=[dams],
    )
    make_quote(wording="We count the boats.", speaker=tarn, carried_by=[radio])
    return locals()


def test_search_without_words_lists_all_newest_said_first(client, archive):
    assert wordings(search(client)) == [
        "The dam is full.",
        "No herring tomorrow.",
        "No herring today.",
        "We count the boats.",
    ]


@pytest.mark.parametrize(
    ("sort", "first"),
    [
        ("oldest", "No herring today."),
        ("carried", "The dam is full."),
        ("added", "We count the boats."),
    ],
)
def test_search_sorted(client, archive, sort, first):
    assert wordings(search(client, f"?sort={sort}"))[0] == first


def test_search_hides_what_is_not_published(client):
    make_quote(wording="Pending words.", status="pending")
    make_quote(wording="Withdrawn words.", status="withdrawn")
    assert wordings(search(client)) == []


def test_search_finds_inflected_words_and_marks_them(client, archive):
    page = search(client, "?q=boat")
    assert wordings(page) == ["We count the boats."]
    assert "<mark>boats</mark>" in page.content.decode()


@pytest.mark.parametrize(
    "phrase", ['"herring today"', "“herring today”", "„herring today“", "«herring today»", "‘herring today’"]
)
def test_search_phrase_in_any_quotation_marks(client, archive, phrase):
    make_quote(wording="Today there is herring.")
    assert wordings(client.get("/search", {"q": phrase})) == ["No herring today."]


def test_search_without_a_word(client, archive):
    assert wordings(client.get("/search", {"q": "herring -tomorrow"})) == ["No herring today."]


def test_search_unclosed_mark_says_what_is_wrong(client, archive):
    page = client.get("/search", {"q": "“herring today"})
    assert page.status_code == 400
    assert "A quotation mark is opened and not closed. Did you mean" in page.content.decode()


def test_search_words_are_shown_not_run(client):
    make_quote(wording="Write <script>alert(1)</script> on the herring box.")
    page = search(client, "?q=herring").content.decode()
    assert "&lt;script&gt;" in page
    assert "<script>" not in page


def test_facet_values_of_one_facet_add_up(client, archive):
    query = "&".join(f"speaker={id}" for id in ids(archive["quill"], archive["tarn"]))
    assert wordings(search(client, f"?{query}")) == [
        "No herring tomorrow.",
        "No herring today.",
        "We count the boats.",
    ]


def test_facets_narrow_each_other(client, archive):
    quill, post = archive["quill"].public_id, archive["post"].public_id
    assert wordings(search(client, f"?outlet={post}&speaker={quill}")) == ["No herring today."]


def test_facet_counts_ignore_their_own_choice_and_follow_the_others(client, archive):
    page = search(client, f"?speaker={archive['fen'].public_id}&year=2026")
    assert ticks(page, "speaker") == [("Ada Fen", 1, True), ("Nerys Quill", 1, False)]
    assert ticks(page, "year") == [("2026", 1, True)]
    assert ticks(page, "outlet") == [
        ("Coastline", 1, False),
        ("Harbour Post", 1, False),
        ("Meridian Wire", 1, False),
    ]


def test_facet_counts_each_statement_once(client, archive):
    again = make_outlet(name="Echo")
    make_quote(wording="Twice in one paper.", carried_by=[again, again])
    assert ("Echo", 1, False) in ticks(search(client), "outlet")


def test_facet_bucket_of_undated(client, archive):
    assert ("Undated", 1, False) in ticks(search(client), "year")
    assert wordings(search(client, "?year=none")) == ["We count the boats."]
    assert len(wordings(search(client, "?year=2025&year=none"))) == 2


def test_facet_bucket_of_unattributed(client, archive):
    quote = make_quote(wording="Nobody knows who said this.")
    quote.credits.all().delete()
    assert ("Unattributed", 1, False) in ticks(search(client), "speaker")
    assert wordings(search(client, "?speaker=none")) == ["Nobody knows who said this."]


def test_facet_topic_an_editor_rejected_does_not_count(client, archive):
    quote = make_quote(wording="Not about fish.")
    quote.subjects.create(topic=archive["fish"], by="editor", is_rejected=True)
    assert ("Fisheries", 2, False) in ticks(search(client), "topic")
    assert len(wordings(search(client, f"?topic={archive['fish'].public_id}"))) == 2


def test_facet_shows_eight_and_leads_to_the_rest(client):
    speakers = [make_speaker(name=f"Speaker {letter}") for letter in "ABCDEFGHIJK"]
    for speaker in speakers:
        make_quote(speaker=speaker)
    chosen = speakers[-1].public_id
    page = search(client, f"?speaker={chosen}")
    assert len(ticks(page, "speaker")) == 8
    assert ticks(page, "speaker")[0] == ("Speaker K", 1, True)
    assert "All 11 speakers" in page.content.decode()
    assert len(ticks(search(client, f"?speaker={chosen}&all=speaker"), "speaker")) == 11


def test_facet_toggle_leads_to_the_search_with_the_value_and_back(client, archive):
    facet = search(client, "?q=herring").context["results"].facets[0]
    url = facet.values[0].toggle_url
    assert url == f"/search?q=herring&speaker={archive['quill'].public_id}"
    assert client.get(url).context["results"].facets[0].values[0].toggle_url == "/search?q=herring"


def test_chips_take_one_filter_away(client, archive):
    fen = archive["fen"].public_id
    chips = search(client, f"?q=dam&speaker={fen}&year=2026").context["results"].chips
    assert [(chip.label, chip.value, chip.url) for chip in chips] == [
        ("Words", "dam", f"/search?speaker={fen}&year=2026"),
        ("Speaker", "Ada Fen", "/search?q=dam&year=2026"),
        ("Year said", "2026", f"/search?q=dam&speaker={fen}"),
    ]


def test_search_without_results_names_the_filter_that_empties_it(client, archive):
    page = search(client, f"?q=herring&speaker={archive['fen'].public_id}")
    remedies = [(remedy.label, remedy.count) for remedy in page.context["results"].remedies]
    assert remedies == [("words", 1), ("speaker", 2)]
    assert "without speaker" in page.content.decode()


def test_search_pages_of_twenty(client):
    outlet, speaker = make_outlet(), make_speaker()
    for number in range(23):
        make_quote(wording=f"Herring number {number}.", carried_by=[outlet], speaker=speaker)
    first, second = search(client), search(client, "?page=2")
    assert (len(wordings(first)), len(wordings(second))) == (20, 3)
    assert not set(wordings(first)) & set(wordings(second))
    assert 'href="?page=2"' in first.content.decode()
    beyond = search(client, "?page=9")
    assert beyond.status_code == 200
    assert "There is no page 9" in beyond.content.decode()


@pytest.mark.parametrize(
    ("asked", "canonical"),
    [
        ("?q=&sort=newest&page=1", "/search"),
        ("?utm_source=letter&q=dam", "/search?q=dam"),
        ("?year=2026&q=dam", "/search?q=dam&year=2026"),
        ("?year=2026&year=2025&year=2026", "/search?year=2025&year=2026"),
    ],
)
def test_search_leads_to_its_one_address(client, asked, canonical):
    response = client.get(f"/search{asked}")
    assert (response.status_code, response.headers["Location"]) == (302, canonical)
    assert client.get(canonical).status_code == 200


def test_search_narrowed_down_stays_out_of_search_engines(client, archive):
    assert "noindex" in search(client, "?q=dam").content.decode()
    assert "noindex" not in search(client).content.decode()


@pytest.mark.parametrize(
    "query",
    [
        "?q=%00",
        "?q=a%00b&speaker=%00",
        "?q=" + "x" * 301,
        "?page=" + "9" * 30,
        "?page=-1",
        "?page=0",
        "?page=%F0%9D%9F%99x",
        "?year=99999",
        "?year=" + "9" * 30,
        "?year=%D9%A2%D9%A0%D9%A2%D9%A6",
        "?year=0000",
        "?sort=random()",
        "?all=outlets",
        "?speaker='; drop table statements_quote; --",
        "?speaker=%FF%FE",
        "?speaker=aaaaaaaa",
        "?outlet=1",
        "?" + "&".join(f"topic=0000000{c}" for c in "123456789bcdfghjkmnpqrstvwxz"),
        "?" + "&".join(f"year={year}" for year in range(1900, 1960)),
    ],
)
def test_search_hostile_parameter_gets_a_clear_message(client, archive, query):
    response = client.get(f"/search{query}")
    assert response.status_code == 400
    assert 'role="alert"' in response.content.decode()
    assert "<h1>4 statements" in response.content.decode()


def test_search_1500_parameters(client, archive):
    response = client.get("/search?" + "&".join(f"q{n}=x" for n in range(1500)))
    assert response.status_code == 400
    assert "too many" in response.content.decode()


@pytest.mark.parametrize(
    "words", ["the", "!!! ---", "a | b & c :* <->", "\\", "'", "\u202e\ud7ff", "𝔥𝔢𝔯𝔯𝔦𝔫𝔤", "'ab\\':* cod*"]
)
def test_search_odd_words_are_no_fault(client, archive, words):
    assert client.get("/search", {"q": words}).status_code == 200


@pytest.mark.parametrize(
    ("words", "message"),
    [
        ("-herring", "needs something to look for, beside what it leaves out. Did you mean herring?"),
        ("(((", "A bracket holds nothing."),
        ("speeker:quill", "There is no field “speeker”"),
        ("herring said:2026..2025", "ends before it begins. Did you mean herring said:2025..2026?"),
    ],
)
def test_search_bad_query_says_what_is_wrong_and_what_would_work(client, archive, words, message):
    page = client.get("/search", {"q": words})
    assert page.status_code == 400
    assert message in page.content.decode()


def test_search_literal_phrase_finds_its_literal_uses_alone(client):
    for wording in ("We do not want a new quay.", "They do want new quays.", "We do not want any new quay."):
        make_quote(wording=wording)
    assert wordings(client.get("/search", {"q": "“we do not want a new”"})) == ["We do not want a new quay."]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("?said=2026", ["The dam is full.", "No herring tomorrow."]),
        ("?said=..2026-02-01", ["No herring tomorrow.", "No herring today."]),
        ("?carried=>2", ["The dam is full."]),
        ("?wordings=2..", []),
        ("?reviewed=no&relation=verbatim&carried=1", ["No herring tomorrow.", "We count the boats."]),
        ("?q=speaker:quill said:>2025", ["No herring tomorrow."]),
        ("?q=outlet:%22harbour post%22 -speaker:fen", ["No herring today."]),
    ],
)
def test_search_by_ranges_and_fields(client, archive, query, found):
    assert wordings(search(client, query)) == found


def test_search_by_a_field_that_fits_nothing_says_so(client, archive):
    page = search(client, "?q=speaker:nobody")
    assert "There is no entry that fits speaker:nobody in this archive" in page.content.decode()


@pytest.mark.parametrize(
    "query", ["?said=2026..2025", "?carried=many", "?published=2026-13", "?said=" + "2" * 40]
)
def test_search_bad_range_gets_a_clear_message(client, archive, query):
    page = client.get(f"/search{query}")
    assert page.status_code == 400
    assert 'role="alert"' in page.content.decode()


def test_facets_of_what_carries_a_quote(client):
    wire = make_outlet(kind="agency", country="NO")
    make_quote(carried_by=[wire], language="en")
    page = search(client)
    assert ticks(page, "medium") == [("agency", 1, False)]
    assert ticks(page, "country") == [("NO", 1, False)]
    assert ticks(page, "lang") == [("en", 1, False)]
    assert len(wordings(search(client, "?medium=agency&country=NO"))) == 1
    assert wordings(search(client, "?medium=newspaper")) == []


def test_search_unknown_speaker_is_said(client, archive):
    page = search(client, "?speaker=00000000")
    assert page.status_code == 200
    assert "There is no speaker 00000000 in this archive" in page.content.decode()


def test_card_of_a_quotation_in_part_has_the_clause_that_carries_it(client):
    reading = make_reading(
        text="The ferry sailed. The sea, said Quill, was “calm as a pond”. Nobody fell in."
    )
    make_quote(appearances=[make_appearance(reading=reading, words=["calm as a pond"], kind="mixed")])
    assert wordings(search(client)) == ["The sea, said Quill, was “calm as a pond”."]


def test_page_is_made_once_for_all_readers_but_not_for_editors(client, admin_client, archive):
    pages = ("/", "/search?status=pending", "/speakers/")
    make_quote(wording="Herring for nobody.", status="pending")
    assert "Herring for nobody" in admin_client.get("/search?status=pending").content.decode()
    for page in pages:
        first = client.get(page, follow=True)
        with CaptureQueriesContext(connection) as queries:
            assert client.get(page, follow=True).content == first.content
        assert len(queries) <= 2
        assert "Herring for nobody" not in first.content.decode()
    make_quote(wording="More herring.")
    assert "More herring" in client.get("/").content.decode()


def test_search_is_not_made_again_for_who_has_the_page(client, archive, django_assert_num_queries):
    first = client.get("/search?q=herring")
    with django_assert_num_queries(1):
        again = client.get("/search?q=herring", headers={"if-none-match": first.headers["ETag"]})
    assert again.status_code == 304
    make_quote(wording="More herring.")
    changed = client.get("/search?q=herring", headers={"if-none-match": first.headers["ETag"]})
    assert changed.status_code == 200
    assert "More" in changed.content.decode()


def test_histogram_shows_all_years_whichever_is_chosen(client, archive):
    page = search(client, "?year=2026").content.decode()
    assert 'aria-label="2025: 1 statement"' in page
    assert 'aria-label="2026: 2 statements" aria-current="true"' in page
    assert 'href="/search?year=2025&amp;year=2026" aria-label="2025' in page


@pytest.mark.parametrize(
    ("typed", "address"),
    [
        ("?said_from=2025&said_to=2026-01", "/search?said=2025..2026-01"),
        ("?said_from=2025&said_to=2025", "/search?said=2025"),
        ("?said_from=&said_to=2025&q=herring", "/search?q=herring&said=..2025"),
        ("?said_from=&said_to=", "/search"),
        ("?published_from=2026-02&published_to=", "/search?published=2026-02.."),
    ],
)
def test_days_asked_for_by_two_fields_are_one_in_the_address(client, archive, typed, address):
    response = client.get(f"/search{typed}")
    assert (response.status_code, unquote(response.url)) == (302, address)


def test_days_that_cannot_be_read_stay_in_their_fields(client, archive):
    response = client.get("/search?said_from=2026&said_to=soon")
    page = response.content.decode()
    assert response.status_code == 400
    assert "“soon” is no year, month or day" in page
    assert 'name="said_to" value="soon"' in page
