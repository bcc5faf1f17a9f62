"""The words of a search, made ready for PostgreSQL's websearch_to_tsquery."""

import re

from statements.language.normalise import plain_for_search

# websearch_to_tsquery knows the straight mark alone: with any other a phrase silently falls apart into words.
_DOUBLE_MARKS = re.compile("[“”„‟«»″＂]")
# A single mark that opens a word, up to one that ends a word: ‘arms race’. An apostrophe opens none.
_SINGLE_QUOTED = re.compile(r"(?<!\w)[‘‹‚]([^‘’‹›‚]*(?:’\w[^‘’‹›‚]*)*)[’›](?!\w)")
# Longer than any sentence that somebody searches for; it bounds the work of one request.
MAX_LENGTH = 300


class QueryError(ValueError):
    """What is wrong with a query, for its reader, and one like it that works."""

    def __init__(self, message: str, proposal: str) -> None:
        super().__init__(message)
        self.message = message
        self.proposal = proposal


def normalise_query(text: str) -> str:
    """The query with every kind of quotation mark and apostrophe made straight and its spaces single; capitals stay.

    Raises QueryError for a quotation mark that is never closed.
    """
    straight = _DOUBLE_MARKS.sub('"', _SINGLE_QUOTED.sub(r'"\1"', text))
    straight = " ".join(plain_for_search(straight).split())
    if straight.count('"') % 2:
        whole = straight.replace('"', "").strip()
        raise QueryError("A quotation mark is opened and not closed.", f'"{whole}"' if whole else "")
    return straight
