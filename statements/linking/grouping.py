"""Wordings of one thing said once, gathered around the fullest of them.

Every wording joins the fullest wording it agrees with and never a mere member: two wordings without common
words meet only where a third holds both. An editor's judgement outranks every score. Wordings are taken by
fullness, so that the result does not depend on the order in which they arrived; those of pages without a date come
after the others, and writers' reports come last.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from itertools import islice
from operator import itemgetter
from typing import NamedTuple

from statements.language.normalise import words
from statements.linking.candidates import fingerprints
from statements.linking.judging import compare, is_report, judge
from statements.linking.occasions import same_occasion
from statements.linking.paraphrase import weighty_words
from statements.linking.similarity import SURE
from statements.linking.values import Carriage, Group, Judged, Partition, Verdict, Wording

# In a trial on a million made-up quotes the true partner was among the first five; the rest is room for
# lines repeated on many occasions.
MAX_CANDIDATES = 12
# A report is compared with what shares so many words of weight with it: fewer than a paraphrase has, as forms differ.
LEAST_SHARED = 3

# What a page without a date prints may be of any occasion: where the archive knows of one alone, it is probably that.
ONLY_OCCASION = 0.7

Pair = tuple[int, int]


@dataclass(slots=True)
class _Gathering:
    """A group being built: its founders, whom others may join, and all its members with how they joined."""

    founders: list[Wording]
    joined: dict[int, Verdict] = field(default_factory=dict)
    members: list[Wording] = field(default_factory=list)


@dataclass(slots=True)
class _State:
    apart: dict[int, set[int]]
    gatherings: list[_Gathering] = field(default_factory=list)
    by_print: dict[int, list[tuple[int, Wording]]] = field(default_factory=lambda: defaultdict(list))
    by_article: dict[int, list[tuple[int, Wording]]] = field(default_factory=lambda: defaultdict(list))
    by_word: dict[tuple[str, str], list[tuple[int, Wording]]] = field(
        default_factory=lambda: defaultdict(list)
    )
    judged: dict[Pair, Verdict] = field(default_factory=dict)


class _Choice(NamedTuple):
    """A gathering that a wording may join, by its place, and on what ground."""

    verdict: Verdict
    place: int
    wording: Wording


def group(wordings: Iterable[Wording], decisions: Mapping[Pair, str]) -> Partition:
    """Put every wording into exactly one group; the order of the input makes no difference.

    `decisions` are editors' judgements by pair of keys, in either order: "same", "different" or
    "other_occasion"; pairs with unknown keys are ignored. Where "same" would join what another decision
    parts, the parting wins. The judgements returned are the machine's own, without "different" and without
    the pairs an editor decided.
    """
    ordered = sorted(wordings, key=_turn)
    known = {wording.key for wording in ordered}
    decided = {
        (min(pair), max(pair)): verdict for pair, verdict in decisions.items() if known.issuperset(pair)
    }
    state = _State(apart=defaultdict(set))
    for (a, b), verdict in decided.items():
        if verdict != "same":
            state.apart[a].add(b)
            state.apart[b].add(a)
    for unit in _units(
        ordered, sorted(pair for pair, verdict in decided.items() if verdict == "same"), state.apart
    ):
        _place(unit, state)
    return _partition(state, decided)


def nearest_to_speech(wordings: Iterable[Wording]) -> Wording:
    """The wording that stands for all: by evidence, then length, then day. Raises ValueError without any."""
    return min(wordings, key=lambda wording: (-wording.weight, *_fullness(wording)))


def _units(ordered: list[Wording], same: list[Pair], apart: dict[int, set[int]]) -> list[list[Wording]]:
    """What editors joined, each unit and all units by fullness."""
    unit_of = {wording.key: {wording.key} for wording in ordered}
    for a, b in same:
        if not any(apart[key] & unit_of[b] for key in unit_of[a]):
            union = unit_of[a] | unit_of[b]
            unit_of.update(dict.fromkeys(union, union))
    units: dict[int, list[Wording]] = defaultdict(list)
    for wording in ordered:
        units[id(unit_of[wording.key])].append(wording)
    return list(units.values())


def _place(unit: list[Wording], state: _State) -> None:
    choice = _choose(unit, state)
    if choice is None:
        state.gatherings.append(_Gathering(founders=unit))
    place = choice.place if choice else len(state.gatherings) - 1
    gathering = state.gatherings[place]
    for wording in unit:
        basis = "the fullest wording" if choice is None and wording is unit[0] else "an editor's judgement"
        is_joined = choice is not None and wording is choice.wording
        gathering.joined[wording.key] = (
            choice.verdict if choice and is_joined else Verdict("same", 1.0, basis)
        )
        gathering.members.append(wording)
        if choice is None or max(compare(wording, founder).contained for founder in gathering.founders) < 1:
            _index(wording, place, state)


def _choose(unit: list[Wording], state: _State) -> _Choice | None:
    """The best gathering that a unit may join, None where it makes one of its own."""
    same: list[_Choice] = []
    lines: list[_Choice] = []
    for wording in unit:
        for place, other in _candidates(wording, state):
            verdict = judge(wording, other)
            if verdict.verdict == "same" and other not in state.gatherings[place].founders:
                verdict = Verdict(
                    "unsure", verdict.score, f"{verdict.basis}; agrees with a part of a group only", "queue"
                )
            state.judged[min(wording.key, other.key), max(wording.key, other.key)] = verdict
            if verdict.verdict == "same":
                same.append(_Choice(verdict, place, wording))
            elif verdict.band == "line" and verdict.score >= SURE:
                lines.append(_Choice(verdict, place, wording))
    if not same and all(_is_undated(wording) for wording in unit):
        same = _only_occasion(lines)
    ranked = sorted(same, key=lambda choice: (-choice.verdict.score, choice.place))
    free = (choice for choice in ranked if not _is_barred(unit, state.gatherings[choice.place], state.apart))
    return next(free, None)


def _only_occasion(lines: list[_Choice]) -> list[_Choice]:
    """The choices among those of the same line if all are of one gathering."""
    if len({choice.place for choice in lines}) != 1:
        return []
    basis = "the page has no date, and the archive knows these words from this occasion alone"
    return [
        choice._replace(
            verdict=Verdict("same", ONLY_OCCASION, f"{choice.verdict.basis}; {basis}", "probable")
        )
        for choice in lines
        if choice.verdict.verdict == "unsure"
    ]


def _index(wording: Wording, place: int, state: _State) -> None:
    for number in fingerprints(wording.text, wording.speaker):
        state.by_print[number].append((place, wording))
    if wording.article:
        state.by_article[wording.article].append((place, wording))
    if not is_report(wording):
        for word in weighty_words(wording.text):
            state.by_word[wording.speaker, word].append((place, wording))


def _candidates(wording: Wording, state: _State) -> list[tuple[int, Wording]]:
    """Earlier wordings that share most fingerprints, the same occasion first, and all of the article."""
    shared: Counter[tuple[int, Wording]] = Counter()
    for number in fingerprints(wording.text, wording.speaker):
        shared.update(state.by_print.get(number, ()))
    least = max(shared.values(), default=0) / 2
    nearest = sorted(
        (same_occasion(wording, other).verdict != "same", -count, place, other.key, other)
        for (place, other), count in shared.items()
        if count >= least
    )
    chosen = [(place, other) for _, _, place, _, other in nearest[:MAX_CANDIDATES]]
    reported = _reported(wording, state) if is_report(wording) else []
    return list(dict.fromkeys([*chosen, *state.by_article.get(wording.article, ()), *reported]))


def _reported(report: Wording, state: _State) -> list[tuple[int, Wording]]:
    """What a report may report: words of the occasion that share enough words of weight with it."""
    shared: Counter[tuple[int, Wording]] = Counter()
    for word in weighty_words(report.text):
        shared.update(state.by_word.get((report.speaker, word), ()))
    enough = (
        (-count, place, other.key, other) for (place, other), count in shared.items() if count >= LEAST_SHARED
    )
    near = (each for each in sorted(enough) if same_occasion(report, each[3]).verdict == "same")
    return [(place, other) for _, place, _, other in islice(near, MAX_CANDIDATES)]


def _is_barred(unit: list[Wording], gathering: _Gathering, apart: dict[int, set[int]]) -> bool:
    """Whether an editor, or the days and places stated, part the unit from a member."""
    if any(apart[wording.key] & gathering.joined.keys() for wording in unit):
        return True
    stated = {(member.said, member.place): member for member in gathering.members if member.is_stated}
    return any(
        same_occasion(wording, member).verdict == "other_occasion"
        for wording in unit
        for member in stated.values()
    )


def _partition(state: _State, decided: Mapping[Pair, str]) -> Partition:
    groups, carriages, place_of = [], [], {}
    for place, gathering in enumerate(state.gatherings):
        reference = nearest_to_speech(gathering.members)
        groups.append(Group(reference.key, tuple(sorted(gathering.joined))))
        for member in gathering.members:
            place_of[member.key] = place
            joined = gathering.joined[member.key]
            relation = _relation(member, reference, gathering.founders)
            carriages.append(Carriage(member.key, reference.key, relation, joined.score, joined.basis))
    judgements = []
    for (a, b), found in sorted(state.judged.items(), key=itemgetter(0)):
        is_parted = found.verdict == "same" and place_of[a] != place_of[b]
        verdict, note = ("unsure", "; yet stands in another group") if is_parted else (found.verdict, "")
        if verdict != "different" and (a, b) not in decided:
            judgements.append(Judged((a, b), verdict, found.score, found.basis + note))
    return Partition(
        groups=tuple(sorted(groups, key=lambda group: group.reference)),
        carriages=tuple(sorted(carriages, key=lambda carriage: carriage.wording)),
        judgements=tuple(judgements),
    )


def _relation(member: Wording, reference: Wording, founders: list[Wording]) -> str:
    if member is reference:
        return "verbatim"
    texts = compare(member, reference)
    if texts.contained == 1 and _fullness(member) < _fullness(reference):
        return "verbatim"
    # What shares no words with the reference may share them with a fuller wording of lesser evidence.
    others = (compare(member, founder).relation for founder in founders if founder is not member)
    return texts.relation or next(filter(None, others), "paraphrased")


def _turn(wording: Wording) -> tuple[bool, bool, tuple[int, date, str, int]]:
    return is_report(wording), _is_undated(wording), _fullness(wording)


def _is_undated(wording: Wording) -> bool:
    return not wording.is_stated and wording.published is None


def _fullness(wording: Wording) -> tuple[int, date, str, int]:
    first = wording.published.first if wording.published else None
    return -len(words(wording.text)), first or date.max, wording.text, wording.key
