"""A text made ready for comparison: the words by their stems, and how much each of them says."""

from dataclasses import dataclass
from functools import lru_cache
from itertools import compress

from statements.language.normalise import BREAK, FUNCTION_WORDS, WILDCARD, is_content, pieces

# A shared function word says little: about a third of what a shared content word says, and a word of every speech half.
FUNCTION_WEIGHT, GENERIC_WEIGHT = 0.3, 0.5
# A run of so many words is worth a look however little it is of the whole.
RUN = 5
# In longer texts than this, where most words have capitals, a capital is no sign of a name.
_HEADLINE = 3
# The shortest form that has an ending, and the shortest stem.
MIN_FORM, MIN_STEM = 5, 4
_SUFFIXES = ("ations", "ation", "ings", "ing", "ies", "ied", "ers", "er", "est", "es", "ed", "ly", "s", "e")
_SPELLINGS = (("z", "s"), ("our", "or"), ("enc", "ens"))  # British and American


@dataclass(frozen=True, slots=True)
class Reading:
    """A text made ready for comparison; the first four tuples run side by side, one entry per word."""

    text: str
    line: str  # the stems in one line, with a space on either side of each
    forms: tuple[str, ...]
    stems: tuple[str, ...]
    weights: tuple[float, ...]
    is_capital: tuple[bool, ...]
    weight: float
    content: tuple[str, ...]  # the stems of the words that say something, and of the others
    function: tuple[str, ...]
    kinds: frozenset[str]  # each stem of the content once
    runs: frozenset[int]  # RUN words side by side, by a number


@lru_cache(maxsize=32768)
def read(text: str) -> Reading:
    """The words of a text with the stems they are compared by and the weights they are counted by."""
    found = [token for _, tokens in pieces(text) for token in tokens]
    forms = tuple(token.form for token in found)
    stems = tuple(map(stem, forms))
    weights = tuple(map(_weigh, forms))
    capital = [token.is_capital for token in found]
    is_said = list(map(is_content, forms))
    is_titled = len(capital) > _HEADLINE and sum(capital) > len(capital) / 2
    return Reading(
        text=text,
        line=" ".join(("", *stems, "")),
        forms=forms,
        stems=stems,
        weights=weights,
        is_capital=tuple(
            is_it and not is_titled and says for is_it, says in zip(capital, is_said, strict=True)
        ),
        weight=sum(weights),
        content=(content := tuple(compress(stems, is_said))),
        function=tuple(stem for stem, form in zip(stems, forms, strict=True) if form in FUNCTION_WORDS),
        kinds=frozenset(content),
        runs=frozenset(map(hash, zip(*(stems[i:] for i in range(RUN)), strict=False))),
    )


@lru_cache(maxsize=65536)
def stem(form: str) -> str:
    """A form without its ending and its national spelling; short words and figures stay whole."""
    if len(form) < MIN_FORM or not form.isalpha():
        return form
    ending = next((end for end in _SUFFIXES if form.endswith(end) and len(form) - len(end) >= MIN_STEM), "")
    form = form.removesuffix(ending)
    for british, american in _SPELLINGS:
        form = form.replace(british, american)
    return form


# Said in every speech by everybody: they may stand in a line but do not make one. A judgement, not a measurement.
GENERIC = frozenset(
    stem(word)
    for word in """say says said tell think know need like make made sure way thing things time times day days
    end year years people lot see look come take give work good bad better best big great right first today
    country back keep put""".split()
)


@lru_cache(maxsize=65536)
def _weigh(form: str) -> float:
    if form in (WILDCARD, BREAK):
        return 0.0
    if not is_content(form):
        return FUNCTION_WEIGHT
    return GENERIC_WEIGHT if stem(form) in GENERIC else 1.0
