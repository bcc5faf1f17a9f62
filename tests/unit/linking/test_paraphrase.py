"""Reports in a writer's words against the words themselves."""

import pytest

from statements.linking import compare, judge
from tests.unit.linking.wordings import day, wording

SAID = "We will not raise the harbour dues before the old quay is mended, and the pilots of Brell know it."
MONDAY = {"stated": day(5)}


def report(text, **more):
    return wording(text, kind="indirect", **more)


@pytest.mark.parametrize(
    "text",
    [
        "the harbour of Brell was in good order",
        "he would meet the council on Friday and stay for the night",
        "the dues on salt, rope and tar would be looked at again after the winter",
        "the quay was older than the pilots",
    ],
)
def test_compare_other_reports(text):
    assert compare(report(text), wording(SAID)).relation != "paraphrased"


@pytest.mark.parametrize(
    "text",
    [
        "harbour dues would stay as they were until the mending of the old quay",
        "the pilots had to know that before the old quay was mended no dues in the harbour would be raised",
    ],
)
def test_compare_report(text):
    found = compare(report(text), wording(SAID))
    assert (found.relation, found.band) == ("paraphrased", "probable")
    assert compare(wording(SAID), report(text)) == found


def test_compare_what_two_speakers_said_is_no_report():
    text = "harbour dues would stay as they were until the mending of the old quay"
    assert compare(wording(text), wording(SAID)).relation != "paraphrased"
    assert compare(report(text), report(SAID)).relation != "paraphrased"


@pytest.mark.parametrize(
    ("when", "verdict", "band"),
    [(MONDAY, "same", "probable"), ({"stated": day(9)}, "other_occasion", "line"), ({}, "unsure", "line")],
)
def test_judge_report_is_never_sure(when, verdict, band):
    heard = report("the dues would stay until the mending of the old quay of the harbour", **when)
    found = judge(heard, wording(SAID, **MONDAY))
    assert (found.verdict, found.band) == (verdict, band)


def test_judge_report_of_another_number():
    told = wording(
        "We will mend 12 boats of the pilots in the old harbour of Brell before the winter", **MONDAY
    )
    heard = report("the pilots of Brell would have 14 boats mended in the old harbour by winter", **MONDAY)
    assert judge(heard, told).verdict == "changed"
