"""Who a mention means within one article: surname to full name, role to its holder, pronoun to the last fit
person.
"""

import re
from bisect import bisect_right
from collections import Counter
from typing import NamedTuple

from statements.extraction.antecedents import (
    NOBODY,
    Antecedents,
    Choice,
    Known,
)
from statements.extraction.namebook import Namebook, surname_of
from statements.language.names import Mention, names
from statements.language.tables import Language, any_of, forenames
from statements.language.tokens import FILL

# The words for a post around a name: "Ann Roe, the port's director,", "the director of the port, Ann Roe".
_POST_AFTER = re.compile(
    rf",\s+(?:(?:who|which) (?:is|was)\s+(?:now|then|once)?\s*)?(?!(?:and|but|or|who|whose|which|where|when)\b)"
    rf"([^.,;:\n{FILL}]{{3,80}})(?=[.,;:\n]|\s*$)"
)
_OFFICE_END = re.compile(r"(?:\s(?:of|for|at|with|on|in)\s[^.,;:\n]{2,60})?,?[ \xa0]+")
_OWNER = re.compile(r"[’']s?\s")
_AGED = re.compile(r",\s+(?:\d\d,|who\b)")
# How far below its first mention by role the opening of an article may name a person, in characters.
_LOOK_AHEAD = 400
# How far before a role the article of it may stand, in characters: "a Department of Health spokesman".
_LEAD = 60


class Person(NamedTuple):
    """Somebody a mention was resolved to.

    name: "" where nobody is named. kind: "person", "institution" or "". by: "name", "role", "pronoun" or
    "institution". basis: how the name was found ("full name", "surname", "titled surname" of "President Roe" without
    a forename in all the article, "surname alone", "same name twice", "only one", "nearest", "clear" or "close" of a
    pronoun, "role given", "role of several", "near role", "next name", "as written", "nobody"). chain: from the words
    to the full name. others: the other candidates, the likeliest first.
    """

    name: str
    kind: str
    role: str
    by: str
    basis: str
    chain: tuple[str, ...]
    others: tuple[str, ...] = ()


class People:
    """The people of one article; `text` is what the mentions were found in, `sources` are those that report
    speech.
    """

    def __init__(
        self, language: Language, text: str, mentions: list[Mention], sources: list[Mention]
    ) -> None:
        self._language, self._finder = language, names(language)
        self._text, self._mentions = text, mentions
        self._sources = {mention.span for mention in sources}
        owners = any_of(language.tables["grammar"].get("possessives", {}))
        self._owned = re.compile(rf"^(?:{owners})\s+", re.IGNORECASE)
        former = any_of(language.words("names", "former"))
        self._lead = re.compile(rf"(?<!\. )(?:\b(?:{former}|[A-ZÀ-Þ][\w-]+) ){{1,3}}$")
        self._roles: dict[str, str] = {}
        self._posts: dict[str, set[str]] = {}
        self._genders: dict[str, Counter[str]] = {}
        self._evidence: Counter[str] = Counter()
        named = [mention for mention in mentions if mention.kind == "person"]
        self._namebook = Namebook(language, text, named)
        self._full = {mention.span: self._namebook.full_name(mention) for mention in named}
        self._counts = Counter(self._full.values())
        for mention in named:
            self._learn(mention)
        known = {
            name: Known(self.gender_of(name), self._evidence[name], self._counts[name])
            for name in self._counts
        }
        self._antecedents = Antecedents(
            language, text, mentions, self._full, known, self._sources, self._is_nobody
        )

    def _learn(self, mention: Mention) -> None:
        name, (start, end) = self._full[mention.span], mention.span
        after = _POST_AFTER.match(self._text, end)
        post = after[1] if after and self._finder.opens_with_role(after[1]) else self._post_before(start)
        role = f"{mention.role} {post}".strip() if " " in name else mention.role
        role = self._owned.sub("", role)  # "its head" means nothing away from here
        if len(role) > len(self._roles.get(name, "")):
            self._roles[name] = role
        if role:
            self._posts.setdefault(name, set()).update(self._role_words(role))
        if (
            gender := mention.gender
            or self._finder.gender(name)
            or ("" if " " in name else forenames().get(name.lower(), ""))
        ):
            self._genders.setdefault(name, Counter())[gender] += 1
        is_known = name.split()[0].lower() in forenames()
        is_titled = bool(mention.gender) and " " not in mention.name  # "Ms Roe"
        self._evidence[name] += (
            2 * is_known + 2 * bool(mention.role or post or is_titled) + (mention.span in self._sources)
        )
        self._evidence[name] += 2 * bool(_AGED.match(self._text, end)) + (" " in name)

    def _post_before(self, start: int) -> str:
        """The role right before a name: "the harbour minister", "the head of the port,"."""
        before = self._text[max(0, start - 90) : start]
        for match in self._finder.role.finditer(before):
            if _OFFICE_END.fullmatch(before, match.end()):
                lead = self._lead.search(before, 0, match.start())
                return f"{lead.group() if lead else ''}{match.group()}".strip(" ,")
        return ""

    def knows(self, surname: str) -> bool:
        """Whether a person of the article bears this surname."""
        return self._namebook.has(surname) or self._evidence[surname.title()] >= 2

    def resolve(self, mention: Mention, last: str) -> Person:
        """Who is meant; `last` is the name of the last speaker before, "" where there is none."""
        words, by = mention.span.of(self._text), mention.kind
        others: tuple[str, ...] = ()
        if by == "pronoun":
            name, basis, others = self._antecedent(mention, last)
            basis = "close" if len(self._namebook.namesakes(name)) > 1 else basis
        elif by == "role" or (by == "institution" and not mention.name):
            name, basis = self._holder(mention, last)
        elif by == "person":
            name = self._namebook.full_name(mention)
            same = self._namebook.namesakes(mention.name)
            alone = "titled surname" if name in self._roles else "surname alone"
            basis = "same name twice" if len(same) > 1 else "surname" if " " in name else alone
            basis = "full name" if " " in mention.name else basis
            others = tuple(sorted(same - {name}))
        else:
            name, basis = mention.name, "as written"
        is_person = by == "person" or self.knows(surname_of(name)) or name in self._evidence
        kind = "person" if is_person else "institution" if name else ""
        by = by if by in ("pronoun", "role") else "name" if is_person and by == "person" else "institution"
        role = self._roles.get(name, mention.role if by == "role" else "")
        return Person(
            name, kind, role, by, basis, (words, name) if name not in ("", words) else (words,), others
        )

    def _holder(self, mention: Mention, last: str) -> tuple[str, str]:
        """Who holds a role: the one with most words of it; else, for "the …", the nearest person before, or
        the one whom the opening of an article goes on to name. "A spokesman" is nobody, and so is "the
        spokesman" after.
        """
        head = mention.role.lower().split()[-1]
        if mention.kind == "institution":
            return self._body(mention), "as written"
        if self._is_unnamed(mention) or not self._finder.is_role(mention.role):
            return "", "nobody"
        if holders := self._holders(mention, last):
            return holders[0], "role given" if len(holders) == 1 else "role of several"
        before = [other.role.lower() for other in self._antecedents.before(mention) if other.kind == "role"]
        if any(role.split()[-1:] == [head] and self._opens_unnamed(role) for role in before):
            return "", "nobody"
        gender = self._finder.gender(head)
        near = self._antecedents.person(mention._replace(gender=gender), last).name
        if self._is_owned(mention) and self._owns(near, mention):
            return "", "nobody"
        return (near, "near role") if near else (self._named_next(mention), "next name")

    def _is_unnamed(self, mention: Mention) -> bool:
        """Whether a role names nobody: "a spokesman", "a Department of Health spokesman", "officials"."""
        if mention.role.endswith("s") and not mention.role.endswith("ss"):  # "the boss"
            return True
        before = self._text[max(0, mention.span.start - _LEAD) : mention.span.start].split()
        linking = self._language.words("grammar", "linking")
        words = [mention.role, *reversed(before)]
        stop = next(
            (n for n, word in enumerate(words[1:], 1) if not word[0].isupper() and word not in linking), 0
        )
        return any(map(self._opens_unnamed, words[: stop + 1]))

    def _is_owned(self, mention: Mention) -> bool:
        """Whether a role is somebody else's: "Roe's lawyer", "her lawyer"."""
        return bool(_OWNER.search(mention.role) or self._owned.match(mention.role))

    def _owns(self, name: str, mention: Mention) -> bool:
        """Whether a person is likely to be the one whose a role is, and so not its holder."""
        owner = _OWNER.split(mention.role)[0]
        is_role = self._role_words(owner) <= self._posts.get(name, set())
        return owner == mention.role or is_role or surname_of(name) in owner.lower().split()

    def _is_nobody(self, mention: Mention) -> bool:
        """Whether a role is that of one person whom the article does not name: "a spokesman", "Roe's lawyer"."""
        is_one = not mention.role.endswith("s") and self._finder.is_role(mention.role)
        is_unnamed = self._is_unnamed(mention) or self._is_owned(mention)
        return is_one and is_unnamed and not self._holders(mention, "")

    def _opens_unnamed(self, role: str) -> bool:
        return role.lower().split()[0] in self._language.words("grammar", "unnamed")

    def _holders(self, mention: Mention, last: str) -> list[str]:
        """Who may have the post of a role, the one with most words of it first."""
        wanted, head = self._role_words(mention.role), mention.role.lower().split()[-1]
        office = self._language.words("names", "any_office")
        fits: dict[str, float] = {}
        for name, held in self._posts.items():
            shared = len(wanted & held)
            is_other = bool(mention.gender) and self.gender_of(name) not in ("", mention.gender)
            if shared and not is_other and (wanted <= held | office or head in held):
                fits[name] = (
                    shared + (name == last) * 0.5 + (wanted <= held) + min(self._counts[name], 5) / 10
                )
        return sorted(fits, key=lambda name: -fits[name])

    def _body(self, mention: Mention) -> str:
        """The name of the body that "the union" or "the department" stands for: one that ends with the word."""
        words = re.sub(r"^(?:the|an?|its|his|her|their)\s+", "", mention.role, flags=re.IGNORECASE)
        head = words.lower().split()[-1]
        before = [m.name for m in self._antecedents.before(mention) if m.kind == "institution" and m.name]
        return next((name for name in reversed(before) if head in name.lower().split()), words)

    def _named_next(self, mention: Mention) -> str:
        first = bisect_right(self._mentions, mention.span.start, key=lambda other: other.span.start)
        for other in self._mentions[first:]:
            if other.span.start - mention.span.end >= _LOOK_AHEAD:
                break
            if other.kind == "person" and other.span in self._sources:
                return self._full[other.span]
        return ""

    def _antecedent(self, pronoun: Mention, last: str) -> Choice:
        """Whom a pronoun stands for; "we" and "they" are left open."""
        if pronoun.name in ("i", "we", "they"):
            return NOBODY
        return (
            self._antecedents.body(pronoun, last)
            if pronoun.name == "it"
            else self._antecedents.person(pronoun, last)
        )

    def gender_of(self, name: str) -> str:
        """ "f", "m", or "" where the article does not tell."""
        votes = self._genders.get(name)
        return votes.most_common(1)[0][0] if votes else ""

    def _role_words(self, role: str) -> set[str]:
        table = self._language.tables["names"].get("title_words", {})
        words = set(re.findall(r"[^\W_]+", role.lower())) - self._language.words("names", "pointing")
        return words.union(*(table[word].split() for word in words if word in table))
