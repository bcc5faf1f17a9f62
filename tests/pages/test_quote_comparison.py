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
    entries = client.get(quote.get_absolute_url()).context["page"].printings.quoted
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
    [paragraph] = client.get(quote.get_absolute_url()).context["page"].printings.quoted[-1].paragraphs
    kept = (stretch.text for stretch in paragraph if stretch.kind not in ("left_out", "cut"))
    return " ".join("".join(kept).replace("“ ", "“").split())


@pytest.fixture
def three():
    """A quote that a first outlet printed whole, a second with another word, a third as the second did, in capitals."""
    wordings = ["We keep the harbour open.", "We hold the harbour open.", "We HOLD the harbour open!"]
    return make_quote(
        appearances=[
            make_appearance(article=make_article(published=date(2026, 2, day)), words=[wording])
            for day, wording in enumerate(wordings, start=1)
        ]
    )


@pytest.mark.parametrize(
    ("diff", "third"),
    [("", "We HOLD the harbour open!"), ("&diff=exact", "We -hold- +HOLD+ the harbour open -.- +!+")],
)
def test_quote_words_are_compared_with_the_printing_chosen(client, three, diff, third):
    chosen = three.carriages.order_by("pk")[1].appearance
    page = client.get(f"{three.get_absolute_url()}?against={chosen.public_id}{diff}").context["page"]
    lines = [
        said(
            [[(s.kind, s.text.strip()) for s in paragraph if s.text.strip()] for paragraph in row.paragraphs]
        )
        for row in page.printings.quoted
    ]
    assert lines[1:] == [["We hold the harbour open."], [third]]
    assert "hold" in lines[0][0]
    assert "+keep+" in lines[0][0]


def test_quote_an_unknown_printing_to_compare_with_is_said_to_be_unknown(client, three):
    body = client.get(f"{three.get_absolute_url()}?against=nothing&diff=loose").content.decode()
    assert "No printing of this statement has the id" in body
