"""A synthetic archive is never mixed with another. In a file of its own: its database is emptied after it."""

import pytest

from archive.database import OWNER_URL
from bench.synthesis.database import Refused
from bench.synthesis.load import load
from statements.models import Outlet
from tests.conftest import url_of
from tests.factories import make_article
from tests.unit.bench.conftest import nothing


def test_database_with_articles_is_refused(transactional_db, world, tmp_path):
    make_article()
    with pytest.raises(Refused, match="has rows in statements_article"):
        load(url_of(OWNER_URL), world, tmp_path, 1, nothing)
    assert Outlet.objects.count() == 1
