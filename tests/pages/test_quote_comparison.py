"""The words of each article beside the reference wording, on the page of a quote."""

from datetime import date

import pytest

from tests.factories import make_appearance, make_article, make_quote, make_reading

pytestmark = pytest.mark.django_db

THREE = "We keep the harbour open. We shall not raise the dues before the summer. The lamps stay lit."


def whole(wording):
    """The wording as the first outlet printed it."""
    return make_appearance(article=make_article(published=date(2026, 2, 1)), words=[wording])


def compared(client, pieces_of_appearances, wording=THREE):
    """The pieces of a second outlet's article, each compared with the wording that the first one printed."""
    text = "\n".join(f"“{words}”, Quill said." for pieces in pieces_of_appearances for words in pieces)
    reading = make_reading(text=text)
    rows = [make_appearance(reading=reading, words=pieces) for pieces in pieces_of_appearances]
    quote = make_quote(appearances=[whole(wording), *rows])
    entries = client.get(quote.get_absolute_url()).context["page"].printed
    return [[(s.kind, s.text.strip()) for s in p if s.text.strip()] for p in entries[-1].paragraphs]


def said(paragraphs):
    """Of each paragraph what is said, added and left out, as one line."""
    signs = {"said": "{}", "added": "+{}+", "left_out": "-{}-", "cut": "{}"}
    return [" ".join(signs[kind].format(text) for kind, text in p if kind in signs) for p in paragraphs]


@pytest.mark.parametrize(
    "pieces",
    [
        [["The lamps stay lit"], ["We keep the harbour open"]],
        [["The lamps stay lit", "We keep the harbour open"]],
        [["We keep the harbour open"], ["The lamps stay lit"]],
    ],
    ids=["two appearances turned round", "two pieces turned round", "two appearances in order"],
)
def test_quote_words_that_moved_are_not_added_and_a_cut_is_shown_once(client, pieces):
    assert sorted(said(compared(client, pieces))) == [
        "-We shall not raise the dues before the summer- The lamps stay lit",
        "We keep the harbour open",
    ]


def test_quote_words_that_moved_keep_what_was_added_to_them(client):
    pieces = [["The lamps stay well lit", "We keep the harbour open"]]
    assert said(compared(client, pieces)) == [
        "-We shall not raise the dues before the summer- The lamps stay +well+ lit",
        "We keep the harbour open",
    ]


def test_quote_words_printed_twice_are_not_added(client):
    [first, second] = said(compared(client, [["raise the dues before", "dues before the summer"]]))
    assert "+" not in first + second


def test_quote_words_are_in_the_order_of_the_article(client):
    reading = make_reading(text="“We keep”, he said, “the dues”, he said, “the harbour open”.")
    around = make_appearance(reading=reading, words=["We keep", "the harbour open"])
    inside = make_appearance(reading=reading, words=["the dues"])
    quote = make_quote(appearances=[whole(THREE), around, inside])
    assert "“We keep”, he said, “the dues”, he said, “the harbour open”" in read_said(client, quote)


def read_said(client, quote):
    """The last article's words of a quote without what it left out."""
    [paragraph] = client.get(quote.get_absolute_url()).context["page"].printed[-1].paragraphs
    kept = (stretch.text for stretch in paragraph if stretch.kind not in ("left_out", "cut"))
    return " ".join("".join(kept).replace("“ ", "“").split())
