"""Reporting clauses: "X said", "according to Y", "Z has quoted X as saying", and what each of them reports."""

from dataclasses import dataclass

from statements.extraction.clauses import Clause, Subject, owner_of
from statements.extraction.contents import Verb, content_of
from statements.extraction.subjects import find_subject, subject_after
from statements.language.reporting import ACCORDING, Cue, find_cues
from statements.language.spans import Span
from statements.language.tokens import ASIDE, QUOTED

# Longest office after the word for it, in words: "head | of the port of Holm,".
_OFFICE = 7
# Verbs of an outlet that passes on what it heard: "quoted Roe as saying".
_CITING = ("quote", "cite", "zitieren", "citer")


@dataclass(frozen=True, slots=True)
class Report:
    """A reporting clause.

    span: verb and speaker. cue: the verb. source: the noun phrase of the speaker, and how it was found. content: what
    is reported, without the clause itself; two pieces where it stands in the middle, none where only words in another
    sentence can be meant. side: "left", "right" or "both" of the clause, "none". via: the outlet the words are taken
    from, "" if this one.
    """

    span: Span
    cue: Cue
    source: Subject
    content: tuple[Span, ...]
    side: str
    via: str = ""

    @property
    def is_weak(self) -> bool:
        """Whether the verb reports no speech by itself."""
        return self.source.how == "distant"


def find_reports(clause: Clause, sentence: Span) -> tuple[Report, ...]:
    """The reporting clauses of one sentence, in order."""
    found: list[Verb] = []
    for cue in _cues(clause, sentence):
        first, last = clause.number_of(cue.span.start), clause.number_of(cue.span.end - 1)
        is_noun = clause.word(first) in clause.language.words("cues", "speech")
        is_determined = first == last and clause.is_in(first - 1, "determiners")
        is_attribute = is_determined and clause.word(first + 1).isalpha() and not is_noun
        if (
            clause.tokens[last].span.end != cue.span.end
            or clause.word(first) in (ASIDE, QUOTED)
            or is_attribute
        ):
            continue  # part of a longer word, or of a noun phrase: "a written statement"
        if subject := _source_of(clause, cue, first, last, [before.subject for before in found]):
            _add(clause, found, Verb(cue, first, last, subject))
    both = zip([None, *found[:-1]], found, [*found[1:], None], strict=True) if found else ()
    return tuple(_report(clause, before, each, after) for before, each, after in both)


def _add(clause: Clause, found: list[Verb], each: Verb) -> None:
    """Adds a clause; one that only says where the words were taken from goes into the one they belong to."""
    last = found[-1] if found else None
    if last and _is_aside_source(clause, last, each):  # "…, Roe said, according to the Post"
        found[-1] = last._replace(via=each.subject.mention.name, stop=_before(clause, each) + 1)
        return
    if last and _is_hearsay(clause, last, each):  # "According to the Post, Roe said …"
        each = each._replace(via=last.subject.mention.name)
    before = each.first - 1
    while clause.is_in(before, "auxiliaries"):  # "as having said"
        before -= 1
    if last and last.cue.lemma in _CITING and clause.word(before) == "as":
        found.pop()  # "the Post quoted Roe as saying", "Roe was quoted by the Post as saying"
        other = _object_of(clause, last.subject, each.first)
        is_by = clause.word(last.last + 1) == "by"
        citing, quoted = (other, last.subject) if is_by else (last.subject, other)
        if citing and quoted:
            each = each._replace(via=citing.mention.name)
        is_own = each.subject.mention.name or each.subject.how != "participle"
        each = each._replace(subject=quoted or (each.subject if is_own else last.subject))
    elif each.cue.lemma in clause.language.cue_classes["recipient"] and (
        told := _outlet_told(clause, each.last)
    ):
        each = each._replace(via=told)
    found.append(each)


def _cues(clause: Clause, sentence: Span) -> list[Cue]:
    """Reporting verbs, and nouns for what was said: "his claim that"."""
    nouns, that = clause.language.words("cues", "speech"), clause.language.tables["grammar"]["that"]
    doubtful = clause.language.doubtful
    found = []
    for number, token in enumerate(clause.tokens):
        if token.word in doubtful and _is_verb(clause, number):
            found.append(Cue(token.span, doubtful[token.word]))
        elif token.word in nouns and clause.word(number + 1) == that:
            found.append(Cue(token.span, token.word))
    return sorted([*find_cues(clause.language, clause.text, *sentence), *found])


def _is_verb(clause: Clause, number: int) -> bool:
    """Whether a word that may be a noun stands between a subject and an object: "Roe calls the plan", "they call", "and
    calls people “losers”"."""
    subject, following = clause.lasts.get(number - 1), number + 1
    if clause.is_in(number - 1, "joining"):
        return clause.is_in(following, "objects") and clause.word(following + 1) == QUOTED
    is_subject = subject is not None and subject[0].kind in ("person", "pronoun")
    is_object = any(clause.is_in(following, name) for name in ("determiners", "objects"))
    that = clause.language.tables["grammar"]["that"]
    return is_subject and (
        is_object or following in clause.firsts or clause.word(following) in (QUOTED, that)
    )


def _source_of(clause: Clause, cue: Cue, first: int, last: int, earlier: list[Subject]) -> Subject | None:
    if clause.word(first) in clause.language.words("cues", "speech") and not _is_verb(clause, first):
        return owner_of(clause, first)
    if cue.lemma != ACCORDING:
        agent = _agent(clause, cue, last + 1)
        return agent or find_subject(clause, first, last, cue.lemma, earlier)
    return _noun_phrase_at(clause, last + 1)


def _agent(clause: Clause, cue: Cue, number: int) -> Subject | None:
    """Who said what something was called: "described by Roe as “a gift”", "told by Roe that it was “a gift”"."""
    classes = clause.language.cue_classes
    is_known = cue.lemma in classes["object"] or cue.lemma in classes["recipient"]
    if not (is_known and clause.is_in(number, "agents")) or cue.lemma in _CITING:
        return None
    found = _noun_phrase_at(clause, number + 1)
    if found is None:
        return None
    after = found.last + 1 + (clause.word(found.last + 1) == ",")
    goes_on = clause.is_in(after, "prepositions") or clause.is_in(after, "subordinators")
    return found if goes_on and any(map(clause.is_said, range(after, len(clause.tokens)))) else None


def _noun_phrase_at(clause: Clause, number: int) -> Subject | None:
    """The noun phrase that begins at a token, and the holder of the post that it names."""
    is_determined = clause.is_in(number, "determiners")
    found = subject_after(clause, number) or (subject_after(clause, number + 1) if is_determined else None)
    return _holder_after(clause, found) or found if found else None


def _holder_after(clause: Clause, role: Subject) -> Subject | None:
    """Who is named right after a role between commas: "according to the head of the port, Ann Roe,"."""
    comma = next((n for n in range(role.last + 1, role.last + _OFFICE) if clause.word(n) == ","), -1)
    mention, last = clause.firsts.get(comma + 1, (None, 0))
    is_holder = role.mention.kind == "role" and comma > 0 and mention and mention.kind == "person"
    if not is_holder or not mention or clause.word(last + 1) not in (",", ".", ""):
        return None
    return Subject(mention, role.first, last, "apposition")


def _is_aside_source(clause: Clause, last: Verb, each: Verb) -> bool:
    """Whether "according to", or "reported" at the end, names the outlet that heard what somebody else said."""
    before = clause.word(_before(clause, each))
    is_relay = each.cue.lemma in clause.language.cue_classes["relay"] and _ends(clause, each.end + 1)
    is_after = before == "," or (is_relay and before == QUOTED)
    return is_after and (is_relay or each.cue.lemma == ACCORDING) and _is_body(each) and _is_somebody(last)


def _is_hearsay(clause: Clause, last: Verb, each: Verb) -> bool:
    """Whether "according to" names, right before a speaker, the outlet that heard them."""
    first = last.end + 2 + clause.is_in(last.end + 2, "determiners")
    between = range(first, _before(clause, each) + 1)
    is_phrase = all(clause.word(n).isalpha() and not clause.is_closed(n) for n in between)
    is_next = clause.word(last.end + 1) == "," and is_phrase and len(between) < _OFFICE
    return last.cue.lemma == ACCORDING and is_next and _is_body(last) and _is_somebody(each)


def _before(clause: Clause, verb: Verb) -> int:
    """The place before a speaker and verb, and before "the"."""
    number = verb.start - 1
    while clause.is_in(number, "determiners"):
        number -= 1
    return number


def _is_body(verb: Verb) -> bool:
    return verb.subject.mention.kind == "institution"


def _is_somebody(verb: Verb) -> bool:
    return verb.subject.mention.kind in ("person", "pronoun", "role")


def _ends(clause: Clause, number: int) -> bool:
    """Whether no words follow."""
    return all(clause.word(place) in (".", "") for place in range(number, len(clause.tokens)))


def _outlet_told(clause: Clause, last: int) -> str:
    """The outlet that somebody told something: "told the Daily Post"; "" where it is no outlet."""
    number, media = last + 1, clause.language.words("names", "media")
    while number not in clause.firsts and (
        clause.is_in(number, "determiners") or clause.word(number) in media
    ):
        number += 1
    mention = clause.firsts.get(number, (None, 0))[0]
    if mention is None or not mention.name:
        return ""
    words = {*mention.name.lower().split(), *(clause.word(n) for n in range(last + 1, number))}
    return mention.name if words & media else ""


def _object_of(clause: Clause, subject: Subject, stop: int) -> Subject | None:
    """Whom an outlet quotes: the noun phrase between "quoted" and "as saying"."""
    for number in range(subject.last + 1, stop):
        if number in clause.firsts and clause.firsts[number][0] != subject.mention:
            mention, last = clause.firsts[number]
            return Subject(mention, number, last, "beside")
    return None


def _report(clause: Clause, before: Verb | None, each: Verb, after: Verb | None) -> Report:
    span = Span(clause.tokens[each.start].span.start, clause.tokens[each.end].span.end)
    side, pieces = content_of(clause, before, each, after)
    return Report(span, each.cue, each.subject, pieces, side, each.via)
