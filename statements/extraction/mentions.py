"""Who a mention means within one article: surname to full name, role to its holder, pronoun to the last fit person."""

import re
from typing import NamedTuple

from statements.language.names import Mention, guess_gender
from statements.language.spans import Span

_SUFFIXES = ("jr", "sr", "ii", "iii")
_APPOSITIVE = re.compile(r",\s+(?:who\s+\w+\s+)?((?:the|an?|[A-Z])?[^,.;:\n\ue000]{3,80}?)(?=[,.;:\n]|\s*$)")
# Words that only point: they do not tell one holder of a role from another.
_POINTING = frozenset("the a an his her their its former then us us's of for and".split())
_HEADS = frozenset("chief leader head boss official".split())
# Weights of the antecedent of a pronoun: ours, tried on news articles. One sentence back counts about 120 characters.
_CHARACTERS_BACK, _LAST_SPEAKER, _SUBJECT, _SAME_GENDER, _OBJECT = 120.0, 1.5, 0.6, 0.6, -0.5


class Person(NamedTuple):
    """Somebody a mention was resolved to. kind: "person", "institution" or ""; name "" where nobody is named."""

    name: str
    kind: str
    role: str
    by: str
    score: float
    chain: tuple[str, ...]


class People:
    """The people of one article, from all its mentions in order; `text` is what the mentions were found in."""

    def __init__(self, text: str, mentions: tuple[Mention, ...]) -> None:
        self._text, self._mentions = text, mentions
        self._names: dict[str, list[str]] = {}
        self._roles: dict[str, str] = {}
        self._genders: dict[str, str] = {}
        named = [mention for mention in mentions if mention.name and mention.kind == "person"]
        for mention in named:
            if len(mention.name.split()) > 1:
                names = self._names.setdefault(_surname(mention.name), [])
                names += [mention.name] * (mention.name not in names)
        for mention in named:
            self._learn(mention)

    def _learn(self, mention: Mention) -> None:
        name = self.full_name(mention.name)
        after = _APPOSITIVE.match(self._text, mention.span.end)
        before = next((m for m in self._mentions if m.kind == "role" and 0 < mention.span.start - m.span.end <= 2), None)
        appositive = after[1] if after and re.search(ROLE_IN, after[1]) else ""
        role = mention.role or (before.role if before else "") or appositive
        gender = mention.gender or guess_gender(f"{name} {role}")
        if role and len(role) > len(self._roles.get(name, "")):
            self._roles[name] = role
        if gender:
            self._genders.setdefault(name, gender)

    def full_name(self, name: str) -> str:
        """The longest way the article gives the name, by surname; the name itself where there is none."""
        known = self._names.get(_surname(name), [])
        fits = [full for full in known if len(name.split()) == 1 or full.split()[0][0] == name.split()[0][0]]
        return fits[0] if fits else name

    def knows(self, surname: str) -> bool:
        """Whether the article gives a full name with this surname."""
        return surname.lower() in self._names

    def resolve(self, mention: Mention, last: str) -> Person:
        """Who is meant; `last` is the name of the last speaker before, "" where there is none."""
        words = mention.span.of(self._text)
        if mention.kind == "pronoun":
            name, score = self._antecedent(mention, last)
            return Person(name, "person" if name else "", self._roles.get(name, ""), "pronoun", score, _chain(words, name))
        if mention.name:
            name = self.full_name(mention.name)
            kind = "person" if name in self._genders or self.knows(_surname(name)) else mention.kind
            return Person(name, kind, self._roles.get(name, ""), "name" if kind == "person" else kind, 0.95, _chain(words, name))
        if mention.kind == "institution":
            return Person(re.sub(r"^(?:the|an?)\s+", "", mention.role, flags=re.IGNORECASE), mention.kind, "", mention.kind, 0.7, (words,))
        name = self._holder(mention, last)
        return Person(name, "person" if name else "", self._roles.get(name, mention.role), "role", 0.8 if name else 0.3, _chain(words, name))

    def _holder(self, mention: Mention, last: str) -> str:
        """Who holds a role: same head word (or a general one, "chief"), most words in common, then the nearest."""
        if re.match(r"an?\b|some|several|one\b|another|two|three|many|other", mention.role, re.IGNORECASE):
            return ""
        wanted = _role_words(mention.role)
        best, most = "", 0.0
        for name, role in self._roles.items():
            words = _role_words(role)
            shared = len(wanted & words) + (name == last) * 0.5
            is_fit = bool(wanted & words) and (wanted <= words | _HEADS or _head(mention.role) in words)
            if is_fit and shared >= most:
                best, most = name, shared
        return best

    def _antecedent(self, pronoun: Mention, last: str) -> tuple[str, float]:
        if pronoun.name in ("it", "they"):
            return (last, 0.5) if last else ("", 0.0)
        best: dict[str, float] = {}
        for mention in self._mentions:
            if mention.span.start >= pronoun.span.start:
                break
            name = self.full_name(mention.name) if mention.name else ""
            is_person = mention.kind == "person" and (name in self._genders or self.knows(_surname(name)) or name == last)
            if is_person and self._genders.get(name, pronoun.gender) == pronoun.gender:
                best[name] = max(best.get(name, -99.0), self._nearness(mention, pronoun, name, last))
        if not best:
            return "", 0.0
        name = max(best, key=lambda key: best[key])
        return name, 0.8 if len(best) == 1 or name == last else 0.7

    def _nearness(self, mention: Mention, pronoun: Mention, name: str, last: str) -> float:
        before = self._text[max(0, mention.span.start - 12) : mention.span.start]
        back = -(pronoun.span.start - mention.span.start) / _CHARACTERS_BACK
        is_subject = not before.strip(" \n") or before.rstrip(" ").endswith(("\n", ".", "\ue000"))
        is_object = re.search(r"\b(?:of|for|to|with|by|against|about|on|that|from)\s+$", before) is not None
        is_owner = re.match(r"[’']s", self._text[mention.span.end : mention.span.end + 2]) is not None
        gender = bool(self._genders.get(name))
        return back + is_subject * _SUBJECT + (is_object or is_owner) * _OBJECT + gender * _SAME_GENDER + (name == last) * _LAST_SPEAKER


ROLE_IN = re.compile(r"(?i)\b(?:%s)" % "|".join(("secretary", "minister", "president", "spokes", "director", "chief", "leader", "chair", "mayor", "governor", "senator", "professor", "nominee", "candidate", "manager", "head of", "officer", "analyst", "adviser", "economist", "founder", "editor", "judge", "attorney", "author", "commissioner", "ambassador", "envoy", "congress", "strategist", "democrat", "republican", "captain", "expert", "lawyer", "researcher")))


def _surname(name: str) -> str:
    parts = [part for part in name.lower().split() if part.strip(".") not in _SUFFIXES]
    return parts[-1] if parts else ""


def _chain(words: str, name: str) -> tuple[str, ...]:
    return (words, name) if name and name != words else (words,)


def _role_words(role: str) -> set[str]:
    words = re.findall(r"[^\W_]+", re.sub(r"[’']s\b", "", role.lower()))
    return {word for word in words if word not in _POINTING}


def _head(role: str) -> str:
    return re.findall(r"[^\W_]+", role.lower())[-1]


def nearest(mentions: tuple[Mention, ...], span: Span) -> Mention | None:
    """The mention that ends last before the span begins."""
    return max((m for m in mentions if m.span.end <= span.start), key=lambda m: m.span.end, default=None)
