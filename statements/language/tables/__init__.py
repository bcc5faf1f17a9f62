"""The words that the rules know, one file for each language: another language is another file here."""

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent
DEFAULT = "en"


@dataclass(frozen=True, eq=False)
class Language:
    """The tables of one language, as its file has them; KeyError where a table lacks a list."""

    code: str
    tables: Mapping[str, Mapping[str, Any]]

    def words(self, table: str, name: str) -> frozenset[str]:
        """The single words of one list."""
        return self._sets[table, name]

    @cached_property
    def _sets(self) -> dict[tuple[str, str], frozenset[str]]:
        return {
            (table, name): frozenset(words.split())
            for table, lists in self.tables.items()
            for name, words in lists.items()
            if isinstance(words, str)
        }

    def phrases(self, table: str, name: str) -> tuple[str, ...]:
        """The entries of a list whose entries may have several words."""
        return tuple(self.tables[table].get(name, ()))

    @cached_property
    def lemmas(self) -> dict[str, str]:
        """Each form of a reporting verb, in small letters, and its lemma ("point out" for "pointed out")."""
        nouns = self.words("cues", "nouns")
        forms = {
            form: verb
            for verb in sorted(self.words("cues", "regular"))
            for form in _inflect(verb, self.phrases("grammar", "endings"))
            if form not in nouns
        }
        return forms | {form: verb for verb, own in self.tables["cues"]["irregular"].items() for form in own}

    @cached_property
    def doubtful(self) -> dict[str, str]:
        """Forms of reporting verbs that are other words more often ("claims", "call"), and the lemma of each."""
        nouns = self.words("cues", "nouns")
        endings = self.phrases("grammar", "endings")
        regular = self.words("cues", "regular")
        forms = {form: verb for verb in regular for form in _inflect(verb, endings) if form in nouns}
        return forms | ({} if endings else {verb: verb for verb in regular})

    @cached_property
    def cue_classes(self) -> dict[str, frozenset[str]]:
        """The lemmas of each class of reporting verbs, those of several words in double quotes in the file."""
        return {
            name: frozenset(word.strip('"') for word in re.findall(r'"[^"]+"|\S+', words))
            for name, words in self.tables["cue_classes"].items()
            if isinstance(words, str)
        }


@cache
def language(code: str) -> Language:
    """The tables for a code like "en-GB"; English for a language that has none."""
    path = FOLDER / f"{code.partition('-')[0].lower()}.toml"
    is_known = path.stem.isalpha() and path.stem != "forenames" and path.is_file()
    return Language(path.stem, _read(path)) if is_known else language(DEFAULT)


@cache
def languages() -> tuple[Language, ...]:
    """All languages that have tables, English first."""
    codes = sorted(path.stem for path in FOLDER.glob("??.toml"))
    return tuple(language(code) for code in sorted(codes, key=lambda code: code != DEFAULT))


@cache
def forenames() -> dict[str, str]:
    """ "f" or "m" for each forename, in small letters, that one of the two bears far more often."""
    lists = _read(FOLDER / "forenames.toml")
    return {name.lower(): sex[0] for sex in ("female", "male") for name in lists["names"][sex].split()}


def is_forename(word: str) -> bool:
    """Whether a word with a capital is a forename in the tables."""
    return word[:1].isupper() and word.lower() in forenames()


def any_of(words: Iterable[str]) -> str:
    """A regular expression for any of the words, the longest first; spaces stand for any white space.

    Common beginnings are written once: a text is searched by a tree of letters, not by one word after the other.
    """
    tree: dict[str, Any] = {}
    for word in words:
        node = tree
        for letter in re.sub(r"\s+", " ", word):
            node = node.setdefault(letter, {})
        node[""] = {}
    return _branches(tree)


def _branches(tree: dict[str, Any]) -> str:
    branches = [
        (r"\s+" if letter == " " else re.escape(letter)) + _rest(tree[letter])
        for letter in sorted(tree)
        if letter
    ]
    return "|".join(branches)


def _rest(tree: dict[str, Any]) -> str:
    """What follows a letter: as much as there is, nothing only where a word ends."""
    inner = _branches(tree)
    is_single = len(tree) == 1
    if not inner:
        return ""
    return inner if is_single else f"(?:{inner})" + ("?" if "" in tree else "")


def _read(path: Path) -> dict[str, Any]:
    return tomllib.loads(path.read_text("utf-8"))


def _inflect(verb: str, endings: tuple[str, ...]) -> list[str]:
    """The forms of an English verb, or of any verb the stem and each of the language's endings."""
    if endings:
        return [verb + ending for ending in endings]
    if verb.endswith("y") and verb[-2] not in "aeou":
        return [verb[:-1] + "ies", verb[:-1] + "ied", verb + "ing"]
    if verb.endswith("e"):
        return [verb + "s", verb + "d", verb[:-1] + "ing"]
    double = verb[-1] if verb in _DOUBLING else ""
    return [
        verb + ("es" if verb.endswith(("s", "sh", "ch", "x")) else "s"),
        verb + double + "ed",
        verb + double + "ing",
    ]


# Verbs of one stressed syllable at the end, whose last letter is doubled.
_DOUBLING = frozenset("quip slam rip snap brag admit concur rebut".split())
