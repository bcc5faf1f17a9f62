"""The published search documents as columns of numbers, for an engine that keeps them in memory.

A column is a numpy array with one entry for each document, in the order of the days they were said on, newest first.
The arrays are files that every process of a server maps into its memory, so that they are there once.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from shutil import rmtree
from tempfile import mkdtemp
from typing import Any

import numpy as np
from django.db import connection, transaction
from numpy.typing import NDArray

from statements.models.document import FACET_BITS
from statements.search.postings import FILES, HASH, Postings, arrays_of, make_postings, postings_of

# Days are counted from here; 0 stands for none.
EPOCH = date(1, 1, 1).toordinal() - 1
# So many documents are read at a time: some 30 MB.
CHUNK = 200_000
# Another number with every change of the files: those of a version before are read anew.
FORMAT = 3
NUMBERS = ("day", "earliest", "latest", "outlets", "wordings")
# The header of an array as PostgreSQL sends it, and what it sends for each element, in numbers of four bytes.
HEADER, ELEMENT = 5, 2
# A code that one entry of so many has is kept in bits: they take no more room than numbers of 32 bits, and are counted
# eight bytes at a time. Rows of bits are whole words.
COMMON, WORD = 32, 64
# The rows of the others are so wide that this share of them fits in: most entries have about as many as each other.
WIDE = 0.95

READ = f"""
SELECT string_agg(int4send(quote_id::integer), ''), string_agg(int4send(coalesce(day - '0001-01-01' + 1, 0)), ''),
    string_agg(int4send(coalesce(earliest - '0001-01-01' + 1, 0)), ''),
    string_agg(int4send(coalesce(latest - '0001-01-01' + 1, 0)), ''), string_agg(int4send(outlets), ''),
    string_agg(int4send(wordings), ''), string_agg(int4send(cardinality(facets)), ''),
    string_agg(int4send(cardinality(held)), ''), string_agg(array_send(facets), ''),
    string_agg((SELECT string_agg(int8send({HASH.format(word="word")}), '') FROM unnest(held) AS word), ''),
    max(quote_id)
FROM (
    SELECT *, tsvector_to_array(words) AS held FROM statements_searchdocument
    WHERE is_published AND quote_id > %s ORDER BY quote_id LIMIT %s
) AS document
"""  # noqa: S608
LINE = "SELECT coalesce(max(id), 0) FROM statements_revision"

Ints = NDArray[np.int32]


@dataclass(frozen=True, slots=True, eq=False)
class Columns:
    """The columns as of one line of the history. `keys` are those of the quotes; `sorted_keys` and `slot_of` find the
    entry of a key; `codes` are all codes of facets. Of those that many entries have, the places among all codes are
    `common`, and `bits` has a row of one bit for each entry. Of the others the places are in `rare`, which has a row of
    one width for each entry, filled up with len(codes); what goes beyond is in `more`, as the entry and the place.
    `words` are the entries of each word.
    """

    line: int
    keys: Ints
    sorted_keys: Ints
    slot_of: Ints
    numbers: dict[str, Ints]
    codes: Ints
    common: Ints
    bits: NDArray[np.uint8]
    rare: Ints
    more: Ints
    words: Postings

    def slots(self, keys: Ints) -> Ints:
        """The entries of those of the keys that have one."""
        if not len(self.sorted_keys):
            return np.zeros(0, np.int32)
        found = np.searchsorted(self.sorted_keys, keys)
        found[found == len(self.sorted_keys)] = 0
        return self.slot_of[found[self.sorted_keys[found] == keys]]


def read_columns() -> Columns:
    """The columns as the database has them now; what changes meanwhile has later lines than theirs."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL statement_timeout = 0")
        cursor.execute(LINE)
        (line,) = cursor.fetchone()
        chunks = list(_chunks(cursor))
    parts = zip(*chunks, strict=True) if chunks else [[np.zeros(0, np.int32)]] * (len(NUMBERS) + 6)
    keys, *numbers, lengths, held, flat, words, places = map(np.concatenate, parts)
    del chunks
    order = np.lexsort((-keys, -numbers[0])).astype(np.int32)
    by_key = np.argsort(keys[order]).astype(np.int32)
    slot = np.argsort(order).astype(np.int32)
    return Columns(
        line=line,
        keys=keys[order],
        sorted_keys=keys[order][by_key],
        slot_of=by_key,
        numbers={name: column[order] for name, column in zip(NUMBERS, numbers, strict=True)},
        **_coded(np.repeat(slot, lengths), flat, len(keys)),
        words=make_postings(words, places, np.repeat(slot, held)),
    )


def _coded(slots: Ints, flat: Ints, size: int) -> dict[str, Any]:
    """The columns of codes: `flat` are the codes of entries, and `slots` the entry of each."""
    codes, places, totals = np.unique(flat, return_inverse=True, return_counts=True)
    common = np.flatnonzero(totals * COMMON >= size)
    bits = np.zeros((len(common), -(-size // WORD) * WORD // 8), np.uint8)
    for row, place in zip(bits, common, strict=True):
        held = np.zeros(8 * bits.shape[1], bool)
        held[slots[places == place]] = True
        row[:] = np.packbits(held, bitorder="little")
    is_rare = (totals * COMMON < size)[places]
    order = np.argsort(slots[is_rare], kind="stable")
    entries, rest = slots[is_rare][order], places[is_rare][order].astype(np.int32)
    lengths = np.bincount(entries, minlength=size)
    within = np.arange(len(rest)) - np.repeat(np.cumsum(lengths) - lengths, lengths)
    width = int(np.searchsorted(np.cumsum(np.bincount(within)), WIDE * len(rest))) + 1 if len(rest) else 0
    rare = np.full((size, width), len(codes), np.int32)
    is_in = within < width
    rare[entries[is_in], within[is_in]] = rest[is_in]
    return {
        "codes": codes.astype(np.int32),
        "common": common.astype(np.int32),
        "bits": bits,
        "rare": rare,
        "more": np.stack([entries[~is_in].astype(np.int32), rest[~is_in]]),
    }


def _chunks(cursor: Any) -> Iterator[list[NDArray[Any]]]:
    """Of some documents at a time the keys, the numbers, how many codes and words each entry has, the codes, the words
    of any entry as hashes, and for each word of each entry its place among all those.
    """
    after = number = 0
    while True:
        cursor.execute(READ, [after, CHUNK])
        *columns, arrays, words, last = cursor.fetchone()
        if last is None:
            return
        after = last
        read = [np.frombuffer(column, ">i4").astype(np.int32) for column in columns]
        codes = _elements(np.frombuffer(arrays, ">i4").astype(np.int32), read[-2])
        known, places = np.unique(np.frombuffer(words or b"", ">i8").astype(np.int64), return_inverse=True)
        yield [*read, codes, known, (places + number).astype(np.int32)]
        number += len(known)


def _elements(sent: Ints, lengths: Ints) -> Ints:
    """The elements of arrays as PostgreSQL sends them one after the other."""
    sizes = HEADER + ELEMENT * lengths
    firsts = np.cumsum(sizes) - sizes + HEADER + 1
    within = np.arange(lengths.sum()) - np.repeat(np.cumsum(lengths) - lengths, lengths)
    return sent[np.repeat(firsts, lengths) + ELEMENT * within]


def save(columns: Columns, folder: Path) -> None:
    """Write the columns as files into a new folder, whole or not at all; another process may do the same."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    made = Path(mkdtemp(dir=folder.parent, prefix=f"{folder.name}."))
    arrays: dict[str, NDArray[Any]] = {
        "keys": columns.keys,
        "sorted_keys": columns.sorted_keys,
        "slot_of": columns.slot_of,
    }
    arrays |= {"codes": columns.codes}
    arrays |= {"common": columns.common, "bits": columns.bits, "rare": columns.rare, "more": columns.more}
    for name, array in (arrays | columns.numbers | arrays_of(columns.words)).items():
        np.save(made / f"{name}.npy", array)
    (made / "about.json").write_text(json.dumps({"line": columns.line, "format": FORMAT}))
    try:
        made.rename(folder)
    except OSError:  # the other was first
        rmtree(made)


def load(folder: Path) -> Columns:
    """The columns of a folder, mapped into memory. Raises OSError or ValueError where they are not whole, or were
    written by another version.
    """
    about = json.loads((folder / "about.json").read_text())
    if about.get("format") != FORMAT:
        raise ValueError(f"{folder} was written by another version")
    names = ("keys", "sorted_keys", "slot_of", "codes", "common", "bits", "rare", "more", *NUMBERS, *FILES)
    arrays = {name: np.asarray(np.load(folder / f"{name}.npy", mmap_mode="r")) for name in names}
    numbers = {name: arrays.pop(name) for name in NUMBERS}
    words = postings_of({name: arrays.pop(name) for name in FILES})
    return Columns(line=about["line"], numbers=numbers, words=words, **arrays)


def day_number(day: date) -> int:
    """A day as the columns have it."""
    return day.toordinal() - EPOCH


def facet_bounds(columns: Columns, facet: int) -> tuple[int, int]:
    """Where the codes of a facet begin and end among all codes."""
    first, last = np.searchsorted(columns.codes, [facet << FACET_BITS, (facet + 1) << FACET_BITS])
    return int(first), int(last)
