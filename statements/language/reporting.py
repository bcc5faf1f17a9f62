"""The verbs that report speech: "said", "warned", "according to"."""

import re
from typing import NamedTuple

from statements.language.spans import Span
from statements.language.words import WORDS, any_of, word_set


class Cue(NamedTuple):
    """A reporting verb as it stands in a text, and its lemma ("point out" for "pointed out")."""

    span: Span
    lemma: str


def _inflect(verb: str) -> list[str]:
    if verb.endswith("y") and verb[-2] not in "aeou":
        return [verb[:-1] + "ies", verb[:-1] + "ied", verb + "ing"]
    if verb.endswith("e"):
        return [verb + "s", verb + "d", verb[:-1] + "ing"]
    return [verb + ("es" if verb.endswith(("s", "sh", "ch", "x")) else "s"), verb + "ed", verb + "ing"]


_NOUNS = word_set("verbs", "nouns")
LEMMAS = {
    form: verb for verb in word_set("verbs", "regular") for form in _inflect(verb) if form not in _NOUNS
}
LEMMAS |= {form: verb for verb, forms in WORDS["verbs"]["irregular"].items() for form in forms}
_CUE = re.compile(rf"\b(?:{any_of(list(LEMMAS))})\b")


def find_cues(text: str, start: int = 0, end: int | None = None) -> tuple[Cue, ...]:
    """The reporting verbs in text[start:end], in order; a word with a capital ("the Said family") is none.

    In a headline, where every word may have a capital, hand in the text in small letters.
    """
    matches = _CUE.finditer(text, start, len(text) if end is None else end)
    return tuple(Cue(Span(*match.span()), LEMMAS[" ".join(match.group().split())]) for match in matches)
