"""Who a mention means within one article: surname to full name, role to its holder, pronoun to the last fit
person.
"""

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from typing import NamedTuple

from statements.extraction.antecedents import (
    NOBODY,
    Antecedents,
    Choice,
    Known,
    entry_of,
    find_entries,
    is_governed,
)
from statements.language.names import Mention, in_mixed_case, names
from statements.language.tables import Language, any_of, forenames, is_forename
from statements.language.tokens import FILL

_SUFFIXES = ("jr", "sr", "ii", "iii", "iv")
# The words for a post around a name: "Ann Roe, the port's director,", "the director of the port, Ann Roe".
_POST_AFTER = re.compile(
    rf",\s+(?:(?:who|which) (?:is|was)\s+(?:now|then|once)?\s*)?(?!(?:and|but|or|who|whose|which|where|when)\b)"
    rf"([^.,;:\n{FILL}]{{3,80}})(?=[.,;:\n]|\s*$)"
)
_OFFICE_END = re.compile(r"(?:\s(?:of|for|at|with|on|in)\s[^.,;:\n]{2,60})?,?[ \xa0]+")
_AGED = re.compile(r",\s+(?:\d\d,|who\b)")
# How far below its first mention by role the opening of an article may name a person, in characters.
_LOOK_AHEAD = 400
# Two who share a surname: within so many characters it is the one just named in full, else the first of the article.
_SAME_NAME_NEAR = 400
# How far before a role the article of it may stand, in characters: "a Department of Health spokesman".
_LEAD = 60
# More forms of one name than these are no news article's.
_FORMS = 50


class Person(NamedTuple):
    """Somebody a mention was resolved to.

    name: "" where nobody is named. kind: "person", "institution" or "". by: "name", "role", "pronoun" or
    "institution". basis: how the name was found ("full name", "surname", "surname alone", "same name twice",
    "only one", "nearest", "clear" or "close" of a pronoun, "role given", "role of several", "near role", "next name",
    "as written", "nobody"). chain: from the words to the full name. others: the other candidates, the likeliest first.
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
        self._small_words = set(re.findall(r"\b[a-zß-ÿ]+\b", text))
        self._names: dict[str, list[tuple[int, str]]] = {}
        self._forenames: dict[str, str] = {}
        self._wholes: dict[str, str] = {}
        self._entries = find_entries(text)
        self._roles: dict[str, str] = {}
        self._genders: dict[str, Counter[str]] = {}
        self._evidence: Counter[str] = Counter()
        named = [mention for mention in mentions if mention.kind == "person"]
        for mention in named:
            self._register(mention)
        self._governed = {m.span.start for m in named if is_governed(language, text, m)}
        self._full = {mention.span: self.full_name(mention) for mention in named}
        self._counts = Counter(self._full.values())
        for mention in named:
            self._learn(mention)
        known = {
            name: Known(self.gender_of(name), self._evidence[name], self._counts[name])
            for name in self._counts
        }
        self._antecedents = Antecedents(language, text, mentions, self._full, known, self._sources)

    def _register(self, mention: Mention) -> None:
        name = mention.name
        known = self._names.setdefault(_surname(name), [])
        if " " in name:
            known.append((mention.span.start, name))
            self._forenames.setdefault(name.split()[0].lower(), name)

    def _learn(self, mention: Mention) -> None:
        name, (start, end) = self._full[mention.span], mention.span
        after = _POST_AFTER.match(self._text, end)
        post = after[1] if after and self._finder.opens_with_role(after[1]) else self._post_before(start)
        role = f"{mention.role} {post}".strip() if " " in name else mention.role
        role = self._owned.sub("", role)  # "its head" means nothing away from here
        if len(role) > len(self._roles.get(name, "")):
            self._roles[name] = role
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

    def full_name(self, mention: Mention) -> str:
        """The full name in the article that a name stands for: of two with its surname the one just before, unless that
        was a mere complement, else the first. The name itself where none is.
        """
        name, start = mention.name, mention.span.start
        known = self._names.get(_surname(name), [])
        if not known:
            return self._forenames.get(name.lower(), name)
        if " " in name:
            return self._whole(name)
        if mention.gender:
            sexes = ("", mention.gender)
            known = [item for item in known if self._finder.gender(item[1]) in sexes]
            if not known:
                return name  # "Mrs Roe" is none of the brothers Roe
        since = entry_of(self._entries, start) or max(0, start - _SAME_NAME_NEAR)
        near = known[bisect_left(known, (since, "")) : bisect_left(known, (start, ""))]
        return self._whole(
            next((full for place, full in reversed(near) if place not in self._governed), known[0][1])
        )

    def _whole(self, name: str) -> str:
        """The longest form of a full name in the article: with the forename, without a plain word before it, in small
        letters."""
        if name not in self._wholes:
            forms = list(dict.fromkeys(full for _, full in self._names[_surname(name)]))[:_FORMS]
            has_forename = is_forename(name.split()[0])
            longer = [full for full in forms if full.endswith(f" {name}") and not has_forename]
            bare = [
                f for f in forms if name.endswith(f" {f}") and is_forename(f.split()[0]) and not has_forename
            ]
            plain = [self._without_noun(full) for full in (*longer, name) if self._without_noun(full) != full]
            same = [full for full in forms if full[0] == name[0]]
            mixed = [full for full in forms if full.title() == name.title() and not full.isupper()]
            found = [*bare, *plain, *longer, *same, name][0]
            self._wholes[name] = mixed[0] if mixed and found.isupper() else in_mixed_case(found)
        return self._wholes[name]

    def _without_noun(self, name: str) -> str:
        """A name of three words or more without the noun that opens it, which the article has in small letters, too:
        "Quaymaster Ann Roe".
        """
        first, _, rest = name.partition(" ")
        is_noun = first.lower() in self._small_words and not is_forename(first)
        return rest if is_noun and " " in rest else name

    def _namesakes(self, name: str) -> set[str]:
        """The persons of the article who bear the surname of a name."""
        return {self._whole(full) for _, full in self._names.get(_surname(name), [])[:_FORMS]}

    def knows(self, surname: str) -> bool:
        """Whether a person of the article bears this surname."""
        return bool(self._names.get(surname.lower())) or self._evidence[surname.title()] >= 2

    def resolve(self, mention: Mention, last: str) -> Person:
        """Who is meant; `last` is the name of the last speaker before, "" where there is none."""
        words, by = mention.span.of(self._text), mention.kind
        others: tuple[str, ...] = ()
        if by == "pronoun":
            name, basis, others = self._antecedent(mention, last)
            basis = "close" if len(self._namesakes(name)) > 1 else basis
        elif by == "role" or (by == "institution" and not mention.name):
            name, basis = self._holder(mention, last)
        elif by == "person":
            name = self.full_name(mention)
            same = self._namesakes(mention.name)
            basis = "same name twice" if len(same) > 1 else "surname" if " " in name else "surname alone"
            basis = "full name" if " " in mention.name else basis
            others = tuple(sorted(same - {name}))
        else:
            name, basis = mention.name, "as written"
        is_person = by == "person" or self.knows(_surname(name)) or name in self._evidence
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

    def _opens_unnamed(self, role: str) -> bool:
        return role.lower().split()[0] in self._language.words("grammar", "unnamed")

    def _holders(self, mention: Mention, last: str) -> list[str]:
        """Who may have the post of a role, the one with most words of it first."""
        wanted, head = self._role_words(mention.role), mention.role.lower().split()[-1]
        office = self._language.words("names", "any_office")
        fits: dict[str, float] = {}
        for name, role in self._roles.items():
            held = self._role_words(role)
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


def _surname(name: str) -> str:
    parts = [part for part in name.lower().split() if part.strip(".") not in _SUFFIXES]
    return parts[-1] if parts else ""
