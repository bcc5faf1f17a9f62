"""Words in the form in which two printings of one sentence are compared.

Outlets print the same words with other quotation marks, dashes, capitals, contractions and figures. Forms
remove what is typography and keep what is wording; spans always count in the text as printed.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

from statements.language.spans import Span

WILDCARD = "*"  # the outlet's own words in square brackets: they stand for unknown words of the speaker
BREAK = "…"  # the outlet left something out here

_LETTER = r"[^\W\d_]"
_INVISIBLE = "\u00ad\u200b-\u200f\u2060\ufeff"
_APOSTROPHE = "['’‘ʼ´`]"
_PART = rf"{_LETTER}[\w{_INVISIBLE}\u0300-\u036f]*"
_TENS = "twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
_UNITS = "one|two|three|four|five|six|seven|eight|nine"
_TOKEN = re.compile(
    rf"""
    (?P<gap>[\[(]\s*(?:…|\.\s?\.\s?\.)\s*[\])]|…|\.\s?\.\s?\.)
    |(?P<sic>\[\s*sic\s*\])
    |\[(?P<initial>{_LETTER})\](?P<rest>{_PART}(?:{_APOSTROPHE}{_PART})*)
    |(?P<inserted>\[[^\[\]]{{1,80}}\])
    |(?P<percent>%|\bper\s?cent\b)
    |(?P<tens>\b(?:{_TENS})[-\s](?:{_UNITS})\b)
    |(?P<number>\d+(?:,\d{{3}})*(?:\.\d+)?)
    |(?P<broken>\b{_LETTER}+n{_APOSTROPHE}\st\b)
    |(?P<initials>\b(?:{_LETTER}\.){{2,}})
    |(?P<clitic>(?<=\s){_APOSTROPHE}(?:ll|re|ve|s|d|m)\b)
    |(?P<word>{_PART}(?:{_APOSTROPHE}{_PART})*|&)
    """,
    re.VERBOSE | re.IGNORECASE,
)
_PIECE = re.compile(r"\S+")
# What a token with a space inside begins or goes on with: "[the plan]", "per cent", "twenty one", "didn' t", ". . .";
# and what means another thing after a space: "they 'll".
_REACHES_ON = re.compile(
    rf"[\[\]()]|(?:\b(?:per|{_TENS})|n{_APOSTROPHE})\Z|\A\.|\A{_APOSTROPHE}", re.IGNORECASE
)
_CLITICS = {"ll": "will", "re": "are", "ve": "have", "d": "would", "m": "am", "s": "is"}
# After these words 's is "is"; after any other it is most often the possessive and is dropped.
_BEFORE_IS = frozenset("he she it that this there here what who where how when".split())
_IRREGULAR = {
    "can't": ("can", "not"), "cannot": ("can", "not"), "won't": ("will", "not"), "shan't": ("shall", "not"),
    "ain't": ("is", "not"), "let's": ("let", "us"), "gonna": ("going", "to"), "wanna": ("want", "to"),
    "gotta": ("got", "to"), "&": ("and",), "bn": ("billion",),
}  # fmt: skip
_SMALL = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen"
)
_NUMBERS = {name: str(i) for i, name in enumerate(f"{_SMALL} seventeen eighteen nineteen".split())}
_NUMBERS |= {name: str(10 * i) for i, name in enumerate(_TENS.split("|"), start=2)}

# PostgreSQL's parser takes these for letters: to it "arms race" with a no-break space is one word. Each stands for the
# character at the same place below.
PARSED_AS_LETTERS, PLAIN = "\u00a0\u2007\u2009\u202f’‘ʼ", "    '''"
_TO_PLAIN = str.maketrans(PARSED_AS_LETTERS, PLAIN)

NEGATIONS = frozenset("not no never nothing none nobody neither nor without".split())
PRONOUNS = frozenset("i you he she it we they".split())
FUNCTION_WORDS = (
    NEGATIONS
    | PRONOUNS
    | frozenset(
        """a an the and or but so if then than as of to in on at for with by from into onto about over under up
    down out off after before between through during me him her us them my your his its our their
    mine ours this that these those there here what which who whom whose when where why how all any
    some each every both am is are was were be been being do does did done doing have has had having
    will would shall should can could may might must let just very really also too only even still
    again more most much many such same own other because while until well now 1 go going got get""".split()
    )
)


class Token(NamedTuple):
    """A word of a piece of text: its form, where it is printed in the piece, and whether with a capital."""

    form: str
    start: int
    end: int
    is_capital: bool


class Word(NamedTuple):
    """One compared word: where it is printed and its form. Both words of "don't" have the span of "don't"."""

    span: Span
    form: str


@lru_cache(maxsize=2048)
def words(text: str) -> tuple[Word, ...]:
    """The words of a text in order, with WILDCARD for "[inserted words]" and BREAK for an ellipsis.

    Any text is allowed; one without words gives an empty tuple.
    """
    return tuple(
        Word(Span(place + start, place + end), form)
        for place, tokens in pieces(text)
        for form, start, end, _ in tokens
    )


def pieces(text: str) -> Iterable[tuple[int, tuple[Token, ...]]]:
    """The words of a text by the pieces between its spaces, each with its place; all as one where a word has a space
    inside. Pieces recur in all texts: looked up they take a fifth of the time.
    """
    found = [(match.start(), _tokens_alone(match.group())) for match in _PIECE.finditer(text)]
    known = [(place, tokens) for place, tokens in found if tokens is not None]
    return known if len(known) == len(found) else [(0, tuple(_tokens(text)))]


@lru_cache(maxsize=32768)
def _tokens_alone(piece: str) -> tuple[Token, ...] | None:
    return None if _REACHES_ON.search(piece) else tuple(_tokens(piece))


def _tokens(text: str) -> Iterator[Token]:
    for match in _TOKEN.finditer(text):
        forms = _word_forms(match.group()) if match.lastgroup == "word" else _forms_of(match)
        for form in forms:
            yield Token(form, match.start(), match.end(), match.group()[:1].isupper())


def fold(text: str) -> str:
    """The comparison form of a text: equal for two printings that differ in typography alone."""
    return " ".join(word.form for word in words(text))


def plain_for_search(text: str) -> str:
    """A text with plain spaces and apostrophes, as the search column has it: what is searched for goes through here."""
    return text.translate(_TO_PLAIN)


def is_content(form: str) -> bool:
    """Whether a form carries meaning of its own: neither a function word nor a wildcard or break."""
    return form not in FUNCTION_WORDS and form not in (WILDCARD, BREAK)


def _forms_of(match: re.Match[str]) -> tuple[str, ...]:
    kind, token = match.lastgroup, match.group()
    if kind == "rest":
        return _word_forms(match["initial"] + match["rest"])
    if kind == "tens":
        tens, units = re.split(r"[-\s]", token.casefold(), maxsplit=1)
        return (str(int(_NUMBERS[tens]) + int(_NUMBERS[units])),)
    if kind == "broken":  # "didn' t", as some transcribers' programs print it
        return _word_forms("".join(token.split()))
    if kind == "clitic":
        return (_CLITICS[token[1:].casefold()],)
    if kind == "number":
        return (unicodedata.normalize("NFKC", token).replace(",", ""),)
    if kind == "initials":
        return (token.replace(".", "").casefold(),)
    fixed = {"gap": (BREAK,), "sic": (), "inserted": (WILDCARD,), "percent": ("percent",)}
    return fixed[kind] if kind in fixed else _word_forms(token)


@lru_cache(maxsize=65536)
def _word_forms(token: str) -> tuple[str, ...]:
    if token.isascii() and token.isalpha():  # nearly every word: nothing to take out
        form = token.lower()
        return _IRREGULAR.get(form) or (_NUMBERS.get(form, form),)
    form = re.sub(f"[{_INVISIBLE}]", "", unicodedata.normalize("NFKC", token)).casefold()
    form = re.sub(_APOSTROPHE, "'", form)
    if form in _IRREGULAR:
        return _IRREGULAR[form]
    if form.endswith("n't"):
        return (form[:-3], "not")
    base, _, tail = form.rpartition("'")
    if base and tail in _CLITICS:
        return (base.replace("'", ""),) if tail == "s" and base not in _BEFORE_IS else (base, _CLITICS[tail])
    return (_NUMBERS.get(form, form.replace("'", "")),)
