"""The page of a quote: who carried which words of it, in their context, and nothing that nobody may read."""

import re
from datetime import date

import pytest
from django.utils.html import strip_tags

from statements.language.days import DayRange
from statements.models.dated import to_column
from tests.factories import (
    make_appearance,
    make_article,
    make_editor,
    make_judgement,
    make_occasion,
    make_outlet,
    make_quote,
    make_reading,
    make_refrain,
    make_speaker,
    make_topic,
)

pytestmark = pytest.mark.django_db

WHOLE = "We keep the harbour open. We shall not raise the dues before the summer."


def read(client, quote):
    """The page as a reader sees it, tags taken out, white space single."""
    response = client.get(quote.get_absolute_url())
    assert response.status_code == 200
    body = response.content.decode().partition("<main")[2].partition("</main>")[0]
    return " ".join(strip_tags(re.sub(r"</?(p|li|dt|dd|tr|td|th|br|h\d|div)[^>]*>", " ", body)).split())


def printed(outlet, text, words, **fields):
    """An appearance in an article of the outlet whose text is given."""
    article = make_article(
        outlet=outlet, published=fields.pop("published", date(2026, 2, 11)), **fields.pop("article", {})
    )
    return make_appearance(reading=make_reading(article=article, text=text), words=words, **fields)


@pytest.fixture
def carried():
    """A quote printed whole by one outlet, cut by another, retold by a third."""
    post, wire, radio = (make_outlet(name=name) for name in ("Harbour Post", "Meridian Wire", "Coastline"))
    whole = printed(post, f"The mayor spoke. “{WHOLE}” said Quill. It rained. The ferry was late.", [WHOLE])
    cut = printed(
        wire,
        "“We keep the harbour open”, Quill said.",
        ["We keep the harbour open"],
        published=date(2026, 2, 12),
    )
    told = printed(radio, "Quill said the harbour stays open.", ["the harbour stays open"], kind="indirect")
    quote = make_quote(
        appearances=[whole, cut, told], said=date(2026, 2, 10), speaker=make_speaker(name="Nerys Quill")
    )
    quote.carriages.filter(appearance=told).update(relation="paraphrased", carried=[[0, 25]])
    return quote


def test_quote_shows_wording_speaker_day_and_its_basis(client, carried):
    page = read(client, carried)
    assert f"“{WHOLE}”" in page
    assert "Nerys Quill" in page
    assert "10 February 2026 (stated in the text)" in page
    assert "machine, unreviewed" in page


def test_quote_shows_every_outlet_with_its_words_in_time_order(client, carried):
    page = read(client, carried)
    assert (
        page.index("The mayor spoke.")
        < page.index("”, Quill said.")
        < page.index("Quill said the harbour stays")
    )


def test_quote_counts_what_was_left_out(client, carried):
    html = client.get(carried.get_absolute_url()).content.decode()
    assert "<del>We shall not raise the dues before the summer</del>" in html
    assert "1 of 2 sentences" in read(client, carried)


def test_quote_maps_sentences_by_outlets(client, carried):
    page = client.get(carried.get_absolute_url()).context["page"]
    cells = [[cell.mark for cell in row.cells] for row in page.sentence_map.rows]
    assert [outlet.label for outlet in page.sentence_map.outlets] == [
        "Harbour Post",
        "Coastline",
        "Meridian Wire",
    ]
    assert cells == [["full", "para", "full"], ["full", "absent", "absent"]]
    assert page.sentence_map.totals == ("2 of 2", "0 of 2", "1 of 2")


def test_quote_paraphrase_stands_apart_and_is_not_compared(client, carried):
    page = client.get(carried.get_absolute_url()).context["page"]
    assert [appearance.outlet.label for appearance in page.printings.retold] == ["Coastline"]
    kinds = {stretch.kind for paragraph in page.printings.retold[0].paragraphs for stretch in paragraph}
    assert kinds == {"around", "said"}


def test_quote_of_one_outlet_has_no_map_and_no_comparison(client):
    page = client.get(make_quote().get_absolute_url()).context["page"]
    assert page.sentence_map is None
    assert "Against the reference wording" not in read(client, make_quote())


def test_quote_marks_added_words(client):
    outlets = make_outlet(), make_outlet()
    first = printed(outlets[0], "“We keep the harbour open”, he said.", ["We keep the harbour open"])
    other = printed(outlets[1], "“We keep the old harbour open”, he said.", ["We keep the old harbour open"])
    html = client.get(make_quote(appearances=[first, other]).get_absolute_url()).content.decode()
    assert "<ins>old</ins>" in html


def test_quote_context_ends_a_sentence_on_each_side(client):
    text = "One came. Two came. “We keep the harbour open”, Quill said. Three came. Four came."
    page = read(client, make_quote(appearances=[printed(make_outlet(), text, ["We keep the harbour open"])]))
    assert "Two came. “We keep the harbour open”, Quill said. Three came." in page
    assert "One came." not in page
    assert "Four came." not in page


def test_quote_context_of_an_article_without_rights_is_empty(client):
    text = "Two came. “We keep the harbour open”, Quill said. Three came."
    appearance = printed(make_outlet(), text, ["We keep the harbour open"], article={"rights": "none"})
    page = read(client, make_quote(appearances=[appearance]))
    assert "We keep the harbour open" in page
    assert "came" not in page


def test_quote_in_pieces_shows_the_seam(client):
    text = "“We keep the harbour open”, Quill said.\nThe hall was full.\n“The dues stay”, she said."
    page = read(
        client,
        make_quote(appearances=[printed(make_outlet(), text, ["We keep the harbour open", "The dues stay"])]),
    )
    assert "“We keep the harbour open further down The dues stay”" in page


def test_quote_split_by_the_cue_has_no_seam(client):
    text = "“We keep the harbour open”, Quill said. “The dues stay.”"
    html = client.get(
        make_quote(
            appearances=[printed(make_outlet(), text, ["We keep the harbour open", "The dues stay."])]
        ).get_absolute_url()
    ).content.decode()
    assert 'class="seam"' not in html


def test_quote_in_part_keeps_the_clause_that_carries_it(client):
    text = (
        "It rained. The limit was about more fish rather than “pleasing the barons”, Quill said. It stopped."
    )
    quote = make_quote(appearances=[printed(make_outlet(), text, ["pleasing the barons"], kind="mixed")])
    heading = client.get(quote.get_absolute_url()).context["page"]
    assert "".join(stretch.text for stretch in heading.line) == (
        "The limit was about more fish rather than “pleasing the barons”, Quill said."
    )
    assert "rather than “pleasing the barons”" in heading.reference.title


def test_quote_that_nobody_printed_in_marks_says_so(client):
    appearance = printed(
        make_outlet(), "Quill said the harbour stays open.", ["the harbour stays open"], kind="indirect"
    )
    quote = make_quote(appearances=[appearance], is_reported=True)
    assert "Reported: nobody in this archive printed it in quotation marks." in read(client, quote)
    assert 'class="qm"' not in client.get(quote.get_absolute_url()).content.decode()


def test_quote_says_probably_where_it_is_meant(client, carried):
    carried.carriages.filter(appearance=carried.reference).update(band="probable")
    assert "probably the same statement" in read(client, carried)


def test_quote_shows_how_its_speaker_is_known(client):
    appearance = make_appearance(
        attributed_by="pronoun", attribution_score=0.93, chain=["she", "Quill"], runners_up=[["Ada Fen", 0.2]]
    )
    page = read(client, make_quote(appearances=[appearance]))
    assert "by pronoun, cue “say”, score 0.93" in page
    assert "she → Quill" in page
    assert "Ada Fen (0.20)" in page


def test_quote_counts_the_outlets_that_could_have_carried_it(client, carried):
    make_article(published=date(2026, 2, 14))
    make_article(published=date(2026, 5, 1))
    assert "3 of 4 outlets with articles of that week" in read(client, carried)


def test_quote_shows_the_role_of_that_day_and_the_occasion(client):
    speaker = make_speaker()
    held = DayRange(date(2026, 1, 1), date(2026, 6, 30))
    speaker.roles.create(title="Mayor", organisation="Skerry", held=to_column(held), basis="editor")
    occasion = make_occasion(title="Doorstep in Skerry", held=date(2026, 2, 10))
    page = read(client, make_quote(speaker=speaker, occasion=occasion))
    assert "Mayor, Skerry, Doorstep in Skerry, 10 February 2026" in page


def test_quote_undated_says_so(client):
    assert "Undated" in read(client, make_quote())


def test_quote_shows_refrain_changed_line_and_unsure_pair(client):
    speaker = make_speaker()
    dues = [
        make_quote(wording=f"The dues rise by {share} percent.", speaker=speaker, said=date(year, 2, 1))
        for share, year in ((2, 2024), (4, 2025), (2, 2026))
    ]
    make_refrain(quotes=[dues[0], dues[2]])
    make_judgement(
        left=dues[0].reference, right=dues[1].reference, verdict="changed", why="2 percent, then 4"
    )
    make_judgement(left=dues[0].reference, right=dues[2].reference, verdict="unsure", why="no venue stated")
    page = read(client, dues[0])
    assert "The same line on 1 other occasion" in page
    assert (
        "Similar line, changed 1 February 2025: “The dues rise by 2 4 percent.” why 2 percent, then 4" in page
    )
    assert "Perhaps the same statement 1 February 2026" in page


def test_quote_verdict_of_an_editor_is_in_force(client):
    one, other = make_quote(), make_quote()
    make_judgement(left=one.reference, right=other.reference, verdict="different", editor=make_editor())
    make_judgement(left=one.reference, right=other.reference, verdict="unsure")
    assert "Perhaps the same" not in read(client, one)


def test_quote_leads_to_the_original_at_its_words(client):
    long = "We keep the harbour open, the lamps lit and the well-worn dues where they are until the summer."
    appearance = printed(make_outlet(), f"“{long}”", [long], article={"url": "https://post.example/a#top"})
    [found] = (
        client.get(make_quote(appearances=[appearance]).get_absolute_url()).context["page"].printings.quoted
    )
    assert found.original_url == (
        "https://post.example/a#:~:text=We%20keep%20the%20harbour%20open%2C,they%20are%20until%20the%20summer."
    )


@pytest.mark.parametrize("url", ["javascript:alert(1)", "data:text/html,x", "https://[bad"])
def test_quote_leads_to_web_addresses_alone(client, url):
    quote = make_quote(appearances=[make_appearance(article=make_article(url=url))])
    page = client.get(quote.get_absolute_url()).content.decode()
    assert f'href="{url}' not in page


def test_quote_cites_its_permanent_link(client, carried, settings):
    settings.SITE_URL = "https://archive.example"
    page = read(client, carried)
    link = f"https://archive.example/q/{carried.public_id}"
    assert (
        "Quill, N. (2026, February 10). We keep the harbour open. We shall not raise the dues before the summer"
        f" [Statement, as quoted in Harbour Post; machine-linked, unreviewed]. Statement Archive. {link}"
    ) in page
    assert "(Quill, as cited in" in page


def test_quote_lists_its_topics(client):
    quote = make_quote(topics=[make_topic(name="Herring")])
    quote.subjects.create(topic=make_topic(name="Cod"), by="editor", is_rejected=True)
    page = read(client, quote)
    assert "Herring" in page
    assert "Cod" not in page


def test_quote_foreign_markup_is_text(client):
    text = "<b>x</b> “<script>alert(1)</script> we said”, he said."
    appearance = printed(make_outlet(name="<i>Post</i>"), text, ["<script>alert(1)</script> we said"])
    html = client.get(make_quote(appearances=[appearance]).get_absolute_url()).content.decode()
    assert "<script>" not in html
    assert "<i>Post" not in html
    assert "&lt;script&gt;alert(1)&lt;/script&gt; we said" in html


def test_quote_words_of_one_article_stand_together(client):
    post, wire = make_outlet(), make_outlet(name="Meridian Wire")
    whole = printed(post, f"“{WHOLE}” said Quill.", [WHOLE])
    reading = make_reading(
        article=make_article(outlet=wire),
        text="“We keep the harbour open”, Quill said.\n“We shall not raise the dues”, she said.",
    )
    parts = [
        make_appearance(reading=reading, words=[words])
        for words in ("We keep the harbour open", "We shall not raise the dues")
    ]
    quote = make_quote(appearances=[whole, *parts])
    entries = client.get(quote.get_absolute_url()).context["page"].printings.quoted
    assert [entry.outlet.label for entry in entries].count("Meridian Wire") == 1
    assert entries[1].figure == "1 of 2 sentences, 1 in part"
    html = client.get(quote.get_absolute_url()).content.decode()
    assert all(html.count(f'id="w-{row.public_id}"') == 1 for row in type(whole).objects.all())
    assert "<del>before the summer</del>" in html
    assert "harbour open”" in html


def test_quote_words_have_their_language_and_direction(client):
    words = "لن نغلق الميناء أبدا"
    appearance = printed(make_outlet(), f"“{words}”", [words], article={"language": "ar"})
    html = client.get(make_quote(appearances=[appearance], language="ar").get_absolute_url()).content.decode()
    assert '<h1 class="quote said" dir="auto" lang="ar">' in html
    assert '<blockquote dir="auto" lang="ar">' in html


def test_quote_of_very_many_shows_them_page_by_page(client):
    quote = make_quote(wording=WHOLE, carried_by=[make_outlet(name=f"Daily {n}") for n in range(33)])
    address = quote.get_absolute_url()
    first, second = (client.get(f"{address}?printings={number}") for number in (1, 2))
    assert [len(page.context["page"].printings.quoted) for page in (first, second)] == [20, 13]
    assert "Printings 1 to 20 of 33" in first.content.decode()
    shown = first.content.decode() + second.content.decode()
    assert all(shown.count(f'id="w-{row.appearance.public_id}"') == 1 for row in quote.carriages.all())
    assert "The first 12 of 33 outlets" in first.content.decode()
    assert "33 of 33 outlets" in first.content.decode()
    assert client.get(f"{address}?printings=3").status_code == 404


def test_quote_of_very_many_is_opened_where_an_appearance_stands(client):
    quote = make_quote(carried_by=[make_outlet(name=f"Daily {n}") for n in range(23)])
    last = quote.carriages.in_time_order().last().appearance
    leads = client.get(last.get_absolute_url()).url
    assert leads == f"{quote.get_absolute_url()}?at={last.public_id}#w-{last.public_id}"
    assert f'id="w-{last.public_id}"' in client.get(leads).content.decode()


def test_quote_is_compared_with_a_printing_of_another_page(client):
    outlets = [make_outlet(name=f"Daily {n}") for n in range(22)]
    quote = make_quote(wording=WHOLE, carried_by=outlets)
    last = quote.carriages.in_time_order().last().appearance
    page = client.get(f"{quote.get_absolute_url()}?against={last.public_id}").context["page"]
    assert page.printings.comparison.label.startswith("Daily 21")
    assert page.printings.comparison.chosen == last.public_id


def test_quote_quotations_come_before_paraphrases(client):
    told = [
        printed(make_outlet(), "Quill said he would stay.", ["he would stay"], kind="indirect")
        for _ in range(21)
    ]
    last = printed(make_outlet(), f"“{WHOLE}” said Quill.", [WHOLE], published=date(2026, 3, 1))
    page = client.get(make_quote(appearances=[last, *told]).get_absolute_url()).context["page"]
    assert (len(page.printings.quoted), len(page.printings.retold)) == (1, 19)


def test_quote_is_made_again_only_where_something_changed(client, admin_client, carried):
    address = carried.get_absolute_url()
    seen = {"if-none-match": client.get(address).headers["ETag"]}
    assert client.get(address, headers=seen).status_code == 304
    assert admin_client.get(address, headers=seen).status_code == 200
    as_json = client.get(f"{address}.json", headers=seen)
    assert as_json.json()["id"] == carried.public_id
    carried.carriages.filter(appearance=carried.reference).update(band="probable")
    changed = client.get(address, headers=seen)
    assert "probably the same statement" in changed.content.decode()
