import pytest

from statements.models import Version
from tests.factories import make_article, make_quote, make_refrain

STATE = {"body": b"{}", "sha256": b"1" * 32}


@pytest.mark.parametrize("is_two", [False, True], ids=["of nothing", "of two"])
def test_version_of_one_entry(refused, is_two):
    entries = {"quote": make_quote(), "article": make_article()} if is_two else {}
    with refused("version_of_one_entry"):
        Version.objects.create(number=1, **STATE, **entries)


def test_version_once_per_quote(refused):
    quote = make_quote()
    quote.versions.create(number=1, **STATE)
    with refused("version_once_per_quote"):
        quote.versions.create(number=1, **STATE)


def test_version_once_per_refrain(refused):
    refrain = make_refrain(quotes=[make_quote()])
    refrain.versions.create(number=1, **STATE)
    with refused("version_once_per_refrain"):
        refrain.versions.create(number=1, **STATE)


def test_version_once_per_article(refused):
    article = make_article()
    article.versions.create(number=1, **STATE)
    with refused("version_once_per_article"):
        article.versions.create(number=1, **STATE)


@pytest.mark.parametrize(("number", "previous"), [(0, None), (1, b"0" * 32), (2, None)])
def test_version_chain_is_closed(refused, number, previous):
    with refused("version_chain_is_closed"):
        make_quote().versions.create(number=number, previous_sha256=previous, **STATE)
