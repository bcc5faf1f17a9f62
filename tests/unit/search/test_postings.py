"""Lists of the entries that hold a word, short and long."""

import random

import numpy as np
import pytest

from statements.search.postings import FILES, LONG, arrays_of, forms_of, make_postings, postings_of

SIZE = 4 * LONG


@pytest.fixture(scope="module")
def held():
    """The entries of each of four words: none, a few, as many as are a short list, and nearly all."""
    pick = random.Random(1)
    return {
        7: [],
        -(2**62): [SIZE - 1],
        2**62: sorted(pick.sample(range(SIZE), LONG)),
        -1: sorted(pick.sample(range(SIZE), SIZE - 3)),
    }


def test_postings_give_every_entry_of_a_word(held):
    pairs = [(word, slot) for word, slots in held.items() for slot in slots]
    random.Random(2).shuffle(pairs)
    words = [word for word, _ in pairs]
    known = sorted({*words}, reverse=True) * 2  # as of two parts that were read one after the other
    places = [known.index(word) + (number % 2) * len(known) // 2 for number, word in enumerate(words)]
    postings = make_postings(
        np.array(known, np.int64), np.array(places, np.int32), np.array([slot for _, slot in pairs], np.int32)
    )
    kept = postings_of(arrays_of(postings))
    assert {word: list(kept.of(word)) for word in held} == held
    assert set(arrays_of(postings)) == set(FILES)


@pytest.mark.parametrize("word", [0, 2**63 - 1, -(2**63)])
def test_postings_of_an_archive_without_words_hold_nothing(word):
    nothing = np.zeros(0, np.int32)
    assert not make_postings(nothing.astype(np.int64), nothing, nothing).of(word)


@pytest.mark.django_db
@pytest.mark.parametrize(("word", "number"), [("", 0), ("!", 0), ("arms-race", None), ("races", 2)])
def test_forms_of_a_word(word, number):
    forms = forms_of(word)
    assert (None if forms is None else len(forms)) == number
