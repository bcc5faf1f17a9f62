"""The page of an article: excerpts for everybody, with gaps shown, the whole for editors."""

import re
from datetime import date

import pytest

from tests.factories import (
    make_appearance,
    make_article,
    make_editor,
    make_outlet,
    make_quote,
    make_reading,
    make_speaker,
)

pytestmark = pytest.mark.django_db

TEXT = (
    "A storm came.\n"
    "One boat sank. Two were late. “We keep the harbour open”, Quill said. Three came home. Four stayed out.\n"
    "Nobody was hurt. The lamps were lit.\n"
    "“The dues stay”, she said.\n"
    "Mayor Quill: “A calm sea”\n"
    "Read more of this in our letter."
)


@pytest.fixture
def article():
    """An article with two quotations in the text and one in a caption; the last line is no part of it."""
    article = make_article(
        outlet=make_outlet(name="Harbour Post"), headline="Storm over Skerry", byline="Ada Fen"
    )
    starts = [0, *(match.end() for match in re.finditer("\n", TEXT))]
    kinds = ("body", "body", "body", "body", "caption", "furniture")
    ends = [*(start - 1 for start in starts[1:]), len(TEXT)]
    blocks = list(zip(kinds, starts, ends, strict=True))
    reading = make_reading(article=article, text=TEXT, blocks=blocks, notes=['Page clock "11:20" ignored.'])
    speaker = make_speaker(name="Nerys Quill")
    for words, part in (
        ("We keep the harbour open", "body"),
        ("The dues stay", "body"),
        ("A calm sea", "caption"),
    ):
        make_quote(appearances=[make_appearance(reading=reading, words=[words], part=part)], speaker=speaker)
    return article


def text_of(response):
    """The words of the text, tags taken out."""
    body = response.content.decode().partition('<div class="text"')[2].partition("</section>")[0]
    return " ".join(re.sub(r"<[^>]+>", " ", body.partition(">")[2]).split())


def test_article_shows_what_is_known_of_it(client, article):
    page = client.get(article.get_absolute_url()).content.decode()
    for words in (
        "Storm over Skerry",
        "Ada Fen",
        "Harbour Post",
        "11 February 2026",
        "(page metadata)",
        "excerpts only",
    ):
        assert words in page
    assert "Page clock &quot;11:20&quot; ignored." in page


def test_article_shows_quotations_with_a_sentence_on_each_side(client, article):
    text = text_of(client.get(article.get_absolute_url()))
    assert (
        "[…] Two were late. “ We keep the harbour open ”, [Nerys Quill] Quill said. Three came home. […]".replace(
            "”, [Nerys Quill]", "” [Nerys Quill] ,"
        )
        in text
    )
    for hidden in ("A storm came", "One boat sank", "Four stayed out", "Nobody was hurt", "Read more"):
        assert hidden not in text


def test_article_says_why_words_are_missing(client, article):
    assert (
        "may not be shown here: rights are “excerpts only”"
        in client.get(article.get_absolute_url()).content.decode()
    )


def test_article_sets_captions_apart(client, article):
    page = client.get(article.get_absolute_url()).content.decode()
    assert re.search(
        r'<div class="caption">\s*<span class="aside">Caption</span>\s*<p dir="auto" lang="en">Mayor Quill:',
        page,
    )


def test_article_marks_each_quotation_with_its_quote(client, article):
    page = client.get(article.get_absolute_url()).content.decode()
    for appearance in article.readings.get().appearances.all():
        quote = appearance.carriages.get().quote
        link = f'href="{quote.get_absolute_url()}" id="w-{appearance.public_id}">{appearance.text}</a>'
        assert f'<a class="quotation" {link}' in page


def test_article_is_whole_for_editors(client, article):
    client.force_login(make_editor())
    response = client.get(article.get_absolute_url())
    text = text_of(response)
    for words in ("A storm came", "One boat sank", "Nobody was hurt", "Read more of this"):
        assert words in text
    assert "[…]" not in text
    assert "private" in response.headers["Cache-Control"]


@pytest.mark.parametrize("rights", ["own", "open", "licensed"])
def test_article_with_rights_is_whole_for_everybody(client, article, rights):
    type(article).objects.filter(pk=article.pk).update(rights=rights)
    text = text_of(client.get(article.get_absolute_url()))
    assert "Nobody was hurt" in text
    assert "Read more" not in text
    assert "[…]" not in text


def test_article_without_rights_shows_the_quotations_alone(client, article):
    type(article).objects.filter(pk=article.pk).update(rights="none")
    text = text_of(client.get(article.get_absolute_url()))
    assert "We keep the harbour open" in text
    assert "Two were late" not in text
    assert "Quill said" not in text


def test_article_without_published_statements_shows_no_words(client):
    article = make_article(headline="Nothing yet")
    make_quote(
        appearances=[
            make_appearance(reading=make_reading(article=article, text="He said “no”."), words=["no"])
        ],
        status="pending",
    )
    page = client.get(article.get_absolute_url())
    assert page.status_code == 200
    assert "He said" not in page.content.decode()


def test_article_quotation_in_pieces_is_one_quotation(client):
    reading = make_reading(text="“We sail”, Quill said, “at noon.”")
    quote = make_quote(appearances=[make_appearance(reading=reading, words=["We sail", "at noon."])])
    page = client.get(reading.article.get_absolute_url()).content.decode()
    assert page.count('class="quotation"') == 2
    assert page.count(f'id="w-{quote.reference.public_id}"') == 1
    assert page.count('class="by-line"') == 1


def test_article_undated_says_why(client):
    article = make_article(published=None)
    assert "(the page gives no date)" in client.get(article.get_absolute_url()).content.decode()


def test_article_quotation_in_the_headline_is_marked(client):
    article = make_article(headline="“No more dues”, says mayor", published=date(2026, 2, 1))
    text = "“No more dues”, says mayor\nIt rained."
    reading = make_reading(article=article, text=text, blocks=[("headline", 0, 26), ("body", 27, 37)])
    make_quote(appearances=[make_appearance(reading=reading, words=["No more dues"], part="headline")])
    assert 'class="quotation"' in client.get(article.get_absolute_url()).content.decode()


def test_article_words_have_their_language_and_direction(client):
    article = make_article(headline="النص الأول", language="ar")
    make_reading(article=article, text="المدينة هادئة. “لن نغلق الميناء أبدا”")
    make_quote(appearances=[make_appearance(article=article, words=["لن نغلق الميناء أبدا"])])
    page = client.get(article.get_absolute_url()).content.decode()
    assert '<h1 dir="auto" lang="ar">النص الأول</h1>' in page
    assert '<p dir="auto" lang="ar">' in page
    assert page.count('lang="ar"') == 3


def test_article_without_headline_is_untitled_in_english(client):
    article = make_article(headline="", language="ar")
    assert "<h1>Untitled article</h1>" in client.get(article.get_absolute_url()).content.decode()
