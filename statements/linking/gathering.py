"""The groups while they are being built: which of them a wording may join, and on what ground."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import islice
from typing import NamedTuple

from statements.linking.candidates import fingerprints, telling
from statements.linking.judging import compare, is_fragment, is_report, judge
from statements.linking.occasions import is_short, same_occasion
from statements.linking.paraphrase import weighty_words
from statements.linking.readings import read
from statements.linking.similarity import SURE
from statements.linking.values import Verdict, Wording

# In a trial on a million made-up quotes the true partner was among the first five; the rest is room for
# lines repeated on many occasions.
MAX_CANDIDATES = 12
# A report is compared with what shares so many words of weight with it: fewer than a paraphrase has, as forms differ.
LEAST_SHARED = 3
# What a page without a date prints may be of any occasion: where the archive knows of one alone, or where the rest of
# the article is of one of them, it is probably that.
ONLY_OCCASION = 0.7
# A fragment that a statement holds, in an article that carries that statement.
BESIDE = 0.9

Pair = tuple[int, int]
Found = tuple[int, Wording]  # a gathering by its place, and a wording in it


@dataclass(slots=True)
class Gathering:
    """A group being built: its founders, whom others may join, and all its members with how they joined."""

    founders: list[Wording]
    joined: dict[int, Verdict] = field(default_factory=dict)
    members: list[Wording] = field(default_factory=list)


@dataclass(slots=True)
class State:
    """All groups so far with their indices, and what was judged; `apart` are the keys that editors parted, `spread`
    tells on how many of all wordings each fingerprint is. What others may join is `indexed`, and found there by the
    places in `by_print` and `by_word`: numbers are counted five times as fast as values.
    """

    apart: dict[int, set[int]]
    spread: Counter[int] = field(default_factory=Counter)
    gatherings: list[Gathering] = field(default_factory=list)
    indexed: list[Found] = field(default_factory=list)
    by_print: dict[int, list[int]] = field(default_factory=lambda: defaultdict(list))
    by_article: dict[int, list[Found]] = field(default_factory=lambda: defaultdict(list))
    by_word: dict[tuple[str, str], list[int]] = field(default_factory=lambda: defaultdict(list))
    judged: dict[Pair, Verdict] = field(default_factory=dict)


class _Choice(NamedTuple):
    """A gathering that a wording may join, by its place, and on what ground."""

    verdict: Verdict
    place: int
    wording: Wording


def place(unit: list[Wording], state: State, *, may_wait: bool = False) -> bool:
    """Puts what belongs together into the gathering it agrees with best, or makes one of it.

    With `may_wait` it does nothing and returns False where more than one occasion is possible: when all else is
    placed, the rest of the article may tell.
    """
    same, lines = _choices(unit, state)
    same = same or _tied(unit, state)
    if not same and lines and all(map(is_open, unit)):
        if may_wait and len({choice.place for choice in lines}) > 1:
            return False
        same = _only_occasion(lines, state)
    ranked = sorted(same, key=lambda choice: (-choice.verdict.score, choice.place))
    free = (choice for choice in ranked if not _is_barred(unit, state.gatherings[choice.place], state.apart))
    _join(unit, next(free, None), state)
    return True


def is_open(wording: Wording) -> bool:
    """Whether a wording's occasion is open: its page has no date, or it was said "in April"."""
    if wording.is_stated and wording.said:
        return not is_short(wording.said)
    return wording.published is None


def fullness(wording: Wording) -> tuple[int, date, str, int]:
    """What wordings are sorted by, the fullest first."""
    first = wording.published.first if wording.published else None
    return -len(read(wording.text).forms), first or date.max, wording.text, wording.key


def _choices(unit: Sequence[Wording], state: State) -> tuple[list[_Choice], list[_Choice]]:
    """The gatherings of the same statement, and those of the same line whose occasion is open."""
    same: list[_Choice] = []
    lines: list[_Choice] = []
    for wording in unit:
        for number, other in _candidates(wording, state):
            verdict = judge(wording, other)
            if verdict.verdict == "same" and other not in state.gatherings[number].founders:
                basis = f"{verdict.basis}; agrees with a part of a group only"
                verdict = Verdict("unsure", verdict.score, basis, "queue")
            state.judged[min(wording.key, other.key), max(wording.key, other.key)] = verdict
            if verdict.verdict == "same":
                same.append(_Choice(verdict, number, wording))
            elif verdict.verdict == "unsure" and verdict.band == "line" and verdict.score >= SURE:
                lines.append(_Choice(verdict, number, wording))
    return same, lines


def _tied(unit: Sequence[Wording], state: State) -> list[_Choice]:
    """The gatherings that hold the words of a fragment, and another part of its article."""
    found = []
    for wording in unit:
        beside = {number for number, _ in state.by_article.get(wording.article, ())}
        for number, other in _sharing(wording, state) if is_fragment(wording.text) else ():
            texts = compare(wording, other)
            if number in beside and texts.contained == 1 and texts.content and not texts.conflict:
                basis = "a fragment of these words, in an article that carries more of them"
                found.append(_Choice(Verdict("same", BESIDE, basis, "auto"), number, wording))
    return found


def _only_occasion(lines: Sequence[_Choice], state: State) -> list[_Choice]:
    """The choices of the only gathering, or of the only one on the occasion of another part of the article."""
    basis = "the archive knows these words from this occasion alone"
    places = {choice.place for choice in lines}
    if len(places) > 1:
        basis = "other words of the article are of this occasion"
        beside = {
            number for choice in lines for number, _ in state.by_article.get(choice.wording.article, ())
        }
        places = {number for number in places if any(_are_one_occasion(number, o, state) for o in beside)}
    if len(places) != 1:
        return []
    return [
        choice._replace(
            verdict=Verdict("same", ONLY_OCCASION, f"{choice.verdict.basis}; {basis}", "probable")
        )
        for choice in lines
        if choice.place in places
    ]


def _are_one_occasion(number: int, other: int, state: State) -> bool:
    one, two = state.gatherings[number].founders[0], state.gatherings[other].founders[0]
    return same_occasion(one, two).verdict == "same"


def _join(unit: list[Wording], choice: _Choice | None, state: State) -> None:
    if choice is None:
        state.gatherings.append(Gathering(founders=unit))
    number = choice.place if choice else len(state.gatherings) - 1
    gathering = state.gatherings[number]
    for wording in unit:
        basis = "the fullest wording" if choice is None and wording is unit[0] else "an editor's judgement"
        is_joined = choice is not None and wording is choice.wording
        gathering.joined[wording.key] = (
            choice.verdict if choice and is_joined else Verdict("same", 1.0, basis)
        )
        gathering.members.append(wording)
        if wording.article:
            state.by_article[wording.article].append((number, wording))
        if choice is None or max(compare(wording, founder).contained for founder in gathering.founders) < 1:
            _index(wording, number, state)


def _index(wording: Wording, number: int, state: State) -> None:
    place = len(state.indexed)
    state.indexed.append((number, wording))
    for fingerprint in fingerprints(wording.text, wording.speaker):
        state.by_print[fingerprint].append(place)
    if not is_report(wording):
        for word in weighty_words(wording.text):
            state.by_word[wording.speaker, word].append(place)


def _candidates(wording: Wording, state: State) -> Iterable[Found]:
    """Earlier wordings that share most fingerprints, the same occasion first, and what a report may report."""
    reported = _reported(wording, state) if is_report(wording) else []
    return dict.fromkeys([*_sharing(wording, state), *reported])


def _sharing(wording: Wording, state: State) -> list[Found]:
    shared: Counter[int] = Counter()
    for fingerprint in telling(fingerprints(wording.text, wording.speaker), state.spread):
        shared.update(state.by_print.get(fingerprint, ()))
    least = max(shared.values(), default=0) / 2
    near = ((*state.indexed[place], count) for place, count in shared.items() if count >= least)
    nearest = sorted(
        (same_occasion(wording, other).verdict != "same", -count, number, other.key, other)
        for number, other, count in near
    )
    return [(number, other) for _, _, number, _, other in nearest[:MAX_CANDIDATES]]


def _reported(report: Wording, state: State) -> list[Found]:
    """What a report may report: words of the occasion that share enough words of weight with it."""
    shared: Counter[int] = Counter()
    for word in weighty_words(report.text):
        shared.update(state.by_word.get((report.speaker, word), ()))
    enough = (
        (-count, number, other.key, other)
        for place, count in shared.items()
        if count >= LEAST_SHARED
        for number, other in [state.indexed[place]]
    )
    near = (each for each in sorted(enough) if same_occasion(report, each[3]).verdict == "same")
    return [(number, other) for _, number, _, other in islice(near, MAX_CANDIDATES)]


def _is_barred(unit: Sequence[Wording], gathering: Gathering, apart: dict[int, set[int]]) -> bool:
    """Whether an editor, or the days and places stated, part the unit from a member."""
    if any(apart[wording.key] & gathering.joined.keys() for wording in unit):
        return True
    stated = {(member.said, member.place): member for member in gathering.members if member.is_stated}
    return any(
        same_occasion(wording, member).verdict == "other_occasion"
        for wording in unit
        for member in stated.values()
    )
