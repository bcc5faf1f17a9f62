"""The words of a quotation as running text, whatever stood between its pieces."""

from collections.abc import Sequence
from itertools import zip_longest


def running_pieces(pieces: Sequence[str]) -> tuple[str, ...]:
    """The pieces of one quotation, each as it reads in running text.

    The comma that newspapers set before a closing mark ("…," she said) is the newspaper's: it stands for the full stop
    where the next piece begins a sentence, and for nothing at the end. Nothing else is changed.
    """
    return tuple(_running(piece, after) for piece, after in zip_longest(pieces, pieces[1:], fillvalue=""))


def join_pieces(pieces: Sequence[str]) -> str:
    """The pieces of one quotation in one line."""
    return " ".join(running_pieces(pieces))


def _running(piece: str, after: str) -> str:
    if not piece.endswith(",") or after[:1].islower():
        return piece
    return piece[:-1] + ("." if after[:1].isupper() else "," if after else "")
