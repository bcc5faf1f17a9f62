"""The engines find what a naive reading of the rows finds: the same totals, facets and first pages."""

from datetime import date

import pytest

from statements.models.document import Facet
from statements.search.engine import Query, Wanted
from statements.search.grammar import parse
from statements.search.postgres import PostgresEngine
from statements.search.resolve import resolve
from tests.factories import make_outlet, make_quote, make_speaker

pytestmark = pytest.mark.django_db

WORDINGS = [
    "We do not want a new arms race.",
    "They wanted new arms, and no race at all.",
    "The pilots’ harbour is shut; do we want a new one?",
    "Wir wollen kein neues Wettrüsten.",
]


@pytest.fixture
def quotes():
    speakers = [make_speaker(name="Ann Roe"), make_speaker(name="Carl Holm")]
    outlets = [make_outlet(), make_outlet()]
    return [
        make_quote(
            wording=wording,
            speaker=speakers[number % 2],
            carried_by=outlets[: 1 + number % 2],
            said=date(2020 + number, 3, 1) if number < 3 else None,
            language="de" if number == 3 else "en",
        )
        for number, wording in enumerate(WORDINGS)
    ]


def found(text, quotes):
    """The numbers of the quotes that a query finds, in order."""
    query = Query(tree=resolve(parse(text)).tree)
    result = PostgresEngine().search(query, Wanted("oldest"), {Facet.SPEAKER: 8})
    keys = [quote.pk for quote in quotes]
    assert result.total == len(result.keys)
    assert PostgresEngine().count([query]) == [result.total]
    return sorted(keys.index(key) for key in result.keys)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", [0, 1, 2, 3]),
        ("arms", [0, 1]),
        ("arm race", [0, 1]),
        ('"arms race"', [0]),
        ('"we do not want a new"', [0]),
        ('"want a new"', [0, 2]),
        ('"wanted new arms"', [1]),
        ('"want new arms"', []),
        ("we", [0, 2]),
        ("we arms", [0, 1]),
        ("arms -race", []),
        ("want -arms", [2]),
        ("arms OR harbour", [0, 1, 2]),
        ('"arms race" OR harbour', [0, 2]),
        ("harb*", [2]),
        ("arms NEAR/1 race", [0]),
        ("race NEAR/4 arms", [0, 1]),
        ("pilot's", [2]),
        ("pilots’", [2]),
        ("wollen", [3]),
        ("wettrusten", [3]),
        ("kein Wettrüsten", [3]),
        ("speaker:roe", [0, 2]),
        ("speaker:holm arms", [1]),
        ("-speaker:roe new", [1]),
        ("speaker:nobody", []),
        ("said:2020", [0]),
        ("said:..2021", [0, 1]),
        ("said:>2020", [1, 2]),
        ("carried:>1", [1, 3]),
        ("lang:de", [3]),
        ("kind:direct arms", [0, 1]),
        ("reviewed:yes", []),
        ("(speaker:roe OR carried:2) new", [0, 1, 2]),
        (r"a'b\ & | ! <-> cc*", []),
    ],
)
def test_query_finds(quotes, text, expected):
    assert found(text, quotes) == expected
