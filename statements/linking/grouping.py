"""Wordings of one thing said once, gathered around the fullest of them.

Every wording joins the fullest wording it agrees with and never a mere member: two wordings without common
words meet only where a third holds both. An editor's judgement outranks every score. Wordings are taken by
fullness, so that the result does not depend on the order in which they arrived; those whose occasion is open come
after the others, and writers' reports come last.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from operator import itemgetter

from statements.linking.candidates import fingerprints
from statements.linking.gathering import Pair, State, fullness, is_open, place
from statements.linking.judging import compare, is_report
from statements.linking.values import Carriage, Group, Judged, Partition, Wording


def group(wordings: Iterable[Wording], decisions: Mapping[Pair, str]) -> Partition:
    """Put every wording into exactly one group; the order of the input makes no difference.

    `decisions` are editors' judgements by pair of keys, in either order: "same", "different" or
    "other_occasion"; pairs with unknown keys are ignored. Where "same" would join what another decision
    parts, the parting wins. The judgements returned are the machine's own, without "different" and without
    the pairs an editor decided.
    """
    state = State(apart=defaultdict(set))
    turns = []
    for wording in wordings:  # each is read once for both
        turns.append((_turn(wording), wording))
        state.spread.update(fingerprints(wording.text, wording.speaker))
    ordered = [wording for _, wording in sorted(turns, key=itemgetter(0))]
    known = {wording.key for wording in ordered}
    decided = {
        (min(pair), max(pair)): verdict for pair, verdict in decisions.items() if known.issuperset(pair)
    }
    for (a, b), verdict in decided.items():
        if verdict != "same":
            state.apart[a].add(b)
            state.apart[b].add(a)
    same = sorted(pair for pair, verdict in decided.items() if verdict == "same")
    waiting = [unit for unit in _units(ordered, same, state.apart) if not place(unit, state, may_wait=True)]
    for unit in waiting:
        place(unit, state)
    return _partition(state, decided)


def nearest_to_speech(wordings: Iterable[Wording]) -> Wording:
    """The wording that stands for all: by evidence, then length, then day. Raises ValueError without any."""
    return min(wordings, key=lambda wording: (-wording.weight, *fullness(wording)))


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


def _partition(state: State, decided: Mapping[Pair, str]) -> Partition:
    groups, carriages, place_of = [], [], {}
    for number, gathering in enumerate(state.gatherings):
        reference = nearest_to_speech(gathering.members)
        groups.append(Group(reference.key, tuple(sorted(gathering.joined))))
        for member in gathering.members:
            place_of[member.key] = number
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
    if texts.contained == 1 and fullness(member) < fullness(reference):
        return "verbatim"
    # What shares no words with the reference may share them with a fuller wording of lesser evidence.
    others = (compare(member, founder).relation for founder in founders if founder is not member)
    return texts.relation or next(filter(None, others), "paraphrased")


def _turn(wording: Wording) -> tuple[bool, bool, tuple[int, date, str, int]]:
    return is_report(wording), is_open(wording), fullness(wording)
