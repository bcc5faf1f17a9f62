"""Which entries of the columns hold each word: lists of numbers, made once, in files that processes share.

A word is known by a hash of 64 bits that PostgreSQL gives it, so that it is a number like all else in the columns; of
a million words two have the same hash once in forty million archives.
"""

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np
from django.db import connection
from numpy.typing import NDArray
from pyroaring import BitMap

from statements.search.conditions import DICTIONARIES

# Lists of more entries are kept as bitmaps, which take half of the room; a shorter list would take more as one.
LONG = 1000
HASH = "hashtextextended({word}, 0)"
# Each dictionary's forms of a word: how many there are at most, and the hashes of all.
FORMS = f"""
SELECT coalesce(max(number), 0), coalesce(array_agg(DISTINCT hash), '{{}}') FROM (
    SELECT {HASH.format(word="lexeme")} AS hash, count(*) OVER (PARTITION BY dictionary) AS number
    FROM unnest(%s::regconfig[]) AS dictionary CROSS JOIN LATERAL unnest(to_tsvector(dictionary, %s))
) AS form
"""  # noqa: S608
# Of so many words the forms are kept.
MOST_WORDS = 10_000


@dataclass(frozen=True, slots=True, eq=False)
class Postings:
    """The entries of each word: `hashes` in their order; `starts` is where the list of each begins in the bytes of
    `lists`, with one more for the end; `numbers` is how many entries it has.
    """

    hashes: NDArray[np.int64]
    starts: NDArray[np.int64]
    numbers: NDArray[np.int32]
    lists: NDArray[np.uint8]

    def of(self, word: int) -> BitMap:
        """The entries that hold the word of a hash."""
        place = int(np.searchsorted(self.hashes, word))
        if place == len(self.hashes) or self.hashes[place] != word:
            return BitMap()
        kept = self.lists[self.starts[place] : self.starts[place + 1]].tobytes()
        if self.numbers[place] > LONG:
            return BitMap.deserialize(kept)
        return BitMap(np.frombuffer(kept, np.uint32))


def make_postings(words: NDArray[np.int64], places: NDArray[np.int32], slots: NDArray[np.int32]) -> Postings:
    """The postings of words: `words` are hashes, with repetitions; `places` says for each word of each entry which of
    them it is, and `slots` which entry. Overwrites `places`.
    """
    hashes, place_of = np.unique(words, return_inverse=True)
    np.take(place_of.astype(np.int32), places, out=places)
    numbers = np.bincount(places, minlength=len(hashes)).astype(np.int32)
    pairs = places.astype(np.int64)
    pairs <<= 32
    pairs |= slots
    pairs.sort()
    held = pairs.astype(np.uint32)  # the lower half
    del pairs
    lists = [
        BitMap(part).serialize() if len(part) > LONG else part.tobytes()
        for part in np.split(held, np.cumsum(numbers)[:-1])
    ]
    starts = np.cumsum([0, *map(len, lists)])
    return Postings(hashes, starts.astype(np.int64), numbers, np.frombuffer(b"".join(lists), np.uint8))


@lru_cache(MOST_WORDS)
def forms_of(word: str) -> tuple[int, ...] | None:
    """The hashes of the forms under which texts with a word are filed; None for several words in one, as "arms-race",
    which PostgreSQL finds by their places.
    """
    with connection.cursor() as cursor:
        cursor.execute(FORMS, [list(DICTIONARIES), word])
        most, hashes = cursor.fetchone()
    return tuple(hashes) if most <= 1 else None


def arrays_of(postings: Postings) -> dict[str, NDArray[Any]]:
    """The arrays of postings by the names of their files."""
    return {f"words_{name}": getattr(postings, name) for name in Postings.__slots__}


def postings_of(arrays: dict[str, NDArray[Any]]) -> Postings:
    """The postings of arrays that arrays_of gave."""
    return Postings(**{name.removeprefix("words_"): array for name, array in arrays.items()})


FILES = tuple(f"words_{name}" for name in Postings.__slots__)
