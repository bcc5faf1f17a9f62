"""The word lists of words.toml: reporting verbs, roles, titles, forenames, stop words, phrases of news
sites.
"""

import tomllib
from pathlib import Path
from typing import Any

WORDS: dict[str, dict[str, Any]] = tomllib.loads(Path(__file__).with_name("words.toml").read_text("utf-8"))


def word_set(table: str, name: str) -> frozenset[str]:
    """The words of one list, as they are written there; KeyError where there is no such list."""
    return frozenset(WORDS[table][name].split())


def any_of(words: list[str] | frozenset[str]) -> str:
    """A regular expression for any of the words, the longest first; spaces stand for any white space."""
    return "|".join(word.replace(" ", r"\s+") for word in sorted(words, key=lambda word: (-len(word), word)))
