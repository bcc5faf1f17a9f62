"""Who a mention means within one article: surname to full name, role to its holder, pronoun to the last fit person."""

import re
from typing import NamedTuple

from statements.language.names import ROLE, Mention, guess_gender

_SUFFIXES = ("jr", "sr", "ii", "iii")
# "Ann Roe, the port's director," or "Ann Roe, Harbour Minister:"
_APPOSITIVE = re.compile(r",\s+([^.,;:\n\ue000]{3,80})(?=[.,;:\n]|\s*$)")
# Words of a role that do not tell one holder from another, and head words that stand for any high office.
_POINTING = frozenset("the a an his her their its former then us s of for and".split())
_ANY_OFFICE = frozenset("chief leader head boss".split())
# How a role begins that names nobody: "a spokesman", "several officials".
_UNNAMED = re.compile(r"(?:an?|one|another|some|several|many|other|two|three)\b", re.IGNORECASE)
# How far below its first mention by role the opening of an article may name a person, in characters.
_LOOK_AHEAD = 400
# Weights of what a pronoun may stand for, in sentences of distance: round numbers of our own.
_SENTENCE, _LAST_SPEAKER, _REPORTS, _SUBJECT, _GENDER, _OBJECT = 120.0, 1.0, 1.0, 0.5, 0.5, -0.5


class Person(NamedTuple):
    """Somebody a mention was resolved to.

    name: "" where nobody is named. kind: "person", "institution" or "". by: "name", "role", "pronoun" or
    "institution". score: how sure the resolution is: a name 1, a role that the article gave to the name .85, a pronoun
    .8 (.7 with more than one candidate), a role by position .5. chain: from the words to the full name.
    """

    name: str
    kind: str
    role: str
    by: str
    score: float
    chain: tuple[str, ...]


class People:
    """The people of one article; `text` is what the mentions were found in, `sources` are those that report speech."""

    def __init__(self, text: str, mentions: tuple[Mention, ...], sources: list[Mention]) -> None:
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
        self._known = {*self._roles, *self._genders, *(name for name in speaking if " " in name)}

    def _learn(self, mention: Mention) -> None:
        name = self.full_name(mention.name)
        after = _APPOSITIVE.match(self._text, mention.span.end)
        before = (m.role for m in self._mentions if m.kind == "role" and 0 < mention.span.start - m.span.end <= 2)
        role = mention.role or next(before, "") or (after[1] if after and ROLE.search(after[1]) else "")
        if len(role) > len(self._roles.get(name, "")):
            self._roles[name] = role
        if gender := mention.gender or guess_gender(f"{name} {role}"):
            self._genders.setdefault(name, gender)

    def full_name(self, name: str) -> str:
        """The first full name the article gives with this surname and initial; the name itself where there is none."""
        known = self._names.get(_surname(name), [])
        return next((full for full in known if " " not in name or full[0] == name[0]), name)

    def knows(self, surname: str) -> bool:
        """Whether the article gives a full name with this surname."""
        return bool(self._names.get(surname.lower()))

    def resolve(self, mention: Mention, last: str) -> Person:
        """Who is meant; `last` is the name of the last speaker before, "" where there is none."""
        words = mention.span.of(self._text)
        name, kind, by, score = mention.name, mention.kind, mention.kind, 1.0
        if kind == "pronoun":
            name, score = self._body(mention, last) if name in ("it", "they") else self._antecedent(mention, last)
        elif kind == "role":
            name, score = self._holder(mention, last)
        elif name:
            name = self.full_name(name)
            kind = "person" if self.knows(_surname(name)) else kind
            by = "name" if kind == "person" else kind
        else:
            name, score = re.sub(r"^(?:the|an?)\s+", "", mention.role, flags=re.IGNORECASE), 0.7
        if kind in ("pronoun", "role"):
            kind = "person" if self.knows(_surname(name)) or name in self._known else "institution" if name else ""
        role = self._roles.get(name, mention.role if by == "role" else "")
        return Person(name, kind, role, by, score, (words, name) if name not in ("", words) else (words,))

    def _holder(self, mention: Mention, last: str) -> tuple[str, float]:
        """Who holds a role: the one with most words of it; else, for "the …", the nearest person before, or the one
        whom the opening of an article goes on to name. "A spokesman" is nobody, and so is "the spokesman" after him.
        """
        wanted, head = _role_words(mention.role), _head(mention.role)
        if _UNNAMED.match(mention.role) or head.endswith("s") or not ROLE.search(mention.role):
            return "", 0.3
        fits = {name: len(wanted & words) + (name == last) * 0.5 for name, words in self._fitting(wanted, head)}
        if fits:
            return max(fits, key=lambda name: fits[name]), 0.85
        before = (other for other in self._mentions if other.kind == "role" and other.span < mention.span)
        if any(_head(other.role) == head and _UNNAMED.match(other.role) for other in before):
            return "", 0.3
        return self._antecedent(mention, last)[0] or self._named_next(mention), 0.5

    def _fitting(self, wanted: set[str], head: str) -> list[tuple[str, set[str]]]:
        held = [(name, _role_words(role)) for name, role in self._roles.items()]
        return [(name, words) for name, words in held if wanted & words and (wanted <= words | _ANY_OFFICE or head in words)]

    def _named_next(self, mention: Mention) -> str:
        after = (m for m in self._mentions if 0 < m.span.start - mention.span.end < _LOOK_AHEAD)
        return next((self.full_name(m.name) for m in after if m.kind == "person" and m.span in self._sources), "")

    def _body(self, pronoun: Mention, last: str) -> tuple[str, float]:
        """What "it" stands for: the last institution that reported something; "they": the last speaker."""
        bodies = (m.name for m in reversed(self._mentions) if m.kind == "institution" and m.span < pronoun.span)
        name = next((name for name in bodies if name), "") if pronoun.name == "it" else last
        return name, 0.5

    def _antecedent(self, pronoun: Mention, last: str) -> tuple[str, float]:
        best: dict[str, float] = {}
        for mention in self._mentions:
            name = self.full_name(mention.name) if mention.kind == "person" else ""
            is_fit = name in self._known and pronoun.gender in ("", self._genders.get(name, pronoun.gender))
            if is_fit and mention.span.end <= pronoun.span.start:
                best[name] = max(best.get(name, -99.0), self._nearness(mention, pronoun, name, last))
        name = max(best, key=lambda key: best[key], default="")
        return name, 0.8 if len(best) == 1 or name == last else 0.7

    def _nearness(self, mention: Mention, pronoun: Mention, name: str, last: str) -> float:
        """How fit a mention is as what a pronoun stands for; the nearer and the more a subject, the fitter."""
        before = self._text[max(0, mention.span.start - 12) : mention.span.start].rstrip(" ")
        is_object = re.search(r"\b(?:of|for|to|with|by|against|about|on|that|from)$", before) is not None
        is_owner = re.match(r"[’']s", self._text[mention.span.end : mention.span.end + 2]) is not None
        return (
            (mention.span.start - pronoun.span.start) / _SENTENCE
            + (mention.span in self._sources) * _REPORTS
            + (not before or before.endswith(("\n", ".", "\ue000"))) * _SUBJECT
            + (is_object or is_owner) * _OBJECT
            + (name in self._genders) * _GENDER
            + (name == last) * _LAST_SPEAKER
        )


def _surname(name: str) -> str:
    parts = [part for part in name.lower().split() if part.strip(".") not in _SUFFIXES]
    return parts[-1] if parts else ""


def _role_words(role: str) -> set[str]:
    return {word for word in re.findall(r"[^\W_]+", role.lower()) if word not in _POINTING}


def _head(role: str) -> str:
    words: list[str] = re.findall(r"[^\W_]+", role.lower())
    return words[-1] if words else ""
