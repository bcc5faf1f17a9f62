"""Words, a few plain ones and tens of thousands of invented forms, and the patterns of sentences.

Everything is our own and follows from a seed alone. Words are drawn by Zipf's law; adjectives and nouns are
drawn in pairs too, so that neighbouring words belong together as they do in real text.
"""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from math import exp, log
from random import Random
from typing import Any, TypeVar

from statements.language.normalise import FUNCTION_WORDS
from statements.language.tables import language

# 12,000 nouns, verbs and adjectives come out, with their endings, as some 40,000 forms.
STEMS = {"noun": 7000, "verb": 2500, "adjective": 2500}
PAIRS = 15_000
PATTERNS = 4000
# Zipf's law with Mandelbrot's shift, as in running English.
ZIPF_SHIFT = 2.7
# Words a sentence: log-normal, mean 20.
LENGTH_LOG, LENGTH_SPREAD, SHORTEST, LONGEST = log(20) - 0.5**2 / 2, 0.5, 6, 60

_ONSETS = "b br d dr f g gr h k kl l m n p pr r s sk st t tr v".split()
_VOWELS = "a e i o u ai ea ou".split()
_CODAS = "l n r s t lt nd rn".split()
# No other word ends like these, and the stemmer of full-text search leaves them alone: a topic's term is no other word.
_TERM_CODAS = "k m".split()
_ADJECTIVE_ENDINGS = ("al", "ous", "ish", "ive")
_PLAIN = {
    "noun": """peace water school road price winter island border harvest river bridge market village summer child
    doctor family worker farmer house boat forest street engine season tax debt wage fish storm coast valley
    ship train border treaty budget reform promise danger choice future history question hope trust law""",
    "verb": """build keep open close carry bring reach protect change follow raise lower share watch begin finish
    repair defend accept refuse choose cross hold lift move plant pull push save seek serve shape spread teach turn""",
    "adjective": """new old long great small open clear hard strong free common quiet public early late deep high
    low wide young cold warm honest fair heavy narrow simple slow steady bright""",
}
# Slots of a pattern; any other entry of a pattern is the word itself.
NOUN, PLURAL, VERB, DONE, ADJECTIVE, PAIR, NUMBER, PLACE = (
    "<N>", "<Ns>", "<V>", "<Ved>", "<A>", "<AN>", "<0>", "<P>",
)  # fmt: skip
_SUBJECTS = (
    "we",
    "we",
    "they",
    "I",
    "the <N>",
    "the <AN>",
    "our <Ns>",
    "it",
    "this <N>",
    "every <N>",
    "the <N> of <P>",
)
_VERBS = (
    "will <V>", "will <V>", "must <V>", "can <V>", "have <Ved>", "have <Ved>", "should <V>", "want to <V>",
    "will not <V>", "do not <V>", "don’t <V>", "cannot <V>", "have never <Ved>",
)  # fmt: skip
_OBJECTS = (
    "the <AN>", "a <AN>", "the <N> of the <N>", "our <Ns>", "the <Ns>", "a <N>", "more than <0> <Ns>", "<0> <Ns>",
    "<0> percent of the <Ns>", "the <A> <Ns>", "no <N>",
)  # fmt: skip
_TAILS = (
    "in the <N>", "for the <Ns>", "with the <AN>", "in <P>", "by <0> percent", "before the <N>", "without a <N>",
    "and the <N>", "because of the <N>", "under the <AN>", "from the <N> to the <N>", "for our <Ns>", "on the <AN>",
)  # fmt: skip
_JOINS = (", and", ", and", ", but", " because", " while", " so that", ", where", ", which is why")


Thing = TypeVar("Thing")


def pick(chance: Random, things: Sequence[Thing]) -> Thing:
    """One of some things, each as likely as the others: what `chance.choice` does, in a third of the time."""
    return things[int(chance.random() * len(things))]


@dataclass(frozen=True, slots=True)
class Drawn:
    """Words to draw from, with the running sums of their weights."""

    words: tuple[str, ...]
    sums: tuple[float, ...]

    def one(self, chance: Random) -> str:
        """One word."""
        return self.words[bisect_left(self.sums, chance.random() * self.sums[-1])]

    def some(self, chance: Random, number: int) -> list[str]:
        """So many words, independent of one another."""
        words, sums, total = self.words, self.sums, self.sums[-1]
        return [words[bisect_left(sums, chance.random() * total)] for _ in range(number)]


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """What sentences are made of: words by slot, patterns of slots, and syllables for names."""

    slots: dict[str, Drawn]
    patterns: tuple[tuple[str, ...], ...]
    terms: tuple[str, ...]
    names: tuple[str, ...]


def zipf(words: list[str]) -> Drawn:
    """The words with weights by their place."""
    return Drawn(tuple(words), zipf_sums(len(words)))


def zipf_sums(number: int) -> tuple[float, ...]:
    """Running sums of Zipf's weights for so many ranks."""
    return tuple(accumulate(1 / (rank + ZIPF_SHIFT) for rank in range(1, number + 1)))


def make_vocabulary(seed: int, *, terms: int, names: int) -> Vocabulary:
    """The words of one archive, with so many words for topics alone and so many for names alone."""
    chance = Random(f"{seed} vocabulary")
    taken = {
        "percent",
        "more",
        *FUNCTION_WORDS,
        *_listed(language("en").tables),
        *" ".join(_PLAIN.values()).split(),
    }
    stems = {
        kind: _PLAIN[kind].split() + _invent(chance, number, _CODAS, taken) for kind, number in STEMS.items()
    }
    adjectives = _PLAIN["adjective"].split()
    adjectives += [stem + chance.choice(_ADJECTIVE_ENDINGS) for stem in stems["adjective"][len(adjectives) :]]
    nouns, verbs, done = (
        zipf(stems["noun"]),
        zipf(stems["verb"]),
        stems["verb"][len(_PLAIN["verb"].split()) :],
    )
    both = zip(zipf(adjectives).some(chance, PAIRS), nouns.some(chance, PAIRS), strict=True)
    slots = {
        NOUN: nouns,
        PLURAL: Drawn(tuple(f"{noun}s" for noun in nouns.words), nouns.sums),
        VERB: verbs,
        DONE: zipf([f"{stem}ed" for stem in done]),
        ADJECTIVE: zipf(adjectives),
        PAIR: zipf([f"{adjective} {noun}" for adjective, noun in dict.fromkeys(both)]),
    }
    patterns = tuple(_pattern(chance) for _ in range(PATTERNS))
    of_names = [name.title() for name in _invent(chance, names, _CODAS, taken)]
    return Vocabulary(slots, patterns, tuple(_invent(chance, terms, _TERM_CODAS, taken)), tuple(of_names))


def _listed(lists: Any) -> set[str]:
    """Every word of the product's own lists, which say what is a role, a body, a verb of saying …"""
    if isinstance(lists, str):
        return set(lists.lower().split())
    if isinstance(lists, bool | int):  # no words: a setting, or how many days ago "yesterday" was
        return set()
    return set().union(*map(_listed, [*lists, *lists.values()] if isinstance(lists, dict) else lists))


def _invent(chance: Random, number: int, codas: list[str], taken: set[str]) -> list[str]:
    """So many new words of two or three syllables, which are taken from then on."""
    found: list[str] = []
    while len(found) < number:
        middle = "".join(
            chance.choice(_ONSETS) + chance.choice(_VOWELS) for _ in range(chance.choice((1, 1, 2)))
        )
        word = f"{middle}{chance.choice(_ONSETS)}{chance.choice(_VOWELS[:5])}{chance.choice(codas)}"
        if word not in taken:
            taken.add(word)
            found.append(word)
    return found


def _pattern(chance: Random) -> tuple[str, ...]:
    """The slots and words of one sentence, about as many as its length drawn."""
    length = min(LONGEST, max(SHORTEST, round(exp(chance.gauss(LENGTH_LOG, LENGTH_SPREAD)))))
    words = _clause(chance)
    while (number := words.count(" ") + words.count(PAIR)) < length - 3:
        is_clause = number < length - 8 and chance.random() < 0.4
        words += chance.choice(_JOINS) + " " + _clause(chance) if is_clause else " " + chance.choice(_TAILS)
    return tuple(words.split(" "))


def _clause(chance: Random) -> str:
    return f"{chance.choice(_SUBJECTS)} {chance.choice(_VERBS)} {chance.choice(_OBJECTS)}"
