"""Pieces of a quotation in one line."""

import pytest

from statements.language.wording import join_pieces


@pytest.mark.parametrize(
    ("pieces", "text"),
    [
        ([], ""),
        (["We will wait."], "We will wait."),
        (["We will wait", "for the tide."], "We will wait for the tide."),
        (["We will wait,", "as we always do."], "We will wait, as we always do."),
        (["We will wait,"], "We will wait"),
        (["We will wait,", "The tide comes in at six,"], "We will wait. The tide comes in at six"),
        (["Will you wait?", "We will."], "Will you wait? We will."),
    ],
)
def test_join_pieces(pieces, text):
    assert join_pieces(pieces) == text
