"""What a printing changes in the reference wording, word by word."""

from collections.abc import Iterator, Sequence
from typing import Any

from statements.language.change_classes import class_of
from statements.language.diff import Piece, compare_words
from statements.search.passages import Baseline, order_in


def changes_in(wording: str, words: Sequence[str]) -> Iterator[dict[str, Any]]:
    """Every stretch of words that a printing adds, leaves out or replaces, in the order of the wording; the pieces of
    a printing in that order that changes least.
    """
    at = 0
    left_out: Piece | None = None
    printed = " ".join(words[i] for i in order_in(Baseline(wording), words))
    for piece in (*compare_words(wording, printed), None):
        if piece and piece.kind == "added":
            yield _change("replaced" if left_out else "added", left_out, piece, at)
            at, left_out = at + (left_out.words if left_out else 0), None
            continue
        if left_out:
            yield _change("left out", left_out, None, at)
            at, left_out = at + left_out.words, None
        if piece and piece.kind == "left_out":
            left_out = piece
        elif piece:
            at += piece.words


def _change(operation: str, before: Piece | None, after: Piece | None, at: int) -> dict[str, Any]:
    texts = [piece.text.strip() if piece else "" for piece in (before, after)]
    return {
        "operation": operation,
        "reference_words": texts[0] or None,
        "printed_words": texts[1] or None,
        "class": class_of(*texts) or None,
        "at": at,
    }
