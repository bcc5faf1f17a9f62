"""Where sentences end."""

import pytest

from statements.language.sentences import split_sentences


@pytest.mark.parametrize(
    "text",
    [
        "Dr. Roe met Mr. Kasper of St. Alban.",
        "She left at 3.30 p.m. and came back.",
        "J. Roe wrote it.",
        "It cost 4.5 million.",
        "The bridge . . . was closed",
        "“We sail.” — Ann Roe",
    ],
)
def test_split_sentences_keeps_one_together(text):
    assert [span.of(text) for span in split_sentences(text)] == [text]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("We sail. They stay.", ["We sail.", "They stay."]),
        ("Really? Yes! Good…  Then go.", ["Really?", "Yes!", "Good…", "Then go."]),
        ("“We sail.” She left.", ["“We sail.”", "She left."]),
        ("A headline without a stop\nThe text.", ["A headline without a stop", "The text."]),
        ("", []),
        (" \n ", []),
    ],
)
def test_split_sentences_splits(text, expected):
    assert [span.of(text) for span in split_sentences(text)] == expected


def test_split_sentences_stays_inside_the_given_range():
    text = "One. Two. Three."
    assert [span.of(text) for span in split_sentences(text, 5, 9)] == ["Two."]
