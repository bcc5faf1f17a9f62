"""Lines that a speaker says again on other occasions."""

from itertools import permutations

import pytest

from statements.linking import find_refrains
from tests.unit.linking.wordings import day, wording

SALT = "No ship of ours shall pay a toll on salt"
BREAD = "no house of ours shall pay a toll on bread"
QUAY = "The old quay of Brell belongs to those who mend it."


def said(key, text, number, **more):
    return wording(text, key=key, stated=day(number), **more)


def lines(*quotes):
    return [[(each.quote, each.wording) for each in refrain.repetitions] for refrain in find_refrains(quotes)]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (
            "At the end of the day we have to be ready.",
            "I said that at the end of the day we have to be honest.",
        ),
        ("We have to be strict and we have to be calm.", "We have to be patient, we have to be wise."),
        ("That is what I think that we need to do now.", "I know that is what I think that we need to do."),
        (
            "I greet the people of the United Isles of Freedonia.",
            "All people of the United Isles of Freedonia vote.",
        ),
        ("A new toll on salt is wrong.", "A new toll on salt will come."),
        ("We talk, we talk, we talk, we talk and eat.", "We talk, we talk, we talk, we talk and rest."),
        (
            "We want [lower dues on salt and bread] in Brell",
            "They want [lower dues on salt and bread] in Marl",
        ),
    ],
)
def test_find_refrains_idioms_names_and_scraps_are_none(first, second):
    assert lines(said(1, first, 1), said(2, second, 2)) == []


@pytest.mark.parametrize(
    "second",
    [
        said(2, QUAY, 1),
        said(2, QUAY, 9, speaker="osk"),
        wording(QUAY, key=2, printed=day(28)),
        wording(QUAY, key=2),
    ],
)
def test_find_refrains_needs_one_speaker_and_two_stated_occasions(second):
    assert lines(said(1, QUAY, 1), second) == []


def test_find_refrains_ignores_unattributed_quotes():
    assert lines(said(1, QUAY, 1, speaker=""), said(2, QUAY, 9, speaker="")) == []


def test_find_refrains_half_a_sentence():
    first = said(1, f"You ask about the weather, but {QUAY.lower()}", 1)
    second = said(
        2, "I repeat it gladly: the old quay of Brell belongs to those who mend it, and not to you.", 2
    )
    line = "the old quay of {} belongs to those who mend it"
    assert lines(first, second) == [[(1, line.format("brell")), (2, line.format("Brell"))]]


def test_find_refrains_two_parts_in_another_order_make_one_line():
    compact = said(1, f"You know us. {SALT}, {BREAD}. So we talk.", 1)
    loose = said(2, f"{BREAD.capitalize()}, so let us be calm about the price of flour. {SALT}.", 2)
    (refrain,) = find_refrains([loose, compact])
    assert (refrain.title, refrain.title_quote) == (f"{SALT}, {BREAD}", 1)
    assert [each.wording for each in refrain.repetitions] == [
        f"{SALT}, {BREAD}",
        f"{BREAD.capitalize()} … {SALT}",
    ]
    for each, quote in zip(refrain.repetitions, (compact, loose), strict=True):
        assert " … ".join(span.of(quote.text) for span in each.spans) == each.wording


def test_find_refrains_two_lines_of_one_pair_are_two():
    between = "And now to the lights, which are as dark as ever."
    first = said(1, f"{SALT}, {BREAD}. {between} {QUAY}", 1)
    second = said(2, f"{QUAY} I thank the keeper for his patience. {SALT}, {BREAD}.", 2)
    assert len(lines(first, second)) == 2


def test_find_refrains_line_with_another_word_in_it():
    first = said(1, "We toil for a better peace with the fishermen of Marl.", 1)
    second = said(2, "We will always toil for a more honest peace with the fishermen of Marl.", 2)
    line = "toil for a {} peace with the fishermen of Marl"
    assert lines(first, second) == [[(1, line.format("better")), (2, line.format("more honest"))]]


def test_find_refrains_gathers_all_quotes_of_a_line_and_keeps_lines_apart():
    quotes = [
        said(1, f"{SALT}, {BREAD}. {QUAY}", 1),
        said(2, f"{SALT}, {BREAD}.", 2),
        said(3, f"Again: {SALT.lower()}, {BREAD}!", 3),
        said(4, f"Hear me. {QUAY}", 4),
    ]
    assert [[key for key, _ in refrain] for refrain in lines(*quotes)] == [[1, 2, 3], [1, 4]]


def test_find_refrains_does_not_depend_on_the_order_of_the_input():
    quotes = [
        said(1, f"{SALT}, {BREAD}. {QUAY}", 1),
        said(2, f"{QUAY} {SALT}.", 2),
        said(3, f"{BREAD}, {SALT.lower()}", 3),
        said(4, f"So I say: {QUAY.lower()}", 4),
    ]
    expected = find_refrains(quotes)
    assert expected
    assert all(find_refrains(order) == expected for order in permutations(quotes))


def test_find_refrains_never_hold_two_numbers_even_by_way_of_a_third_quote():
    line = "The toll at Marl will rise {}from the spring on, and not by a penny more."
    three, none, five = (line.format(rise) for rise in ("by 3 percent ", "", "by 5 percent "))
    refrains = find_refrains([said(1, three, 1), said(2, none, 9), said(3, five, 17)])
    assert refrains
    assert not any({1, 3} <= {each.quote for each in refrain.repetitions} for refrain in refrains)
