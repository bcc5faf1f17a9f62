"""Facts that differ in words that are otherwise equal: another number, negation or name."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from statements.language.normalise import BREAK, NEGATIONS, PRONOUNS, WILDCARD
from statements.linking.alignment import Chain
from statements.linking.readings import Reading

# A "not" in a longer hole is a rewording, not a denial; an end of a text is a hole only when as short.
SHORT_HOLE = 3

Hole = tuple[range, range]  # the words between two runs, or at an end, by their places in either reading


def changed_fact(a: Reading, b: Reading, chains: Sequence[Chain]) -> str:
    """The kind of fact that differs in what two readings have in common: "number", "negation", "name" or ""."""
    return next(filter(None, (_changed_in(a, b, chain) for chain in chains)), "")


def _changed_in(a: Reading, b: Reading, chain: Chain) -> str:
    denials = 0
    for places_a, places_b in _holes(a, b, chain):
        forms_a, forms_b = [a.forms[i] for i in places_a], [b.forms[i] for i in places_b]
        if {WILDCARD, BREAK}.intersection(forms_a, forms_b):
            continue
        if differ_in_number(forms_a, forms_b):
            return "number"
        names = [[r.forms[i] for i in at if r.is_capital[i]] for r, at in ((a, places_a), (b, places_b))]
        if all(names) and not _may_be_one_name(*names):
            return "name"
        if max(len(forms_a), len(forms_b)) <= SHORT_HOLE:
            denials += _denials(forms_a) - _denials(forms_b)
    return "negation" if denials or _opens_with_denial(a, b, chain) else ""


def _holes(a: Reading, b: Reading, chain: Chain) -> Iterator[Hole]:
    for x, y in pairwise(chain):
        yield range(x.a + x.size, y.a), range(x.b + x.size, y.b)
    first, last = chain[0], chain[-1]
    ends = (
        (range(first.a), range(first.b)),
        (range(last.a + last.size, len(a.forms)), range(last.b + last.size, len(b.forms))),
    )
    yield from (end for end in ends if all(0 < len(places) <= SHORT_HOLE for places in end))


def _opens_with_denial(a: Reading, b: Reading, chain: Chain) -> bool:
    """Whether a wording opens with a denial of what the other says in the midst of more: "not by working"."""
    first = chain[0]
    if not 0 < first.a <= SHORT_HOLE < first.b:
        return False
    return _denials(a.forms[: first.a]) > _denials(b.forms[first.b - SHORT_HOLE : first.b])


def _denials(forms: Sequence[str]) -> int:
    """How often words deny; "isn't it" after a sentence asks and does not."""
    followed = zip(forms, [*forms[1:], ""], strict=False)
    return sum(form in NEGATIONS and not (form == "not" and after in PRONOUNS) for form, after in followed)


def differ_in_number(forms_a: Sequence[str], forms_b: Sequence[str]) -> bool:
    """Whether both have figures, and none in common."""
    figures_a, figures_b = ({form for form in forms if form[0].isdigit()} for forms in (forms_a, forms_b))
    return bool(figures_a and figures_b) and figures_a.isdisjoint(figures_b)


def _may_be_one_name(names_a: Sequence[str], names_b: Sequence[str]) -> bool:
    """Whether two names may be forms of one: spelt alike but for a vowel or a doubled letter, written as one word or
    as two, or one the initials of the other ("HFPA", "Hollywood Foreign Press").
    """
    if any(_skeleton(x) == _skeleton(y) and abs(len(x) - len(y)) <= 1 for x in names_a for y in names_b):
        return True
    return (
        "".join(names_a) == "".join(names_b)
        or _is_short_for(names_a, names_b)
        or _is_short_for(names_b, names_a)
    )


def _is_short_for(short: Sequence[str], names: Sequence[str]) -> bool:
    initials = "".join(name[0] for name in names)
    return len(names) > 1 and any(name.startswith(initials) for name in short)


def _skeleton(name: str) -> str:
    """A name by its first letter and its consonants, doubled ones once."""
    consonants = "".join(letter for letter in name if letter not in "aeiouy")
    return name[0] + "".join(letter for i, letter in enumerate(consonants) if consonants[i - 1 : i] != letter)
