"""The verbs that report speech: "said", "warned", "according to"."""

import re
from functools import cache
from typing import NamedTuple

from statements.language.spans import Span
from statements.language.tables import Language, any_of

ACCORDING = "according to"
_WORD = re.compile(r"[^\W\d_]+")


class Cue(NamedTuple):
    """A reporting verb as it stands in a text, and its lemma ("point out" for "pointed out")."""

    span: Span
    lemma: str


def find_cues(language: Language, text: str, start: int = 0, end: int | None = None) -> tuple[Cue, ...]:
    """The reporting verbs in text[start:end], in order; a word with a capital ("the Said family") is none but
    at the start of a sentence, where it is handed in with its sentence.

    In a headline, where every word may have a capital, hand in the text in small letters.
    """
    pattern, firsts, lemmas = _pattern(language)
    cues: list[Cue] = []
    for word in _WORD.finditer(text, start, len(text) if end is None else end):
        is_new = not cues or word.start() >= cues[-1].span.end
        if is_new and word.group() in firsts and (match := pattern.match(text, word.start(), word.endpos)):
            cues.append(Cue(Span(*match.span()), lemmas[" ".join(match.group().lower().split())]))
    return tuple(cues)


@cache
def _pattern(language: Language) -> tuple[re.Pattern[str], frozenset[str], dict[str, str]]:
    """An expression for all cues, the words that one may begin with, and the lemma of each form."""
    according = language.phrases("cue_classes", "according")
    lemmas = language.lemmas | dict.fromkeys(according, ACCORDING)
    opening = [word[0].upper() + word[1:] for word in (*according, *(f for f in lemmas if f.endswith("ing")))]
    firsts = frozenset(word.group() for form in (*lemmas, *opening) if (word := _WORD.match(form)))
    pattern = re.compile(rf"\b(?:{any_of([*lemmas, *opening])})\b(?!-(?!t-|ils?\b|elles?\b|on\b))")
    return pattern, firsts, {form.lower(): lemma for form, lemma in lemmas.items()}
