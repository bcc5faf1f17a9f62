"""What a change of a few words touches."""

import pytest

from statements.language.change_classes import class_of


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("", ""),
        ("harbour", "port"),
        ("the quay", "a quay"),
        ("the summer", "THE SUMMER"),
        ("two", "2"),
        ("don't", "do not"),
        ("and nobody who fishes off this coast", ""),
        ("we will pay for the light", "we would pay for the light"),
    ],
)
def test_a_change_of_other_words_has_no_class(before, after):
    assert class_of(before, after) == ""


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("two", "three", "number"),
        ("half", "a quarter", "number"),
        ("two percent", "percent", "number"),
        ("", "not", "negation"),
        ("never", "ever", "negation"),
        ("not two", "three", "number"),
        ("will", "would", "modal"),
        ("must", "should", "modal"),
        ("very", "", "intensifier"),
        ("clearly", "perhaps", "intensifier"),
        ("we", "they", "agent"),
        ("our", "the", "agent"),
        ("Lorvia", "Kelmark", "agent"),
    ],
)
def test_class_of_a_change(before, after, expected):
    assert class_of(before, after) == class_of(after, before) == expected
