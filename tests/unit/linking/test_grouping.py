"""Wordings of one thing said once, gathered around the fullest."""

from datetime import date, timedelta
from itertools import combinations, permutations

import pytest

from statements.language.days import DayRange
from statements.linking import group
from tests.unit.linking.wordings import day, wording

SKIPPERS = "I have heard the skippers of Brell and of Marl."
DUES = "We will not raise the harbour dues before the old quay is mended."
LIGHTS = "After that we shall talk again about who pays for the lights."
ROPE = "The lighthouse keeper asked for a longer rope."
MONDAY = {"stated": day(5), "printed": day(5)}
FRIDAY = {"stated": day(9), "printed": day(9)}


def groups(wordings, decisions=None):
    return {frozenset(found.members) for found in group(wordings, decisions or {}).groups}


def members(*groups):
    return {frozenset(group) for group in groups}


def verdicts(wordings, decisions=None):
    return {judged.pair: judged.verdict for judged in group(wordings, decisions or {}).judgements}


def test_group_nothing():
    assert group([], {}).groups == ()


def test_group_keeps_other_words_speakers_and_occasions_apart():
    wordings = [
        wording(DUES, key=1, **MONDAY),
        wording(ROPE, key=2, **MONDAY),
        wording(DUES, key=3, speaker="osk", **MONDAY),
        wording(DUES, key=4, **FRIDAY),
    ]
    assert groups(wordings) == members([1], [2], [3], [4])
    assert verdicts(wordings) == {(1, 4): "other_occasion"}


def test_group_keeps_a_changed_fact_apart_and_says_so():
    raised = DUES.replace("not ", "")
    wordings = [wording(DUES, key=1, **MONDAY), wording(raised, key=2, **MONDAY)]
    assert groups(wordings) == members([1], [2])
    assert verdicts(wordings) == {(1, 2): "changed"}


def test_group_shows_similar_lines_it_did_not_join():
    wordings = [wording(DUES, key=1, printed=day(1)), wording(DUES, key=2, printed=day(28))]
    assert groups(wordings) == members([1], [2])
    assert verdicts(wordings) == {(1, 2): "unsure"}


UNDATED = {"printed": None}


def test_group_leaves_an_undated_page_alone_where_the_words_are_known_from_two_occasions():
    wordings = [
        wording(DUES, key=1, **MONDAY),
        wording(DUES, key=2, **FRIDAY),
        wording(DUES, key=3, **UNDATED),
    ]
    assert groups(wordings) == members([1], [2], [3])


def test_group_leaves_an_undated_page_alone_with_words_that_are_only_like():
    wordings = [wording(DUES, key=1, **MONDAY), wording(f"{DUES[:40]} and it will cost us", key=2, **UNDATED)]
    assert groups(wordings) == members([1], [2])


def test_group_joins_an_undated_page_with_the_only_occasion_of_its_words():
    wordings = [
        wording(DUES, key=1, **MONDAY),
        wording(f"{DUES} {LIGHTS}", key=2, **UNDATED),
        wording(DUES, key=3, **UNDATED),
    ]
    for order in permutations(wordings):
        assert groups(order) == members([1, 2, 3])
    found = {carriage.wording: carriage for carriage in group(wordings, {}).carriages}
    assert found[3].score < 0.8
    assert "from this occasion alone" in found[3].basis


def test_group_takes_the_occasion_of_the_rest_of_an_undated_article():
    wordings = [
        wording(DUES, key=1, **MONDAY),
        wording(DUES, key=2, **FRIDAY),
        wording(f"{SKIPPERS} {ROPE}", key=3, **FRIDAY),
        wording(DUES, key=4, article=9, **UNDATED),
        wording(ROPE, key=5, article=9, **UNDATED),
    ]
    for order in permutations(wordings):
        assert groups(order) == members([1], [2, 4], [3, 5])


def test_group_joins_what_was_said_in_a_month_with_the_only_day_in_it():
    month = {"stated": DayRange(day(1).first, day(28).first), "printed": day(1, month=8)}
    june = {"stated": day(9, month=6)}
    wordings = [wording(DUES, key=1, **MONDAY), wording(DUES, key=2, **month), wording(DUES, key=3, **june)]
    assert groups(wordings) == members([1, 2], [3])
    assert groups([*wordings, wording(DUES, key=4, **FRIDAY)]) == members([1], [2], [3], [4])


def test_group_keeps_the_occasions_of_a_line_apart_that_is_said_every_day():
    days = [DayRange.on(date(2031, 1, 1) + timedelta(days=number)) for number in range(200)]
    wordings = [wording(DUES, key=2 * n + outlet, stated=days[n]) for n in range(200) for outlet in (1, 2)]
    assert groups(wordings) == members(*([2 * n + 1, 2 * n + 2] for n in range(200)))


def test_group_joins_a_fragment_only_where_its_article_carries_more():
    held = wording(f"{DUES} {LIGHTS}", key=1, printed=day(5))
    more, fragment = (
        wording(text, key=key, article=9, printed=day(5))
        for text, key in ((DUES, 2), ("pays for the lights", 3))
    )
    elsewhere = wording("pays for the lights", key=4, printed=day(5))
    assert groups([held, more, fragment, elsewhere]) == members([1, 2, 3], [4])
    assert groups([held, fragment, elsewhere]) == members([1], [3], [4])


def test_group_joins_a_report_with_the_words_it_reports():
    told = "the dues of the harbour would stay as they were until the mending of the old quay"
    wordings = [
        wording(told, key=1, kind="indirect", printed=day(6)),
        wording(f"{SKIPPERS} {DUES}", key=2, **MONDAY),
        wording("the skippers of Marl had asked him for nothing", key=3, kind="indirect", **MONDAY),
        wording(told, key=4, kind="indirect", **FRIDAY),
    ]
    for order in permutations(wordings):
        assert groups(order) == members([1, 2], [3], [4])
    relations = {carriage.wording: carriage.relation for carriage in group(wordings, {}).carriages}
    assert relations[1] == "paraphrased"


def test_group_joins_what_every_outlet_carried():
    wordings = [
        wording(f"{SKIPPERS} {DUES} {LIGHTS}", key=1, **MONDAY),
        wording(DUES.upper(), key=2, **MONDAY),
        wording(LIGHTS, key=3, printed=day(6)),
        wording("harbour dues", key=4, **MONDAY),
    ]
    assert groups(wordings) == members([1, 2, 3, 4])


def test_group_joins_parts_only_through_a_wording_that_holds_both():
    parts = [wording(SKIPPERS, key=1, **MONDAY), wording(LIGHTS, key=2, **MONDAY)]
    assert groups(parts) == members([1], [2])
    assert groups([*parts, wording(f"{SKIPPERS} {LIGHTS}", key=3, **MONDAY)]) == members([1, 2, 3])


def test_group_does_not_chain_overlaps():
    wordings = [
        wording(f"{SKIPPERS} They were angry and they were right about the weather. {DUES}", key=1, **MONDAY),
        wording(f"{DUES} {LIGHTS}", key=2, **MONDAY),
        wording(f"{LIGHTS} {ROPE}", key=3, **MONDAY),
    ]
    assert groups(wordings) == members([1, 2], [3])
    assert verdicts(wordings)[2, 3] == "unsure"


def test_group_does_not_join_two_stated_days_through_an_undated_wording():
    wordings = [
        wording(f"{SKIPPERS} {DUES} {LIGHTS}", key=1, printed=day(6)),
        wording(f"{SKIPPERS} {DUES}", key=2, stated=day(5), printed=day(6)),
        wording(LIGHTS, key=3, stated=day(6), printed=day(6)),
    ]
    assert groups(wordings) == members([1, 2], [3])


def test_group_joins_unattributed_words_in_one_article_alone():
    wordings = [
        wording(DUES, key=1, article=7, speaker="", printed=day(5)),
        wording(DUES, key=2, article=7, speaker="", printed=day(5)),
        wording(DUES, key=3, article=8, speaker="", printed=day(5)),
    ]
    assert groups(wordings) == members([1, 2], [3])


def test_group_finds_its_occasion_among_many_repetitions():
    wordings = [
        wording(DUES, key=month * 10 + copy, stated=day(5, month))
        for month in range(1, 13)
        for copy in range(3)
    ]
    assert groups(wordings) == {frozenset(month * 10 + copy for copy in range(3)) for month in range(1, 13)}


def test_group_reference_is_the_best_evidence_then_the_fullest_then_the_earliest():
    full, cut = f"{DUES} {LIGHTS}", DUES
    wordings = [
        wording(full, key=1, printed=day(6), weight=1),
        wording(cut, key=2, printed=day(6), weight=2),
        wording(full, key=3, printed=day(5), weight=1),
    ]
    assert [found.reference for found in group(wordings, {}).groups] == [2]
    assert [found.reference for found in group([wordings[0], wordings[2]], {}).groups] == [3]


def test_group_carriages_say_which_part_is_carried_and_why():
    wordings = [wording(f"{DUES} {LIGHTS}", key=1, **MONDAY), wording(LIGHTS, key=2, **MONDAY)]
    full, part = group(wordings, {}).carriages
    assert (full.wording, full.group, full.relation, full.score) == (1, 1, "verbatim", 1.0)
    assert (part.wording, part.group, part.relation, part.score) == (2, 1, "truncated", 1.0)
    assert part.basis.endswith("the texts state the same day")


@pytest.mark.parametrize(
    ("decisions", "expected"),
    [
        ({(1, 2): "different"}, members([1, 3], [2], [4])),
        ({(2, 1): "other_occasion"}, members([1, 3], [2], [4])),
        ({(1, 4): "same"}, members([1, 2, 3, 4])),
        ({(4, 1): "same", (4, 3): "different"}, members([1, 2, 4], [3])),
        ({(1, 4): "same", (2, 4): "same", (1, 2): "different"}, members([1, 3, 4], [2])),
        ({(1, 99): "different", (98, 99): "same"}, members([1, 2, 3], [4])),
    ],
)
def test_group_editors_outrank_the_machine(decisions, expected):
    wordings = [
        wording(f"{DUES} {LIGHTS}", key=1, **MONDAY),
        wording(f"{DUES} Mark my words.", key=2, **MONDAY),
        wording(DUES, key=3, **MONDAY),
        wording(ROPE, key=4, **MONDAY),
    ]
    assert groups(wordings, decisions) == expected
    assert not verdicts(wordings, decisions).keys() & decisions.keys()


def test_group_names_an_editors_judgement_as_the_ground():
    wordings = [wording(DUES, key=1, **MONDAY), wording(ROPE, key=2, **FRIDAY)]
    joined = group(wordings, {(1, 2): "same"}).carriages[1]
    assert (joined.group, joined.basis, joined.relation) == (1, "an editor's judgement", "paraphrased")


def test_group_does_not_depend_on_the_order_of_the_input():
    wordings = [
        wording(f"{SKIPPERS} {DUES}", key=1, printed=day(5)),
        wording(f"{DUES} {LIGHTS}", key=2, printed=day(5)),
        wording(DUES, key=3, stated=day(4)),
        wording(LIGHTS, key=4, stated=day(5)),
        wording(DUES, key=5, stated=day(20, month=6)),
    ]
    expected = group(wordings, {(2, 3): "different"})
    assert all(group(order, {(3, 2): "different"}) == expected for order in permutations(wordings))


def test_group_does_not_depend_on_the_keys():
    texts = [
        " ".join(parts) for size in (1, 2, 3) for parts in combinations([SKIPPERS, DUES, LIGHTS, ROPE], size)
    ]
    picks = [(text, day(on)) for on in (1, 3, 6) for text in texts]

    def partition(keys):
        wordings = [wording(text, key=key, printed=on) for key, (text, on) in zip(keys, picks, strict=True)]
        number = {key: place for place, key in enumerate(keys)}
        return {frozenset(number[key] for key in found) for found in groups(wordings)}

    assert partition(range(1, len(picks) + 1)) == partition(range(1000, 1000 - len(picks), -1))
