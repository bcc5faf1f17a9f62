"""Whom a reporting verb belongs to, and how.

No parser: the walk from the verb to its subject over what may stand between them (auxiliaries, adverbs, appositions,
relative clauses), as press language has it.
"""

from collections.abc import Iterator

from statements.extraction.clauses import (
    DASHES,
    STOPS,
    Clause,
    Subject,
    climb,
    ending_at,
    governing,
    is_governed,
    is_noun,
    named_beside,
    noun_phrase,
    opening_noun,
    sentence_subject,
)
from statements.language.names import Mention
from statements.language.spans import Span
from statements.language.tokens import ASIDE, QUOTED

# How many words an apposition between a subject and its verb has at most.
_APPOSITION = 45
# Longest "one of the local pilots" after "of", in words.
_GROUP = 6
# How far "as" may stand from "quoted", in words: "quoted by the Daily Post as saying".
_BY = 8


def find_subject(clause: Clause, first: int, last: int, lemma: str, earlier: list[Subject]) -> Subject | None:
    """Whom the verb at the tokens first..last belongs to; `earlier` are the subjects of the verbs before it in the
    sentence. None where it reports nobody's words: "was accused", "declined to say".
    """
    place, skipped = _before_verb(clause, first)
    is_quoting = lemma in ("quote", "cite")
    if clause.is_in(last + 1, "agents") and last + 2 in clause.firsts and not is_quoting:
        return None  # "a guide written by Roe"
    is_imagined = not clause.language.words("grammar", "imagining").isdisjoint(skipped)
    if is_imagined or _is_passive(clause, skipped, first, last, lemma):
        return None  # "Roe might say"
    is_ing = clause.word(last).endswith("ing")
    place = _before_adverbial(clause, place)
    if beside := ending_at(clause, place):
        found = beside if is_ing and beside.mention.kind == "person" else climb(clause, beside, "beside")
        return governing(clause, found, is_ing) if is_governed(clause, found.first) else found
    if inverted := _inverted(clause, place, last, lemma):
        return inverted
    if clause.word(place) == "to" or (is_ing and place == first - 1):
        return _antecedent(clause, place) or _shared(clause, place, earlier, "participle")
    return _farther(clause, place, earlier)


def _farther(clause: Clause, place: int, earlier: list[Subject]) -> Subject | None:
    """The subject where neither a known noun phrase stands before the verb nor one after it."""
    word = clause.word(place)
    if antecedent := _antecedent(clause, place):
        return antecedent
    if word in (",", *DASHES) and (found := _before_apposition(clause, place)):
        return found
    if clause.is_in(place, "joining") or word in (",", ")"):
        return _shared(clause, place, earlier, "shared")
    phrase = noun_phrase(clause, place)
    if phrase and not is_governed(clause, phrase.first):
        return phrase
    return opening_noun(clause) or _shared(clause, place, earlier, "distant")


def subject_after(clause: Clause, number: int) -> Subject | None:
    """The noun phrase that begins at a token: the last name of it, else the role or body, else its words."""
    stop = number
    while stop < min(len(clause.tokens), number + 14) and not _ends_phrase(clause, stop, number):
        stop += 1
    if stop == number + 1 and clause.is_in(number, "determiners") and clause.is_in(stop, "linking"):
        stop = next(
            (n for n in range(stop + 1, stop + _GROUP) if _ends_phrase(clause, n, n)), stop
        )  # "one of the pilots"
    inside = [clause.firsts[n] + (n,) for n in range(number, stop) if n in clause.firsts]
    owned = {clause.owners[n][1] for n in range(number, stop) if n in clause.owners}
    is_post = bool(inside) and all(item[2] in owned for item in inside)
    beside = named_beside(clause, stop)
    is_unnamed = clause.is_in(number, "determiners") and {item[0].kind for item in inside} <= {"role"}
    is_new = is_unnamed and beside is not None and beside[0].kind == "person"
    if beside and (is_post or is_new):
        inside = [beside]  # "said Roe's aide, Bob Holm", "said a bather, Bob Holm"
    inside = [item for item in inside if item[2] not in owned]
    persons = [item for item in inside if item[0].kind == "person"]
    if inside and inside[0][0].kind == "pronoun":
        persons = []
    is_modifier = bool(persons) and persons[-1][2] == number + 1 and persons[-1][1] < stop - 1
    if is_modifier and clause.is_in(number, "unnamed"):
        inside = persons = []  # "said a Roe adviser"
    if chosen := (persons[-1] if persons else inside[0] if inside else None):
        others = _joined_after(clause, chosen[1])
        return Subject(chosen[0], number, max(chosen[1], number), "inverted", others)
    if stop == number or (stop == number + 1 and not clause.text[clause.tokens[number].span.start].isupper()):
        return None
    span = Span(clause.tokens[number].span.start, clause.tokens[stop - 1].span.end)
    words = span.of(clause.text)
    return Subject(Mention(span, "role", "", words, ""), number, stop - 1, "inverted")


def _joined_after(clause: Clause, last: int) -> tuple[Mention, ...]:
    """Who speaks with the one whose name ends at a token: "said A and B", but not "said A and B agreed"."""
    joined = clause.firsts.get(last + 2) if clause.is_in(last + 1, "and") else None
    if joined is None or joined[0].kind not in ("person", "institution"):
        return ()
    after = joined[1] + 1
    is_last = not clause.word(after)[:1].isalnum() or clause.is_in(after, "prepositions")
    return (joined[0],) if is_last else ()


def _ends_phrase(clause: Clause, number: int, start: int) -> bool:
    word = clause.word(number)
    is_closed = clause.is_in(number, "prepositions") or clause.is_in(number, "relatives") or word == "and"
    is_mark = word != ASIDE and not any(map(str.isalnum, word))  # "-t-elle" is a word
    is_verb = clause.is_in(number, "auxiliaries") or word in clause.language.lemmas
    is_joining = clause.is_in(number, "joining") or clause.is_in(number, "subordinators")
    return (
        is_mark
        or is_joining
        or (((is_closed or is_verb) and number not in clause.firsts) and number >= start)
    )


def _before_verb(clause: Clause, first: int) -> tuple[int, list[str]]:
    """The token before a verb and its auxiliaries and adverbs, and those that were passed."""
    place, skipped = first - 1, []
    while place >= 0 and (
        clause.word(place) == ASIDE
        or ((clause.is_in(place, "auxiliaries") or clause.is_adverb(place)) and place not in clause.lasts)
    ):
        skipped.append(clause.word(place))
        place -= 1
    return place, skipped


def _before_adverbial(clause: Clause, place: int) -> int:
    """The token before "in 2010" or "on Friday" between a subject and its verb."""
    if not clause.word(place)[:1].isalnum():
        return place
    for width in (1, 2):
        is_inside = not any(place - n in clause.lasts for n in range(width))
        if (
            is_inside
            and clause.is_in(place - width, "prepositions")
            and (clause.is_in(place - width - 1, "relatives") or place - width - 1 in clause.lasts)
        ):
            return place - width - 1
    return place


def _is_passive(clause: Clause, skipped: list[str], first: int, last: int, lemma: str) -> bool:
    """Whether something is done to the subject, or not said at all: "was accused", "did not say"."""
    word = clause.word(last)
    if clause.word(first - 1) == "as" and word.endswith("ing"):
        return False
    if word in clause.language.phrases("setting", "asked") and clause.word(first - 1) == ",":
        return clause.is_in(last + 1, "subordinators")  # "Roe, asked why it “rained”, left"
    following = [clause.word(last + n) for n in range(1, _BY)]
    # "was quoted as saying", "was quoted by the Daily Post as saying"
    is_quoted = lemma in ("quote", "cite") and "as" in following and following[0] in ("as", "by")
    beside = next(
        (other for other in skipped if not clause.language.words("grammar", "adverbs") & {other}), ""
    )
    is_passive = beside in clause.language.words("grammar", "passive") and word.endswith(
        ("ed", "en", "told", "id")
    )
    return is_passive and not is_quoted


def _inverted(clause: Clause, place: int, last: int, lemma: str) -> Subject | None:
    if lemma not in clause.language.cue_classes["inverting"] or clause.word(last).endswith("ing"):
        return None
    if place >= 0 and clause.word(place) not in (QUOTED, ",", "”", "-", *DASHES):
        return None
    number = last + 1
    while clause.is_adverb(number) and number not in clause.firsts:
        number += 1
    if clause.is_in(number, "prepositions") or clause.is_in(number, "subordinators"):
        return None
    found = subject_after(clause, number)
    follows_words = place >= 0 and QUOTED in (clause.word(place), clause.word(place - 1))
    is_known = found is not None and found.mention in (mention for mention, _ in clause.firsts.values())
    if found is None or (follows_words and is_known):
        return found
    is_whole = follows_words or (clause.word(found.last + 1) in ("", ".", ",") and is_known)
    return (
        found if is_whole and not (clause.word(place) == "," and _before_apposition(clause, place)) else None
    )


def _antecedent(clause: Clause, place: int) -> Subject | None:
    """Whom "who" at a place stands for: the person, or else what is named, right before it."""
    if not clause.is_in(place, "relatives"):
        return None
    before = place - 1
    if clause.word(before) in (",", *DASHES):
        before -= 1
    found = ending_at(clause, before)
    if found is None:
        found = next((f for f in _commas_before(clause, before + 1) if f.mention.kind == "person"), None)
    if found is None or found.mention.kind == "person":
        return found._replace(how="relative") if found else None
    return climb(clause, found, "relative")


def _commas_before(clause: Clause, place: int) -> Iterator[Subject]:
    """The noun phrases that a comma or dash follows, from a place backwards to the start of the clause."""
    for number in range(place, max(-1, place - _APPOSITION), -1):
        word = clause.word(number)
        if number < place and (
            word in STOPS or (word in clause.language.lemmas and _is_finite(clause, number))
        ):
            return
        if word in (",", *DASHES) and (found := ending_at(clause, number - 1)):
            yield found


def _is_finite(clause: Clause, number: int) -> bool:
    """Whether a reporting verb has a subject of its own beside it."""
    return not clause.is_in(number - 1, "relatives") and ending_at(clause, number - 1) is not None


def _before_apposition(clause: Clause, place: int) -> Subject | None:
    """The subject before words between commas: "Ann Roe, who runs the port, said"."""
    named = _named_last(clause, place)
    heads = [
        climb(clause, found, "apposition")
        for found in _commas_before(clause, place)
        if found.last < place - 1
    ]
    heads = [head for head in heads if not is_governed(clause, head.first)]
    free = [head for head in heads if _opens_clause(clause, head.first - 1)]
    first = [head for head in free if clause.word(head.first - 1) != ","]
    persons = [head for head in free if head.mention.kind == "person"]
    if first and first[-1].mention.kind == "role":  # "Another critic, Ann Roe, said"
        beside = ending_at(clause, place - 1)
        persons = [beside, *persons] if beside and beside.mention.kind == "person" else persons
        first = [
            head
            for head in persons
            if clause.word(head.first - 1) == "," and _is_named(clause, first[-1], head)
        ] or first
    if named and all(head.first == named.first for head in persons):
        return named  # "Its officer for the valley, Hetty Price, said"
    return next(iter([*first, *persons, *free, *heads]), None) or _phrase_before(clause, place) or named


def _named_last(clause: Clause, place: int) -> Subject | None:
    """The person between commas right before a verb: "Their officer for the valley, the former mayor Ann Roe, said"."""
    found = ending_at(clause, place - 1)
    if found is None or found.mention.kind != "person":
        return None
    before = found.first - 1
    while before > found.first - _GROUP and (clause.is_in(before, "determiners") or is_noun(clause, before)):
        before -= 1
    return found._replace(how="apposition") if clause.word(before) == "," else None


def _is_named(clause: Clause, role: Subject, person: Subject) -> bool:
    """Whether a name right after a role is that of its holder."""
    between = range(role.last + 1, person.first - 1)
    return person.first > role.last and not any(clause.word(n) in (",", *STOPS) for n in between)


def _opens_clause(clause: Clause, before: int) -> bool:
    while clause.is_in(before, "determiners"):
        before -= 1
    is_word = clause.is_in(before, "subordinators") or clause.is_in(before, "joining")
    return is_word or clause.word(before) in ("", ",", *STOPS, *DASHES)


def _phrase_before(clause: Clause, place: int) -> Subject | None:
    for number in range(place - 1, max(0, place - _APPOSITION), -1):
        if clause.word(number) in STOPS:
            return None
        if clause.word(number) == "," and (found := noun_phrase(clause, number - 1)):
            return found
    return None


def _shared(clause: Clause, place: int, earlier: list[Subject], how: str) -> Subject | None:
    """The subject of the verb before, else the first noun phrase of the sentence that no preposition governs."""
    near = [subject for subject in earlier if subject.first < place + 2]
    if near:
        return near[-1]._replace(how=how)
    return sentence_subject(clause, place, how)
