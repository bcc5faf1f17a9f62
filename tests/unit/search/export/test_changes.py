"""What a printing changes in the reference wording."""

import pytest

from statements.search.export.changes import changes_in

WORDING = "We will keep the harbour open. We shall not raise the dues."


@pytest.mark.parametrize(
    "words",
    [
        [WORDING],
        ["we will keep the harbour open — we shall not raise the dues"],
        ["We’ll keep the harbour open", "We shall not raise the dues"],
        ["We shall not raise the dues", "We will keep the harbour open"],
    ],
)
def test_capitals_marks_contractions_and_order_are_no_change(words):
    assert list(changes_in(WORDING, words)) == []


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (
            ["We must keep the harbour open. We shall not raise the dues."],
            [("replaced", "will", "must", "modal", 1)],
        ),
        (["We will keep the harbour open."], [("left out", "We shall not raise the dues", None, None, 6)]),
        (
            ["We will always keep the harbour open. We shall raise the dues."],
            [("added", None, "always", "intensifier", 2), ("left out", "not", None, "negation", 8)],
        ),
        (
            ["keep the harbour open", "We shall not raise the dues"],
            [("left out", "We will", None, "modal", 0)],
        ),
    ],
)
def test_changes_of_a_printing(words, expected):
    assert [tuple(change.values()) for change in changes_in(WORDING, words)] == expected
