"""Who is mentioned in a text: names with their titles, roles, institutions, pronouns.

No lists of people: a name is known by its capitals, an institution by its nouns, a role by its head word.
"""

import re
from functools import cache
from typing import NamedTuple

from statements.language.spans import Span
from statements.language.tables import Language, any_of, forenames

_UPPER = "A-ZÀ-ÞĀĂĄĆČĎĐĒĘĚĞĢĪĶŁĻŃŅŇŌŐŒŘŚŞŠŢŤŪŮŰŹŻŽА-ЯЁ"
_INITIALS = rf"(?:[{_UPPER}]\.)+"
_WORD = rf"[{_UPPER}](?:[’'](?=[{_UPPER}]))?\w*(?:[-&]\w+)*"
_PARTICLE = r"(?:of the|of|for|de la|de|la|van der|van|von der|von|der|den|bin|al|el|du|am|di|da|dos)"
_FIRST = re.compile(r"(\S+)(\s+|$)")
_THE = re.compile(r"\b(?:the|The)\s+$")
# "Ambassador-at-Large", "Dad-of-three", "Ten-year-old"
_POST = re.compile(r"-(?:at|of|in|year)-")
_DATED = re.compile(r"\.?,?\s\d")
_SMALL = re.compile(_PARTICLE, re.IGNORECASE)
_MC = re.compile(r"\b(Mc)(\w)")
# How far before a month the word stands that makes it one, in characters.
_BESIDE = 12
# Longest end of a date after its month: ". 24".
_NUMBER = 4
# A run of so many spaces between words with capitals is a headline's.
_HEADLINE = 4
# A name of so many capitals alone is an acronym: "NATO".
_ACRONYM = 7


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


class Names:
    """Finds the mentions in texts of one language; `role` matches a noun phrase around a role or a body."""

    def __init__(self, language: Language) -> None:
        table = language.tables["names"]
        self._bodies = frozenset(table["bodies"].split())
        self._titles = frozenset(table["titles"].split())
        self._title_words = self._titles | frozenset(table["roles"].split())
        self._honorifics = frozenset(table["honorifics"].split())
        self._owning = frozenset(table["owning"].split())
        self._trades = tuple(table.get("trades", "").split())
        self._nouns_have_capitals = bool(table.get("nouns_have_capitals"))
        self._places = frozenset(table["places"].split())
        self._persons = frozenset(table["persons"].split())
        self._body_words = self._bodies | frozenset(table["body_words"].split())
        self._no_names = frozenset(table["capitals"].split())
        self._peoples = frozenset(table["peoples"].split())
        self._female, self._male = frozenset(table["female"].split()), frozenset(table["male"].split())
        abbreviations = any_of({word.title() for word in language.words("sentences", "abbreviations")})
        elisions = language.words("names", "elisions")
        elided = "|".join(rf"(?<=\b{word}[’'])" for word in sorted(elisions)) or "(?!)"
        capital = rf"(?:(?:{abbreviations})\.|{_INITIALS}|{_WORD})"
        self._name = re.compile(rf"(?:(?<![\w’'])|{elided}){capital}(?:[ \xa0](?:{_PARTICLE} )?{capital})*")
        offices = rf"(?:{any_of(table['roles'].split())})(?:{table.get('plural', 's|es')})?"
        persons = rf"(?:\d\d-)?(?:{any_of(self._persons)})"  # "the 48-year-old"
        heads = rf"(?:secretary[- ]general|{offices}|{any_of(self._bodies)}|{persons})"
        self.role = _role_pattern(heads, offices, any_of(language.words("grammar", "determiners")))
        self._head = re.compile(rf"\b{heads}\b", re.IGNORECASE)
        self._office = re.compile(rf"{offices}|{any_of(self._bodies)}", re.IGNORECASE)
        pronouns = table.get("pronouns") or language.tables["grammar"]["pronouns"]
        weekdays = any_of(word.title() for word in language.words("dates", "weekdays"))
        self._months = frozenset(word.title() for word in language.words("dates", "months"))
        self._determiners = language.words("grammar", "determiners")
        self._temporal = language.words("grammar", "prepositions") | language.words("dates", "coming")
        # "Roe Tuesday", "Roe Sept. 4"; Theresa May is no day.
        self._days = re.compile(rf"\s+(?:(?:{weekdays})\b|(?:{any_of(self._months)})\b(?=\.?\s\d))")
        closed = ("prepositions", "determiners", "subordinators")
        small = {word.title() for name in closed for word in language.words("grammar", name) if len(word) > 1}
        self._small = re.compile(rf"(?: (?:{any_of(small)}))+ ")
        self._tail = re.compile(rf"(?: {_PARTICLE})+$")
        self._genders: dict[str, str] = pronouns
        self._pronoun = re.compile(rf"\b(?:{any_of(pronouns)})\b(?![’'](?!s\b))", re.IGNORECASE)

    def find(self, text: str, start: int, end: int) -> tuple[Mention, ...]:
        """The mentions in text[start:end] by position; a role inside a name with its title is not counted
        again.
        """
        runs = (run for match in self._name.finditer(text, start, end) for run in self._runs(match))
        found = [name for place, words in runs if (name := self._read(text, place, words))]
        taken = {place for mention in found for place in range(*mention.span)}
        for match in self.role.finditer(text, start, end):
            if match.end() - 1 not in taken:
                words = match.group()
                last = words.split()[-1]
                is_body = last.lower() in self._body_words and last not in self._persons
                kind = "institution" if is_body else "role"
                found.append(Mention(Span(*match.span()), kind, "", words, self.gender(words)))
        for match in self._pronoun.finditer(text, start, end):
            word = match.group().lower()
            found.append(Mention(Span(*match.span()), "pronoun", word, "", self._genders[word]))
        return tuple(sorted(found))

    def is_role(self, words: str) -> bool:
        """Whether there is the head word of a role or a body among words, or they are one of a people: "Swede"."""
        is_of_people = words in self._peoples and not words.endswith(("sh", "ch", "ese", "s"))
        return is_of_people or self._head.search(words) is not None or self._is_title(words)

    def opens_with_role(self, words: str) -> bool:
        """Whether words begin with a role: "head of the port", "the former mayor", "a sheep farmer"."""
        return self.role.match(words) is not None or self.role.match(f"the {words}") is not None

    def gender(self, words: str) -> str:
        """ "f" or "m" where a title or the first forename among words tells it, else ""."""
        parts = [word.strip(".").lower() for word in words.split()]
        female, male = not self._female.isdisjoint(parts), not self._male.isdisjoint(parts)
        if female != male:
            return "f" if female else "m"
        known = forenames()
        named = (
            (part for part in self.split_title(words)[1].lower().split()[:-1] if part in known)
            if parts
            else ()
        )
        return next((known[part] for part in named), "")

    def split_title(self, words: str) -> tuple[str, str]:
        """A capitalised phrase of at least one word as (role, name): "Harbour Minister Ann Roe" gives
        ("Harbour Minister", "Ann Roe").
        """
        parts = words.split()
        if others := self._others(parts):
            return others, ""
        opening = parts[0].strip(".").lower()
        # "Charlie King" and "Mr. King" hold no title of a king.
        is_named = len(parts) > 1 and (opening in self._honorifics or self._is_forename(opening))
        titles = [n for n, part in enumerate(parts[: len(parts) - is_named]) if self._is_title(part)]
        if len(parts) > 1 and self._is_forename(
            opening
        ):  # "Charlotte Mayor Jennifer Roe", but "Martin Luther King Jr."
            titles = [n for n in titles if self._is_forename("".join(parts[n + 1 : n + 2]))]
        cut = titles[-1] + 1 if titles else self._plain_words(parts)
        if cut and not {"of", *self._determiners}.isdisjoint(parts[cut : cut + 1]):
            cut += 2 + (parts[cut + 1 : cut + 2] == ["the"])  # "Sprecherin der Landesregierung" has no name
        plain = {part.strip(".").lower() for part in parts[:cut]} <= self._honorifics
        return "" if plain else " ".join(parts[:cut]), " ".join(parts[cut:])

    def _others(self, parts: list[str]) -> str:
        """The role of others than whom a phrase names, "" where it is none: "Lawyers for Ann Roe" gives "Lawyers"."""
        place = next((n for n, part in enumerate(parts[:-1]) if n and part in self._owning), 0)
        if not place or not parts[place - 1].endswith("s"):
            return ""
        owner = parts[place + 1]
        is_named = self._is_title(owner) or (place + 2 < len(parts) and self._is_forename(owner))
        return " ".join(parts[:place]) if is_named and owner not in self._places else ""

    def _plain_words(self, parts: list[str]) -> int:
        """How many words before a forename are no name: "Local MP", "Beekeeper", "Dad-of-three"."""
        first = next((n for n, part in enumerate(parts[:-1]) if self._is_forename(part)), 0)
        is_noun = self._nouns_have_capitals and not any(
            map(self.is_place, parts[:first])
        )  # "Vorstandschef Jan Roe"
        if is_noun or any(part.isupper() or part.lower().endswith(self._trades) for part in parts[:first]):
            return first
        return next((n + 1 for n, part in enumerate(parts[:-1]) if _POST.search(part)), 0)

    def is_place(self, name: str) -> bool:
        """Whether a name is that of a place in the tables."""
        return name in self._places

    def _is_participle(self, word: str, rest: str) -> bool:
        """Whether "Calling" opens a phrase before a name, as it does not before a title: "Housing Minister"."""
        following = rest.partition(" ")[0].strip(".").lower()
        return bool(rest) and not self._is_forename(word) and following not in self._titles

    def _is_title(self, word: str) -> bool:
        return word.strip(".").lower() in self._title_words

    def _is_forename(self, word: str) -> bool:
        return word.lower() in forenames() and word.lower() not in self._titles

    def _runs(self, match: re.Match[str]) -> list[tuple[int, str]]:
        """Where a run of words with capitals begins, and the words; one as long as a headline's is cut at its small
        words: "Ann Roe Meets Carl Holm In The Harbour".
        """
        start, words = match.start(), match.group()
        if words.count(" ") < _HEADLINE:
            return [(start, words)]
        cuts = [0, *(place for small in self._small.finditer(words) for place in small.span()), len(words)]
        return [(start + a, words[a:b]) for a, b in zip(cuts[::2], cuts[1::2], strict=True) if a < b]

    def month_names(self, text: str) -> set[str]:
        """The months that are surnames in a text: "Theresa May" and "Mrs. May", but not "In May"."""
        pairs = re.findall(r"\b([^\W\d_a-z][\w.-]*) ([^\W\d_a-z]\w+)\b(?!\.?\s\d)", text)
        named = {month for word, month in pairs if self._is_forename(word) or self._is_title(word)}
        return named & self._months

    def is_month(self, word: str) -> bool:
        """Whether a word with a capital is a month's."""
        return word in self._months

    def _read(self, text: str, start: int, words: str) -> Mention | None:
        before = text[max(0, start - _BESIDE) : start].lower().split()[-1:]
        is_time = not self._temporal.isdisjoint(before) or bool(_DATED.match(text, start + len(words)))
        if words in self._months and not is_time:
            return Mention(Span(start, start + len(words)), "person", words, "", "")
        while (first := _FIRST.match(words)) and (first[1] in self._no_names or first[1].islower()):
            is_june_roe = (
                first[1] in self._months and self._is_forename(first[1]) and first.end() < len(words)
            )
            if is_june_roe and not is_time:
                break
            is_time = first[1].lower() in self._temporal  # "In June Roe"
            start, words = start + first.end(), words[first.end() :]
        day = self._days.search(text, start, start + len(words) + _NUMBER)
        words = self._tail.sub("", words[: day.start() - start] if day else words)
        opener = _FIRST.match(words)
        if opener and opener[1].endswith("ing") and self._is_participle(opener[1], words[opener.end() :]):
            start, words = start + opener.end(), words[opener.end() :]  # "Calling Roe a friend, he …"
        if len(words) < 2 or words in self._no_names:
            return None
        words = self._without_place(words)
        role, name = self.split_title(words)
        span = Span(start, start + len(words))
        if not name or words in self._peoples or (self._office.fullmatch(name) and name == words):
            return Mention(span, "role", "", words if name else role or words, self.gender(words))
        is_titled = bool(role) and self._is_forename(name.split()[0])
        is_person = is_titled or self._is_person(name, text, start)
        gender = self.gender(words) if is_person and " " in words else ""
        return Mention(span, "person" if is_person else "institution", name, role, gender)

    def _without_place(self, words: str) -> str:
        """A name without where its bearer is from: "Ann Roe of Texas", but not "Madison Bank of Texas"."""
        name, _, place = words.partition(" of ")
        parts = self.split_title(name)[1].lower().split()
        is_named = len(parts) > 1 and parts[0] in forenames() and self._body_words.isdisjoint(parts)
        return name if place and is_named and parts[-1] not in self._title_words else words

    def _is_person(self, name: str, text: str, start: int) -> bool:
        parts = name.split()
        if len(parts) == 1 and name.isupper() and len(name) < _ACRONYM:
            return False
        lowered = [part.lower() for part in parts]
        is_place = name in self._places or parts[-1] in self._places
        is_body = not self._body_words.isdisjoint(lowered) or " of " in name or " for " in name
        if is_place or is_body:
            return False
        return not _THE.search(text, max(0, start - 5), start)


def _role_pattern(heads: str, offices: str, starts: str) -> re.Pattern[str]:
    """A noun phrase around one of the heads, or the bare word for an office: "the port's deputy chief", "officials"."""
    return re.compile(
        rf"\b(?:(?:{starts}|\w+[’']s|\w+s[’'])[ \xa0]"
        rf"(?:(?!(?:of|for|to|in|and|who|that|{starts})\b)[\w.&’'-]+[ \xa0]){{0,4}}?"
        rf"{heads}(?:[ \xa0]{heads})*|{offices})\b(?![’'])",
        re.IGNORECASE,
    )


def in_mixed_case(name: str) -> str:
    """A name of several words in capitals as it is written elsewhere: "ANN VON MCROE" gives "Ann von McRoe"; another
    name as it is.
    """
    words = name.split()
    if len(words) < 2 or not name.isupper() or max(map(len, words)) < 3:
        return name
    mixed = [word.lower() if _SMALL.fullmatch(word) else _MC.sub(_raise, word.title()) for word in words]
    return " ".join([mixed[0].title(), *mixed[1:]])


def _raise(match: re.Match[str]) -> str:
    return match[1] + match[2].upper()


@cache
def names(language: Language) -> Names:
    """The finder of mentions for a language."""
    return Names(language)
