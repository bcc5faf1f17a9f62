"""The names of one article: which surname is whose, and how the full name is written at its longest."""

import re
from bisect import bisect_left

from statements.extraction.antecedents import entry_of, find_entries, is_governed
from statements.language.names import Mention, in_mixed_case, names
from statements.language.tables import Language, is_forename

_SUFFIXES = ("jr", "sr", "ii", "iii", "iv")
# Two who share a surname: within so many characters it is the one just named in full, else the first of the article.
_SAME_NAME_NEAR = 400
# More forms of one name than these are no news article's.
_FORMS = 50


class Namebook:
    """The names of persons among the mentions of one article, whose text is given."""

    def __init__(self, language: Language, text: str, named: list[Mention]) -> None:
        self._finder = names(language)
        self._small_words = set(re.findall(r"\b[a-zß-ÿ]+\b", text))
        self._entries = find_entries(text)
        self._names: dict[str, list[tuple[int, str]]] = {}
        self._forenames: dict[str, str] = {}
        self._wholes: dict[str, str] = {}
        for mention in named:
            self._register(mention)
        self._governed = {m.span.start for m in named if is_governed(language, text, m)}

    def has(self, surname: str) -> bool:
        """Whether somebody of the article bears a surname."""
        return bool(self._names.get(surname.lower()))

    def full_name(self, mention: Mention) -> str:
        """The full name in the article that a name stands for: of two with its surname the one just before, unless that
        was a mere complement, else the first. The name itself where none is.
        """
        name, start = mention.name, mention.span.start
        known = self._names.get(surname_of(name), [])
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
            forms = list(dict.fromkeys(full for _, full in self._names[surname_of(name)]))[:_FORMS]
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

    def namesakes(self, name: str) -> set[str]:
        """The persons of the article who bear the surname of a name."""
        return {self._whole(full) for _, full in self._names.get(surname_of(name), [])[:_FORMS]}

    def _register(self, mention: Mention) -> None:
        name = mention.name
        known = self._names.setdefault(surname_of(name), [])
        if " " in name:
            known.append((mention.span.start, name))
            self._forenames.setdefault(name.split()[0].lower(), name)


def surname_of(name: str) -> str:
    """The surname in a name, in small letters: without "Jr"."""
    parts = [part for part in name.lower().split() if part.strip(".") not in _SUFFIXES]
    return parts[-1] if parts else ""
