"""Words a reader types, made ready for the database."""

import pytest

from statements.search.query import QueryError, normalise_query


@pytest.mark.parametrize(
    ("typed", "normal"),
    [
        ("", ""),
        ("  herring \t quota ", "herring quota"),
        ("don't", "don't"),
        ("don’t", "don't"),
        ("the fishers’ boats", "the fishers' boats"),
        ("Skerry's 'old' quay", "Skerry's 'old' quay"),
        ('"herring quota"', '"herring quota"'),
        ("“herring quota”", '"herring quota"'),
        ("„herring quota“", '"herring quota"'),
        ("«herring quota»", '"herring quota"'),
        ("»herring quota«", '"herring quota"'),
        ("‘herring quota’", '"herring quota"'),
        ("‘we don’t fish’ -cod", '"we don\'t fish" -cod'),
        ('“herring quota"', '"herring quota"'),
    ],
)
def test_normalise_query(typed, normal):
    assert normalise_query(typed) == normal


@pytest.mark.parametrize(
    ("typed", "proposal"),
    [('"herring quota', '"herring quota"'), ("herring “quota", '"herring quota"'), ('"', "")],
)
def test_normalise_query_unclosed_mark(typed, proposal):
    with pytest.raises(QueryError) as caught:
        normalise_query(typed)
    assert caught.value.proposal == proposal
    assert "not closed" in caught.value.message
