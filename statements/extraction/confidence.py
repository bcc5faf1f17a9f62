"""How sure an attribution is: the share of those with the same signs that are right.

A logistic regression over the signs, fitted by bench/confidence.py on articles of our own; its weights are in
confidence.json, one for each sign, so that every score can be added up by hand.
"""

import json
import math
from collections.abc import Mapping
from pathlib import Path

from statements.extraction.attribution import Guess

_FITTED = json.loads(Path(__file__).with_name("confidence.json").read_text("utf-8"))
WEIGHTS: dict[str, float] = _FITTED["weights"]
# From where on 99.5 % of the full names were right in articles that were not used for fitting.
PUBLISH_SCORE: float = _FITTED["publish_score"]
# Never sure: one chosen among several whom the article leaves possible, who only opens the sentence or stands before
# "saying", who spoke in the paragraph above, whom a headline names near the words, and what stands in no marks.
_OPEN = frozenset(
    f"basis {basis}" for basis in ("clear", "close", "near role", "next name", "role of several")
) | {"how distant", "how participle", "path before", "path headline", "path block"}
# Nor whom a pronoun means that does not govern the words: two guesses in a row.
_PRONOUN, _GOVERNED = frozenset({"basis only one", "basis nearest"}), frozenset({"path content", "path turn"})
_MOST_OF_OPEN = 0.85
# A verb whose content the words are, and somebody's name beside it: surer together than each makes it.
_NAMED, _BESIDE = ("full name", "surname"), ("beside", "inverted", "apposition", "shared")
# Fewer words than these may be a title or a term.
_FEW = 5


def signs_of(kind: str, words: int, guess: Guess) -> tuple[str, ...]:
    """What speaks for and against a guess for so many words in marks.

    More signs (part of the article, verb, side, other candidates) rank what was held out no better; "governed by name"
    does: 0.119 nats a name with it, 0.123 without.
    """
    how = guess.source.how if guess.source else "none"
    is_named = guess.path == "content" and guess.person.basis in _NAMED and how in _BESIDE
    return (
        f"kind {kind}",
        "words few" if words < _FEW else "words many",
        f"path {guess.path}",
        f"how {how}",
        f"basis {guess.person.basis}",
        *(["governed by name"] if is_named else []),
    )


def score_of(signs: tuple[str, ...], weights: Mapping[str, float] = WEIGHTS) -> float:
    """The share of attributions with these signs that are right, 0..1; a sign never seen counts nothing."""
    share = 1 / (1 + math.exp(-weights["always"] - sum(weights.get(sign, 0.0) for sign in signs)))
    is_guess_on_guess = not _PRONOUN.isdisjoint(signs) and _GOVERNED.isdisjoint(signs)
    is_open = is_guess_on_guess or not _OPEN.isdisjoint(signs)
    return min(share, _MOST_OF_OPEN) if is_open else share
