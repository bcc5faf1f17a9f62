"""The verdict on two wordings."""

import pytest

from statements.linking import judge
from tests.unit.linking.wordings import day, wording

LINE = "We will not raise the harbour dues before the old quay is mended."
CUT = "not raise the harbour dues before the old quay is mended"
RAISED = "We will raise the harbour dues before the old quay is mended."
OTHER = "The lighthouse keeper of Brell asked for a longer rope."
IN_DAYS = "In {} days the old quay will be mended and the harbour open."
MONDAY = {"stated": day(5)}
FRIDAY = {"stated": day(9)}


@pytest.mark.parametrize(
    ("a", "b"),
    [
        (wording(LINE, **MONDAY), wording(OTHER, **MONDAY)),
        (wording(LINE, **MONDAY), wording(LINE, speaker="osk", **MONDAY)),
        (wording(LINE, speaker="", **MONDAY), wording(LINE, speaker="", **MONDAY)),
        (wording(LINE, speaker="", **MONDAY), wording(LINE, **MONDAY)),
        (
            wording("a safer harbour", printed=day(5)),
            wording("We want a safer harbour for all", printed=day(5)),
        ),
        (wording("a safer harbour", **MONDAY), wording("We want a safer harbour for all", **FRIDAY)),
        (wording("what we have to do for them", **MONDAY), wording("what we have to do for them", **FRIDAY)),
        (wording("a safer quay", **MONDAY), wording("We want a safer harbour for all", **MONDAY)),
        (wording("it", article=7), wording("it is late for the quay of Brell", article=7)),
        (wording(LINE, **MONDAY), wording("We will mend the old quay.", **FRIDAY)),
    ],
)
def test_judge_different(a, b):
    assert judge(a, b).verdict == judge(b, a).verdict == "different"


@pytest.mark.parametrize(
    ("a", "b", "verdict"),
    [
        (wording(LINE, **MONDAY), wording(RAISED, **MONDAY), "changed"),
        (wording(LINE, printed=day(5)), wording(RAISED, printed=day(25)), "changed"),
        (wording(LINE, **MONDAY), wording(CUT, **FRIDAY), "other_occasion"),
        (wording(LINE, **MONDAY), wording(RAISED, **FRIDAY), "changed"),
        (wording(IN_DAYS.format("14"), **MONDAY), wording(IN_DAYS.format("10"), **MONDAY), "changed"),
        (wording(IN_DAYS.format("14"), **MONDAY), wording(IN_DAYS.format("12"), **FRIDAY), "changed"),
        (
            wording(IN_DAYS.format("14"), printed=day(5)),
            wording(IN_DAYS.format("13"), printed=day(6)),
            "changed",
        ),
        (wording(IN_DAYS.format("14"), **MONDAY), wording(IN_DAYS.format("ten"), **FRIDAY), "other_occasion"),
        (
            wording(IN_DAYS.format("14"), printed=day(1)),
            wording(IN_DAYS.format("6"), printed=day(9)),
            "unsure",
        ),
        (wording(LINE), wording(CUT), "unsure"),
        (wording(LINE, printed=day(5)), wording(CUT, printed=day(25)), "unsure"),
        (wording(LINE, **MONDAY), wording("We shall not raise dues; mend the old quay", **MONDAY), "unsure"),
        (wording(LINE, **MONDAY), wording(CUT, **MONDAY), "same"),
        (wording(LINE, **MONDAY), wording(CUT, printed=day(7)), "same"),
        (wording(LINE, speaker="", article=7), wording(CUT, speaker="", article=7), "same"),
        (
            wording("a safer harbour", article=7),
            wording("We want a safer harbour for all", article=7),
            "same",
        ),
        (wording("a safer harbour", **MONDAY), wording("We want a safer harbour for all", **MONDAY), "same"),
    ],
)
def test_judge_verdict(a, b, verdict):
    found = judge(a, b)
    assert (found.verdict, judge(b, a)) == (verdict, found)
    assert 0 <= found.score <= 1


def test_judge_names_what_was_changed():
    assert "negation" in judge(wording(LINE, **MONDAY), wording(RAISED, **MONDAY)).basis


def test_judge_says_why_it_is_the_same():
    basis = judge(wording(LINE, **MONDAY), wording(CUT, **MONDAY)).basis
    assert (
        basis == "truncated, 100 % of the shorter wording stands in the longer; the texts state the same day"
    )
