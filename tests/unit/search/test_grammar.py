"""Words a reader types, made ready for the database."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from statements.search.grammar import QueryError, normalise_query, parse
from statements.search.tree import All, Any, Days, Field, Near, Not, Numbers, Phrase, Word, written


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


@pytest.mark.parametrize(
    ("typed", "proposal", "place"),
    [
        ("speeker:roe quay", "speaker:roe quay", 0),
        ("quay said:2019..2018", "quay said:2018..2019", 5),
        ("said:2018-13", "said:2018", 0),
        ("carried:many", "carried:5", 0),
        ("carried:9..3", "carried:3..9", 0),
        ("kind:drect", "kind:direct", 0),
        ("reviewed:maybe", "reviewed:yes", 0),
        ("q*", "q", 0),
        ("qu*y", "quy*", 0),
        ("quay NEAR/99 boat", "quay NEAR/20 boat", 5),
        ("NEAR/5 boat", "boat", 0),
        ("OR boat", "boat", 0),
        ("quay OR", "quay", 5),
        ("quay OR OR boat", "quay OR boat", 8),
        ("(quay", "(quay)", 0),
        ("quay)", "quay", 4),
        ("quay ()", "quay", 5),
        ("-quay", "quay", 0),
        ("http://post.example/quay", '"http //post.example/quay"', 0),
        ("said:.. quay OR (", "said quay", 0),
    ],
)
def test_what_cannot_be_read_says_where_and_proposes_what_can(typed, proposal, place):
    with pytest.raises(QueryError) as caught:
        parse(typed)
    assert (caught.value.proposal, caught.value.place) == (proposal, place)
    assert parse(proposal) is not None


@pytest.mark.parametrize(
    ("typed", "tree"),
    [
        ("", None),
        ('""', None),
        ("- * …", None),
        ("quay", Word("quay")),
        ("quay AND boat", All((Word("quay"), Word("boat")))),
        ("quay OR boat pier", All((Any((Word("quay"), Word("boat"))), Word("pier")))),
        ("“old quay” -boat", All((Phrase("old quay"), Not(Word("boat"))))),
        ("quay NOT (boat OR pier)", All((Word("quay"), Not(Any((Word("boat"), Word("pier"))))))),
        ("qua* NEAR/5 boat", Near(Word("qua", is_prefix=True), Word("boat"), 5)),
        ("Speaker:“Ann Roe”", Field("speaker", "Ann Roe", "Ann Roe")),
        ("said:2018-02", Field("said", Days(date(2018, 2, 1), date(2018, 2, 28)), "2018-02")),
        ("said:>2018", Field("said", Days(date(2019, 1, 1), None), ">2018")),
        ("said:..2018-02-03", Field("said", Days(None, date(2018, 2, 3)), "..2018-02-03")),
        ("carried:<3", Field("carried", Numbers(None, 2), "<3")),
        ("kind:Direct", Field("kind", "direct", "Direct")),
        ("note: at 10:30", All((Word("note"), Word("at"), Word("10:30")))),
    ],
)
def test_parse(typed, tree):
    assert parse(typed) == tree


@given(st.text(alphabet='ab" -()*:|.ORNEAR/5>‘’“”', max_size=60))
def test_any_text_is_read_or_refused_and_what_is_read_is_written_so_that_it_is_read_again(typed):
    try:
        tree = parse(typed)
    except QueryError as error:
        tree = parse(error.proposal) if error.proposal else None
    assert tree is None or parse(written(tree)) == tree
