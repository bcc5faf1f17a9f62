"""Whether two wordings were said on one occasion."""

from datetime import date

import pytest

from statements.language.days import DayRange
from statements.linking import same_occasion
from tests.unit.linking.wordings import day, wording

MAY = DayRange(date(2031, 5, 1), date(2031, 5, 31))


def case(stated=None, printed=None, **more):
    return {"stated": stated, "printed": printed, **more}


@pytest.mark.parametrize(
    ("a", "b"),
    [
        (case(), case()),
        (case(printed=day(2)), case()),
        (case(printed=day(2)), case(printed=day(6))),
        (case(printed=day(2)), case(printed=day(2, month=9))),
        (case(printed=DayRange(None, date(2031, 5, 2))), case(printed=day(2))),
        (case(stated=day(2)), case()),
        (case(stated=day(2)), case(printed=day(6))),
        (case(stated=MAY), case(stated=day(2))),
        (case(stated=MAY), case(printed=day(2))),
        (case(stated=day(2), place="Brell"), case(printed=day(2), place="Marl")),
    ],
)
def test_same_occasion_unsure(a, b):
    assert same_occasion(wording("", **a), wording("", **b)).verdict == "unsure"


@pytest.mark.parametrize(
    ("a", "b"),
    [
        (case(stated=day(2)), case(stated=day(3))),
        (case(stated=day(2), article=7), case(stated=day(3), article=7)),
        (case(stated=day(2), place="Brell"), case(stated=day(2), place="Marl")),
        (case(stated=day(9)), case(printed=day(2))),
        (case(stated=MAY), case(printed=day(2, month=4))),
    ],
)
def test_same_occasion_other(a, b):
    assert same_occasion(wording("", **a), wording("", **b)).verdict == "other_occasion"


@pytest.mark.parametrize(
    ("a", "b"),
    [
        (case(stated=day(2)), case(stated=day(2))),
        (case(stated=day(2)), case(stated=DayRange(date(2031, 5, 1), date(2031, 5, 3)))),
        (case(stated=day(2), place="Brell"), case(stated=day(2), place="the port of Brell")),
        (case(stated=day(2), place="Brell"), case(stated=day(2))),
        (case(stated=day(2)), case(printed=day(5))),
        (case(printed=day(2)), case(printed=day(5))),
        (case(article=7), case(article=7)),
        (case(article=7, place="Brell"), case(article=7, place="Marl")),
        (case(article=7, stated=day(2)), case(article=7, printed=day(20))),
    ],
)
def test_same_occasion_same(a, b):
    verdict = same_occasion(wording("", **a), wording("", **b))
    assert verdict.verdict == same_occasion(wording("", **b), wording("", **a)).verdict == "same"
    assert verdict.basis


def test_same_occasion_stated_days_weigh_more_than_page_dates():
    stated = same_occasion(wording("", stated=day(2)), wording("", stated=day(2)))
    bounded = same_occasion(wording("", stated=day(2)), wording("", printed=day(3)))
    printed = same_occasion(wording("", printed=day(2)), wording("", printed=day(3)))
    assert 1 == stated.score > bounded.score > printed.score > 0
