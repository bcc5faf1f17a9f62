"""Whatever text comes: no error, every span inside of the text, and no work that grows with its square."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from statements.extraction import find_quotations, read_html, read_text

WORDS = [
    *(
        "Ann Roe",
        "Roe",
        "Mr. Holm",
        "she",
        "he",
        "they",
        "the minister",
        "a spokesman",
        "Moscow",
        "Petra Lind",
    ),
    *(
        "said",
        "says",
        "told",
        "warned",
        "according to",
        "as saying",
        "quoted",
        "claim",
        "sagte",
        "a déclaré",
        "сказал",
    ),
    *(
        "that",
        "who",
        "and",
        "of",
        "on Monday",
        "t-elle",
        "ROE:",
        "Q:",
        ",",
        ".",
        ":",
        ";",
        "—",
        "…",
        "[…]",
        "(",
        ")",
    ),
    *("“", "”", '"', "'", "‘", "’", "''", "``", "«", "»", "„", "‹", "\n", "\n\n"),
]
PIECES = st.one_of(st.sampled_from(WORDS), st.text(max_size=12))
TEXTS = st.lists(PIECES, max_size=40).map(" ".join)
SIZE = 100_000


def is_sound(text, quotations):
    spans = [
        span for q in quotations for span in (*q.segments, *q.carrier, q.cue, q.source, q.prompt) if span
    ]
    inside = all(0 <= span.start < span.end <= len(text) for span in spans)
    stripped = all(span.of(text) == span.of(text).strip() for q in quotations for span in q.segments)
    return inside and stripped and all(0 <= q.score <= 1 for q in quotations)


@settings(max_examples=10_000, deadline=None)
@given(text=TEXTS)
def test_any_text_is_read_without_error_and_every_span_lies_in_it(text):
    page = read_text(text)
    found = find_quotations(page)
    assert page.text == text
    assert is_sound(text, found)
    assert len({q.segments for q in found}) == len(found)


@settings(max_examples=300, deadline=None)
@given(text=TEXTS, tag=st.sampled_from(["p", "h1", "blockquote", "div", "script", "q"]))
def test_any_page_is_read_without_error(text, tag):
    page = read_html(
        f"<html lang='en'><body><article><{tag}>{text}</{tag}></article>".encode("utf-8", "replace")
    )
    assert is_sound(page.text, find_quotations(page))


@pytest.mark.parametrize(
    "piece",
    [
        *(
            '"',
            "“",
            "“”",
            "'",
            "«»",
            "“a ",
            '"a\n',
            "“a” ",
            "Aa ",
            "Roe, ",
            "(",
            "of the ",
            "Mr. ",
            "the minister ",
        ),
        *(
            "said that ",
            "he said ",
            "Roe, who, ",
            "his claim that ",
            "quoted Roe as saying ",
            "“a,” said Roe, ",
        ),
        *("Ann Roe said “x”. ", "A: b\n", "s’ ", "1:22 2020 ", "-t-il ", "aus dem ", " ", "\n"),
    ],
)
def test_hostile_text_of_100_kB_is_read(piece):
    text = f"Rain over the harbour all night\n\n{piece * (SIZE // len(piece))}"
    assert is_sound(text, find_quotations(read_text(text)))


def test_article_of_two_million_quotation_marks_is_read():
    assert find_quotations(read_text("Rain over the harbour all night\n\n" + "“”" * 1_000_000)) == ()
