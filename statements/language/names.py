"""Who is mentioned in a text: names with their titles, roles, institutions, pronouns.

No lists of people: a name is known by its capitals, an institution by its nouns, a role by its head word.
"""

import re
from typing import NamedTuple

from statements.language.spans import Span
from statements.language.words import any_of, word_set

_BODIES, _TITLES, _PLACES = (
    word_set("names", "bodies"),
    word_set("names", "titles"),
    word_set("names", "places"),
)
_BODY_WORDS = _BODIES | word_set("names", "body_words")
_FEMALE, _MALE = word_set("names", "female"), word_set("names", "male")
_NO_NAMES, _HONORIFICS = word_set("names", "capitals"), word_set("names", "honorifics")
_CAPITAL = (
    r"(?:(?:Mrs?|Ms|Dr|Prof|Sens?|Reps?|Gov|Gen|Lt|Col|Capt|Sgt|Rev|Del|St|Jr|Sr)\.|(?:[A-ZÀ-ÞŁŚŠŽČ]\.)+"
    r"|[A-ZÀ-ÞŁŚŠŽČ](?:[’'](?=[A-Z]))?\w*(?:-\w+)*)"
)
_PARTICLE = r"(?:of the|of|for|de la|de|la|van|von|der|den|bin|al|el|du|am)"
_NAME = re.compile(rf"(?<![\w’']){_CAPITAL}(?:[ \xa0](?:{_PARTICLE} ){{0,2}}{_CAPITAL})*")
_OFFICES = rf"(?:secretary[- ]general|{any_of(word_set('names', 'roles'))})(?:s|es)?"
_HEADS = rf"(?:{_OFFICES}|{any_of(_BODIES)})"
_START = (
    r"(?:the|an?|his|her|their|its|one|another|some|several|many|other|two|three|senior|\w+[’']s|\w+s[’'])"
)
# A noun phrase with the head word of a role or a body: "the harbour minister", "her party's leader".
ROLE = re.compile(
    rf"\b(?:{_START}[ \xa0](?:[\w.&’'-]+[ \xa0]){{0,4}}?{_HEADS}(?:[ \xa0]{_HEADS})*|{_OFFICES})\b(?![’'])",
    re.IGNORECASE,
)
_PRONOUN = re.compile(r"\b(?:he|she|they|it)\b", re.IGNORECASE)


class Mention(NamedTuple):
    """A trace of somebody in a text.

    kind: "person", "institution", "role" ("the mayor") or "pronoun". name: the words without title and
    possessive, "" for a role. role: the title or role words ("Harbour Minister"). gender: "f", "m" or ""
    where nothing tells it.
    """

    span: Span
    kind: str
    name: str
    role: str
    gender: str


def find_mentions(text: str, start: int, end: int) -> tuple[Mention, ...]:
    """The mentions in text[start:end] by position; a role inside a name with its title is not counted
    again.
    """
    names = [_read_name(text, match) for match in _NAME.finditer(text, start, end)]
    found = [name for name in names if name]
    taken = {place for mention in found for place in range(*mention.span)}
    for match in ROLE.finditer(text, start, end):
        words = match.group()
        if match.end() - 1 not in taken:
            kind = "institution" if words.split()[-1].lower() in _BODY_WORDS else "role"
            found.append(Mention(Span(*match.span()), kind, "", words, guess_gender(words)))
    for match in _PRONOUN.finditer(text, start, end):
        word = match.group().lower()
        found.append(Mention(Span(*match.span()), "pronoun", word, "", {"he": "m", "she": "f"}.get(word, "")))
    return tuple(sorted(found))


def guess_gender(words: str) -> str:
    """ "f" or "m" where a title or a forename tells it, else ""."""
    parts = {word.strip(".").lower() for word in words.split()}
    is_female, is_male = bool(parts & _FEMALE), bool(parts & _MALE)
    return "" if is_female == is_male else "f" if is_female else "m"


def split_title(words: str) -> tuple[str, str]:
    """A capitalised phrase as (role, name): "Harbour Minister Ann Roe" gives ("Harbour Minister", "Ann
    Roe").
    """
    parts = words.split()
    cut = max((n + 1 for n, part in enumerate(parts) if part.strip(".").lower() in _TITLES), default=0)
    if cut and parts[cut : cut + 1] == ["of"]:
        cut += 2 + (parts[cut + 1 : cut + 2] == ["the"])
    post = "" if {part.strip(".").lower() for part in parts[:cut]} <= _HONORIFICS else " ".join(parts[:cut])
    return post, " ".join(parts[cut:])


def _read_name(text: str, match: re.Match[str]) -> Mention | None:
    start, words = match.start(), match.group()
    while (first := re.match(r"(\S+)(\s+|$)", words)) and first[1] in _NO_NAMES:
        start, words = start + first.end(), words[first.end() :]
    if len(words) < 2:
        return None
    role, name = split_title(words)
    span = Span(start, start + len(words))
    if not name or ROLE.fullmatch(name):
        return Mention(span, "role", "", words, guess_gender(words))
    is_the = text[max(0, start - 4) : start].lower() == "the "
    return Mention(
        span, "institution" if is_the or _is_body(name) else "person", name, role, guess_gender(words)
    )


def _is_body(name: str) -> bool:
    parts = name.split()
    is_acronym = len(parts) == 1 and name.isupper() and len(name) < 7
    return is_acronym or name in _PLACES or not _BODY_WORDS.isdisjoint(name.lower().split()) or " of " in name
