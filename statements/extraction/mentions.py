"""Who a mention means within one article: surname to full name, role to its holder, pronoun to the last fit
person.
"""

import re
from bisect import bisect_left, bisect_right
from typing import NamedTuple

from statements.language.names import ROLE, Mention, guess_gender
from statements.language.words import word_set

_SUFFIXES = ("jr", "sr", "ii", "iii")
# The words for a post around a name: "Ann Roe, the port's director,", "the director of the port, Ann Roe".
_POST_AFTER = re.compile(
    r",\s+(?!(?:and|but|or|who|which|where|when)\b)([^.,;:\n\ue000]{3,80})(?=[.,;:\n]|\s*$)"
)
_POST_BEFORE = re.compile(
    rf"({ROLE.pattern}(?:\s(?:of|for|at|with)\s[^.,;:\n]{{2,60}})?),?\s+$", re.IGNORECASE
)
_POINTING, _ANY_OFFICE = word_set("names", "pointing"), word_set("names", "any_office")
# How a role begins that names nobody: "a spokesman", "several officials".
_UNNAMED = re.compile(r"(?:an?|one|another|some|several|many|other)\b", re.IGNORECASE)
# How many mentions around one are looked at; more than a page of text holds.
_WINDOW = 200
# How far below its first mention by role the opening of an article may name a person, in characters.
_LOOK_AHEAD = 400
# What makes a mention what a pronoun stands for, beside being near: round numbers of our own, in sentences of
# distance, which count as so many characters.
_LAST_SPEAKER, _REPORTS, _OPENS, _SENTENCE = 1.0, 1.0, 1.0, 120.0


class Person(NamedTuple):
    """Somebody a mention was resolved to.

    name: "" where nobody is named. kind: "person", "institution" or "". by: "name", "role", "pronoun" or
    "institution". score: how sure the resolution is: a name 1, a role that the article gave to the name .85,
    a pronoun .8 (.7 with more than one candidate), a role by position .5. chain: from the words to the full
    name.
    """

    name: str
    kind: str
    role: str
    by: str
    score: float
    chain: tuple[str, ...]


class People:
    """The people of one article; `text` is what the mentions were found in, `sources` are those that report
    speech.
    """

    def __init__(self, text: str, mentions: list[Mention], sources: list[Mention]) -> None:
        self._text, self._mentions = text, mentions
        self._sources = {mention.span for mention in sources}
        self._names: dict[str, list[str]] = {}
        self._roles: dict[str, str] = {}
        self._genders: dict[str, str] = {}
        named = [mention for mention in mentions if mention.kind == "person"]
        for mention in named:
            if " " in mention.name and mention.name not in self._names.setdefault(_surname(mention.name), []):
                self._names[_surname(mention.name)].append(mention.name)
        for mention in named:
            self._learn(mention)
        speaking = {self.full_name(mention.name) for mention in sources if mention.kind == "person"}
        self._opening = {
            m.span
            for m in named
            if text[max(0, m.span.start - 2) : m.span.start].rstrip(" ")[-1:] in ("", "\n", ".")
        }
        opening = {mention.name for mention in named if mention.span in self._opening}
        self._known = {*self._roles, *self._genders, *(name for name in speaking | opening if " " in name)}

    def _learn(self, mention: Mention) -> None:
        name, (start, end) = self.full_name(mention.name), mention.span
        after = _POST_AFTER.match(self._text, end)
        before = _POST_BEFORE.search(self._text, max(0, start - 90), start)
        post = after[1] if after and ROLE.search(after[1]) else before[1] if before else ""
        role = mention.role or (post if " " in name else "")
        if len(role) > len(self._roles.get(name, "")):
            self._roles[name] = role
        if gender := mention.gender or guess_gender(f"{name} {role}"):
            self._genders.setdefault(name, gender)

    def full_name(self, name: str) -> str:
        """The first full name in the article with this surname and initial; the name itself where none is."""
        known = self._names.get(_surname(name), [])
        return next((full for full in known if " " not in name or full[0] == name[0]), name)

    def knows(self, surname: str) -> bool:
        """Whether the article gives a full name with this surname."""
        return bool(self._names.get(surname.lower()))

    def resolve(self, mention: Mention, last: str) -> Person:
        """Who is meant; `last` is the name of the last speaker before, "" where there is none."""
        words, by, score = mention.span.of(self._text), mention.kind, 1.0
        if by == "pronoun":
            name, score = self._antecedent(mention, last)
        elif by == "role":
            name, score = self._holder(mention, last)
        elif mention.name:
            name = self.full_name(mention.name)
        else:
            name, score = re.sub(r"^(?:the|an?)\s+", "", mention.role, flags=re.IGNORECASE), 0.7
        is_person = by == "person" or self.knows(_surname(name)) or name in self._known
        kind = "person" if is_person else "institution" if name else ""
        by = by if by in ("pronoun", "role") else "name" if is_person else "institution"
        role = self._roles.get(name, mention.role if by == "role" else "")
        return Person(name, kind, role, by, score, (words, name) if name not in ("", words) else (words,))

    def _holder(self, mention: Mention, last: str) -> tuple[str, float]:
        """Who holds a role: the one with most words of it; else, for "the …", the nearest person before, or
        the one whom the opening of an article goes on to name. "A spokesman" is nobody, and so is "the
        spokesman" after.
        """
        wanted, head = _role_words(mention.role), mention.role.lower().split()[-1]
        if _UNNAMED.match(mention.role) or head.endswith("s") or not ROLE.search(mention.role):
            return "", 0.3
        fits: dict[str, float] = {}
        for name, role in self._roles.items():
            shared = len(wanted & _role_words(role))
            if shared and (wanted <= _role_words(role) | _ANY_OFFICE or head in _role_words(role)):
                fits[name] = shared + (name == last) * 0.5
        if fits:
            return max(fits, key=lambda name: fits[name]), 0.85
        before = (other.role.lower() for other in self._before(mention) if other.kind == "role")
        if any(role.endswith(head) and _UNNAMED.match(role) for role in before):
            return "", 0.3
        return self._antecedent(mention, last)[0] or self._named_next(mention), 0.5

    def _named_next(self, mention: Mention) -> str:
        first = bisect_right(self._mentions, mention)
        for other in self._mentions[first : first + _WINDOW]:
            is_near = other.span.start - mention.span.end < _LOOK_AHEAD
            if is_near and other.kind == "person" and other.span in self._sources:
                return self.full_name(other.name)
        return ""

    def _before(self, mention: Mention) -> list[Mention]:
        place = bisect_left(self._mentions, mention)
        return self._mentions[max(0, place - _WINDOW) : place]

    def _antecedent(self, pronoun: Mention, last: str) -> tuple[str, float]:
        """The nearest person before who reports speech or spoke last and is not of the other gender."""
        if pronoun.name in ("it", "they"):
            bodies = [m.name for m in self._before(pronoun) if m.kind == "institution" and m.name]
            return (bodies or [last])[-1] if pronoun.name == "it" else last, 0.5
        best: dict[str, float] = {}
        for mention in self._before(pronoun):
            name = self.full_name(mention.name) if mention.kind == "person" else ""
            if name in self._known and pronoun.gender in ("", self._genders.get(name, pronoun.gender)):
                near = (mention.span.start - pronoun.span.start) / _SENTENCE
                near += (mention.span in self._sources) * _REPORTS + (mention.span in self._opening) * _OPENS
                near += (name == last) * _LAST_SPEAKER
                best[name] = max(best.get(name, near), near)
        name = max(best, key=lambda name: best[name], default="")
        return name, 0.8 if len(best) == 1 or name == last else 0.7


def _surname(name: str) -> str:
    parts = [part for part in name.lower().split() if part.strip(".") not in _SUFFIXES]
    return parts[-1] if parts else ""


def _role_words(role: str) -> set[str]:
    return set(re.findall(r"[^\W_]+", role.lower())) - _POINTING
