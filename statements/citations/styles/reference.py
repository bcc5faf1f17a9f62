"""What a citation says, before any style: who, what, when, where; in the terms of the Citation Style Language."""

import re
import unicodedata
from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from statements.language.days import DayRange

# They stay before a family name and do not count where names are sorted.
PARTICLES = frozenset(
    "af al bin da das de del della den der di do dos du el ibn la le ten ter van von zu zum".split()
)
SUFFIXES = frozenset("Jr. Jr Sr. Sr II III IV".split())
# Names of these scripts are written forename first, so that their last word is the family name.
FORENAME_FIRST = ("LATIN", "CYRILLIC", "GREEK")
# How many words of an untitled text stand as its title: the limit of APA 7 (9.42) for posts.
TITLE_WORDS = 20
MOST_NAMES_OF_BYLINE = 10
_AND = re.compile(r"\s*(?:,|;|&|\band\b|\bund\b|\bet\b)\s*")
_BY = re.compile(r"^\s*(?:by|von|par|words by|text by)\s+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Name:
    """A person by the parts of the name; or a body, or a person whose name has none, by the `literal` one."""

    family: str = ""
    given: str = ""
    particle: str = ""
    suffix: str = ""
    literal: str = ""
    is_body: bool = False


@dataclass(frozen=True, slots=True)
class Issued:
    """When something was said or published: years, months and days, as (2018,), (2018, 4) or (2018, 4, 5); `last` is
    empty for what is no range. A `literal` stands for what has no such form, "by 4 April 2018".
    """

    first: tuple[int, ...] = ()
    last: tuple[int, ...] = ()
    literal: str = ""


@dataclass(frozen=True, slots=True)
class Reference:
    """Something to cite. `is_quotation`: the title is somebody's words, in which no capital may be changed. `issued` is
    None where no date is known; `genre` and `version` are empty for an article; `language` is a BCP 47 code or empty;
    `is_data`: it is a data set.
    """

    key: str
    authors: tuple[Name, ...]
    title: str
    container: str
    issued: Issued | None
    accessed: date
    url: str
    is_quotation: bool = False
    genre: str = ""
    version: str = ""
    language: str = ""
    is_data: bool = False

    @property
    def is_article(self) -> bool:
        """Whether it is an outlet's article, and no record of this archive."""
        return not self.genre


def person(name: str) -> Name:
    """A person's name in parts, "Ursula von der Leyen"; in one piece where its script or form says nothing of them."""
    name = name.replace("'", "’")
    words = name.split()
    suffix = words.pop() if len(words) > 2 and words[-1] in SUFFIXES else ""
    if len(words) < 2 or not _is_forename_first(name):
        return Name(literal=name)
    start = next(
        (i for i in range(1, len(words)) if words[i].lower() in PARTICLES and words[i].islower()), None
    )
    if start is None or start == len(words) - 1:
        return Name(words[-1].rstrip(","), " ".join(words[:-1]), suffix=suffix)
    end = start
    while end < len(words) - 1 and words[end].islower():
        end += 1
    given, particle, family = (" ".join(part) for part in (words[:start], words[start:end], words[end:]))
    return Name(family, given, particle, suffix)


def byline_names(byline: str) -> tuple[Name, ...]:
    """Who wrote an article, of its byline "By Ann Roe and Bob Poe, Harbour Post": persons before what is none."""
    parts = [part for part in _AND.split(_BY.sub("", byline)) if part]
    people = [part for part in parts if _is_person(part)]
    return tuple(map(person, people[:MOST_NAMES_OF_BYLINE]))


def issued_of(days: DayRange | None) -> Issued | None:
    """The days in the form of a citation: a whole month or year without its days, an open range in words."""
    if days is None:
        return None
    first, last = days.first, days.last
    if first is None or last is None:
        return Issued(literal=f"by {_in_words(last)}" if last else f"since {_in_words(first)}")
    if first == last:
        return Issued((first.year, first.month, first.day))
    starts_year, ends_year = (first.month, first.day) == (1, 1), (last.month, last.day) == (12, 31)
    if starts_year and ends_year:
        return Issued((first.year,), (last.year,) if last.year > first.year else ())
    if first.day == 1 and last.day == monthrange(last.year, last.month)[1]:
        begun, ended = (first.year, first.month), (last.year, last.month)
        return Issued(begun, ended if ended != begun else ())
    return Issued((first.year, first.month, first.day), (last.year, last.month, last.day))


def _in_words(day: date | None) -> str:
    return f"{day.day} {day:%B %Y}" if day else ""


def title_of_words(words: str) -> str:
    """A wording as the title of its record: its first TITLE_WORDS, without the full stop at its end."""
    held = words.split()
    if len(held) > TITLE_WORDS:
        return f"{' '.join(held[:TITLE_WORDS]).rstrip(',;:.–—-')} …"
    text = " ".join(held)
    return text[:-1] if text.endswith(".") and not text.endswith("..") else text


def _is_forename_first(name: str) -> bool:
    letters = (letter for letter in name if letter.isalpha())
    return all(unicodedata.name(letter, "").startswith(FORENAME_FIRST) for letter in letters)


def _is_person(words: str) -> bool:
    parts: Sequence[str] = words.split()
    return (
        2 <= len(parts) <= 5
        and all(part[0].isupper() or part in PARTICLES for part in parts)
        and words != words.upper()
    )
