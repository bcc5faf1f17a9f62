"""Which articles print one text, as those of an agency's clients do."""

from collections.abc import Iterable
from zlib import crc32

from statements.language.normalise import words

# Two articles have a text in common when so many of the shorter one's runs of words stand in the other. Between the
# articles of the demonstration copies share 0.74 and more, two reports of one event at most 0.45.
RUN, COPIED = 5, 0.6
# Shorter texts share their runs by chance, or are nothing but one quotation.
LEAST_RUNS = 40
# "SARNHOLM (Meridian Wire) – …" and "… (Meridian Wire)": so many characters.
CREDIT_REACH = 120


def runs_of(text: str) -> frozenset[int]:
    """The runs of RUN words of a text, as 32-bit numbers, whatever its typography."""
    forms = [word.form for word in words(text)]
    return frozenset(crc32(" ".join(forms[i : i + RUN]).encode()) for i in range(len(forms) - RUN + 1))


def are_copies(one: frozenset[int], other: frozenset[int]) -> bool:
    """Whether two texts, by their runs, are one that both print."""
    shorter = min(len(one), len(other))
    return shorter >= LEAST_RUNS and len(one & other) >= COPIED * shorter


def find_credit(names: Iterable[str], byline: str, text: str) -> str:
    """The first of these names that a byline gives, or the first or last words of a text; "" where none is."""
    places = [byline, *(text[:CREDIT_REACH], text[-CREDIT_REACH:])]
    forms = [[word.form for word in words(place)] for place in places]
    for name in names:
        wanted = [word.form for word in words(name)]
        if wanted and any(wanted == held[i : i + len(wanted)] for held in forms for i in range(len(held))):
            return name
    return ""
