"""A sentence as its words and noun phrases, as far as reported speech needs them."""

from bisect import bisect_left
from dataclasses import dataclass
from typing import NamedTuple

from statements.language.names import Mention
from statements.language.spans import Span
from statements.language.tables import Language, is_forename
from statements.language.tokens import ASIDE, QUOTED, Token

# How far the subject of a sentence is from what it governs, in words.
_REACH = 60
# How many words a noun phrase without a listed head word may have: "a well-connected source".
_PHRASE = 6
DASHES = ("--", "—", "–")
STOPS = (";", ":", QUOTED)


class Subject(NamedTuple):
    """Whom a verb belongs to. `first` is the number of the token with which the noun phrase begins, `last` that of
    its last one.

    how: "beside" the verb, before an "apposition", "inverted" after the verb, antecedent of a "relative" clause,
    "shared" with an earlier verb of the sentence, of a "participle", a noun "phrase" without a known head word, or
    "distant", the first noun phrase of the sentence. others: who speaks with them ("A, B and C said").
    """

    mention: Mention
    first: int
    last: int
    how: str
    others: tuple[Mention, ...] = ()


@dataclass(frozen=True, slots=True)
class Clause:
    """One sentence in tokens; `firsts` and `lasts` find the mention that begins or ends with a token, `owners` that
    which a token makes an owner: "Roe's"."""

    language: Language
    text: str
    tokens: tuple[Token, ...]
    firsts: dict[int, tuple[Mention, int]]
    lasts: dict[int, tuple[Mention, int]]
    owners: dict[int, tuple[Mention, int]]

    def word(self, number: int) -> str:
        """The word at a place, "" outside of the sentence."""
        return self.tokens[number].word if 0 <= number < len(self.tokens) else ""

    def number_of(self, place: int) -> int:
        """The number of the token that holds or follows a character."""
        return bisect_left(self.tokens, place + 1, key=lambda token: token.span.end)

    def is_said(self, number: int) -> bool:
        """Whether words in marks stand at a place that are no work of an outlet: "the network's “Morning Watch”"."""
        owner = self.owners.get(number - 1)
        return self.word(number) == QUOTED and (owner is None or owner[0].kind != "institution")

    def is_in(self, number: int, name: str) -> bool:
        """Whether the word at a place is in a grammar list of the language."""
        return self.word(number) in self.language.words("grammar", name)

    def is_closed(self, number: int) -> bool:
        """Whether the word at a place is of those that begin or join phrases, and is no noun."""
        closed = ("determiners", "prepositions", "subordinators", "auxiliaries", "joining", "relatives")
        is_pronoun = self.word(number) in self.language.tables["grammar"]["pronouns"]
        return is_pronoun or any(self.is_in(number, name) for name in closed)

    def is_adverb(self, number: int) -> bool:
        word = self.word(number)
        endings = tuple(self.language.phrases("grammar", "adverb_endings"))
        return self.is_in(number, "adverbs") or (len(word) > 4 and bool(endings) and word.endswith(endings))


def read_clause(
    language: Language, text: str, tokens: tuple[Token, ...], mentions: tuple[Mention, ...]
) -> Clause:
    """The clause values of a sentence's tokens and mentions; what stands in brackets is nobody's mention."""
    clause = Clause(language, text, tokens, {}, {}, {})
    for mention in mentions:
        first = clause.number_of(mention.span.start)
        last = clause.number_of(mention.span.end - 1)
        if clause.word(first) in (ASIDE, ""):
            continue
        if first not in clause.firsts:
            clause.firsts[first] = mention, last
        is_whole = tokens[last].span.end <= mention.span.end
        if not is_whole:
            clause.owners[last] = mention, first
        if is_whole and (last not in clause.lasts or clause.lasts[last][1] < first):
            clause.lasts[last] = mention, first
    return clause


def owner_of(clause: Clause, noun: int) -> Subject | None:
    """Whose a noun is: "Roe's repeated claim", "his claim"."""
    for number in range(noun - 1, max(-1, noun - 4), -1):
        genders = clause.language.tables["grammar"].get("possessives", {})
        word = clause.word(number)
        if number in clause.owners:
            mention, first = clause.owners[number]
            return Subject(mention, first, number, "owner")
        if word in genders:
            pronouns = clause.language.tables["grammar"]["pronouns"]
            pronoun = next((p for p, sex in pronouns.items() if sex == genders[word] != ""), "they")
            return Subject(
                Mention(clause.tokens[number].span, "pronoun", pronoun, "", genders[word]),
                number,
                number,
                "owner",
            )
        if not is_noun(clause, number):
            return None
    return None


def climb(clause: Clause, found: Subject, how: str) -> Subject:
    """From the noun phrase before a verb to its head: "A spokeswoman" of "a spokeswoman for the port"."""
    others: tuple[Mention, ...] = ()
    while above := _above(clause, found):
        is_and = clause.is_in(above.last + 1, "and")
        others = (found.mention, *others) if is_and else ()
        found = above
        while others and (listed := _listed_before(clause, found)):
            others, found = (found.mention, *others), listed
    return Subject(found.mention, found.first, found.last, how, others)


def _listed_before(clause: Clause, found: Subject) -> Subject | None:
    """Who stands before one of several in a list of names: "A" of "A, B and C"."""
    other = ending_at(clause, found.first - 2) if clause.word(found.first - 1) == "," else None
    is_name = other is not None and other.mention.kind == found.mention.kind == "person"
    return other if other and is_name and not is_governed(clause, other.first) else None


def _above(clause: Clause, found: Subject) -> Subject | None:
    """The noun phrase that another is part of, an apposition to, or joined with; None where there is none."""
    before = found.first - 1
    while clause.is_in(before, "determiners") or clause.word(before) in ("former", "’s", "'s"):
        before -= 1
    other = ending_at(clause, before - 1)
    if clause.is_in(before, "and"):
        return other if other and _are_alike(other.mention, found.mention) else None
    if clause.is_in(before, "linking"):
        other = other or noun_phrase(clause, before - 1)
        return other if other and other.mention.kind != "pronoun" else None
    is_label = clause.word(before) == "," and found.mention.kind != "pronoun" and not found.mention.name
    is_named = other is not None and other.mention.kind == "person" and not is_governed(clause, other.first)
    return other if is_label and is_named else None


def _are_alike(mention: Mention, other: Mention) -> bool:
    """Whether two can speak together; "Fisheries and Harbour Minister Ann Roe" is one."""
    is_post = other.role and not is_forename(mention.name.partition(" ")[0])
    return (mention.kind == "person") == (other.kind == "person") and not is_post


def is_governed(clause: Clause, first: int) -> bool:
    """Whether a preposition stands before a noun phrase that begins at a token; "as Roe said" is none."""
    before = first - 1
    while clause.is_in(before, "determiners"):
        before -= 1
    opens = before == 0 or clause.word(before - 1) in (",", *STOPS, *DASHES)
    return clause.is_in(before, "prepositions") and not (opens and clause.is_in(before, "subordinators"))


def sentence_subject(clause: Clause, place: int, how: str) -> Subject | None:
    """The first noun phrase before a token that stands where a subject does."""
    for number in sorted(clause.firsts):
        mention, last = clause.firsts[number]
        if last > place or number < place - _REACH:
            continue
        if not is_governed(clause, number) and (last in clause.lasts or not mention.name):
            return Subject(mention, number, last, how)
    return None


def governing(clause: Clause, found: Subject, is_ing: bool) -> Subject:
    """The subject before a noun phrase that a preposition governs: the first of the sentence, else what stands before
    the preposition ("A person close to Roe said", but not "footage of Roe saying").
    """
    if first := sentence_subject(clause, found.first, "distant"):
        return first
    before = found.first - 1
    while clause.is_in(before, "determiners"):
        before -= 1
    phrase = None if is_ing else noun_phrase(clause, before - 1)
    is_one = phrase and clause.firsts.keys().isdisjoint(range(phrase.first, phrase.last + 1))
    return phrase if phrase and is_one else found


def ending_at(clause: Clause, place: int) -> Subject | None:
    """The mention that ends at a token, brackets after it left out."""
    while clause.word(place) == ASIDE:
        place -= 1
    found = clause.lasts.get(place)
    return Subject(found[0], found[1], place, "beside") if found else None


def named_beside(clause: Clause, comma: int) -> tuple[Mention, int, int] | None:
    """The mention after a comma, with its last and first token; the name at the end of ", the lobbyist Bob Holm"."""
    number = comma + 1
    if clause.word(comma) == "," and clause.is_in(number, "determiners"):
        while clause.is_in(number, "determiners") or is_noun(clause, number):
            if number in clause.firsts and clause.firsts[number][0].kind == "person":
                break
            number += 1
    found = clause.firsts.get(number) if clause.word(comma) == "," else None
    return (*found, number) if found else None


def opening_noun(clause: Clause) -> Subject | None:
    """The plural noun with which a sentence opens: "Protesters marching through the streets chanted"."""
    word = clause.word(0)
    if not (word.endswith("s") and len(word) > 4 and is_noun(clause, 0) and 0 not in clause.firsts):
        return None
    span = clause.tokens[0].span
    return Subject(Mention(span, "role", "", span.of(clause.text), ""), 0, 0, "phrase")


def noun_phrase(clause: Clause, last: int) -> Subject | None:
    """The noun phrase without a known head word that ends at a token: "the announcer", "many drivers", "the two"."""
    is_of_them = clause.is_in(last, "objects") and clause.is_in(last - 1, "linking")
    counted = last - 2 * is_of_them  # "one of them"
    if clause.is_in(counted, "counted"):
        return _phrase(clause, counted - (clause.word(counted - 1) == "the"), last)
    first = last
    while first > last - _PHRASE and is_noun(clause, first):
        first -= 1
    has_determiner = clause.is_in(first, "determiners") and first < last
    opens = first < last and (
        first < 0 or clause.word(first) in (",", *STOPS, "and", "but", "as", "while", "when")
    )
    if not (has_determiner or opens):
        return None
    start = first if has_determiner else first + 1
    word = clause.word(last)
    if opens and not has_determiner and not word.endswith("s"):
        return None
    return _phrase(clause, start, last)


def _phrase(clause: Clause, first: int, last: int) -> Subject:
    span = Span(clause.tokens[first].span.start, clause.tokens[last].span.end)
    return Subject(Mention(span, "role", "", span.of(clause.text), ""), first, last, "phrase")


def is_noun(clause: Clause, number: int) -> bool:
    """Whether the word at a place may be part of a noun phrase: none that joins, and no reporting verb."""
    word = clause.word(number)
    if not word or not (word[0].isalpha() or word[0].isdigit()):
        return False
    return (
        not clause.is_closed(number) and word not in clause.language.lemmas and not clause.is_adverb(number)
    )
