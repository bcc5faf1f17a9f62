"""Pages after a place: the same in every engine, whatever comes in before it or is withdrawn meanwhile."""

from datetime import date, timedelta

import pytest

from statements.models import Quote
from statements.search import samples
from statements.search.columns import read_columns
from statements.search.engine import ORDERS, Query, Wanted
from statements.search.fresh import FreshEngine
from statements.search.keyset import is_place, read_place, write_place
from statements.search.memory import MemoryEngine
from statements.search.postgres import PostgresEngine
from tests.factories import make_outlet, make_quote

pytestmark = pytest.mark.django_db
SIZE = 4


@pytest.fixture
def quotes():
    """Eleven quotes; days and numbers of outlets recur, and three have no day."""
    outlets = [make_outlet() for _ in range(3)]
    return [
        make_quote(
            carried_by=outlets[: 1 + number % 3],
            said=date(2020, 1, 1) + timedelta(days=400 * (number % 4)) if number < 8 else None,
        )
        for number in range(11)
    ]


def walk(engine, order):
    """All keys, page after page."""
    keys, after = [], None
    while page := engine.search(Query(), Wanted(order, 0, SIZE, after), {}).keys:
        keys += page
        after = read_place(order, write_place(order, page[-1]))
    return keys


@pytest.mark.parametrize("order", ORDERS)
def test_walk_finds_every_quote_once_and_in_order(quotes, order, monkeypatch, tmp_path):
    expected = list(PostgresEngine().search(Query(), Wanted(order), {}).keys)
    assert len(expected) == len(quotes)
    assert walk(PostgresEngine(), order) == expected
    assert walk(MemoryEngine(read_columns()), order) == expected
    fresh = FreshEngine(tmp_path)
    fresh.read()
    Quote.objects.filter(pk=quotes[4].pk).update(said_on=None, said_basis="")
    changed = list(PostgresEngine().search(Query(), Wanted(order), {}).keys)
    assert walk(fresh, order) == changed
    for near in (100, 0):
        for name, value in {"EXACT": 0, "NEAR": near, "NEAR_EACH": 0, "AMPLE": 0}.items():
            monkeypatch.setattr(samples, name, value)
        assert walk(PostgresEngine(), order) == changed


def test_place_holds_when_its_quote_is_withdrawn_and_others_come_in(quotes):
    first = PostgresEngine().search(Query(), Wanted("newest", 0, SIZE), {}).keys
    place = write_place("newest", first[-1])
    rest = PostgresEngine().search(Query(), Wanted("newest", SIZE, SIZE), {}).keys
    Quote.objects.filter(pk=first[-1]).update(status="withdrawn")
    make_quote(said=date(2025, 1, 1))
    assert (
        PostgresEngine().search(Query(), Wanted("newest", 0, SIZE, read_place("newest", place)), {}).keys
        == rest
    )


@pytest.mark.parametrize(
    ("order", "value"),
    [
        ("newest", "3"),
        ("oldest", "3"),
        ("carried", "2020-01-01"),
        ("carried", "undated"),
        ("added", "undated"),
    ],
)
def test_read_place_of_another_order_is_none(quotes, order, value):
    assert read_place(order, f"{value}.{quotes[0].public_id}") is None


def test_read_place_of_no_quote_is_none():
    assert read_place("newest", f"2020-01-01.{'0' * 8}") is None


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "2018-04-04",
        "2018-02-31.{0}",
        "x.{0}",
        "2018-04-04.zzzzzzzz",
        "1234567.{0}",
        "2018-04-04.{0} ",
        ".{0}",
    ],
)
def test_is_place_no(typed):
    assert not is_place(typed.format("0" * 8))


@pytest.mark.parametrize("typed", ["2018-04-04.{0}", "12.{0}", "undated.{0}"])
def test_is_place_yes(typed):
    assert is_place(typed.format("0" * 8))
