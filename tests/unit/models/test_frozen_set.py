"""Sets have a title and members."""

from statements.models import FrozenSet
from tests.factories import make_quote, make_set


def fields():
    row = make_set(quotes=[make_quote()])
    names = ("search", "members", "codebook", "salt", "sha256", "title")
    return {name: getattr(row, name) for name in names}


def test_frozenset_has_a_title(refused):
    given = fields() | {"title": ""}
    with refused("frozenset_has_a_title"):
        FrozenSet.objects.create(**given)


def test_frozenset_has_members(refused):
    given = fields() | {"members": []}
    with refused("frozenset_has_members"):
        FrozenSet.objects.create(**given)
