"""Every test here changes a small archive, as an editor."""

import pytest

from tests.factories import make_editor
from tests.unit.curation.archive import take_articles


@pytest.fixture(autouse=True)
def _database(db):
    """Every test here reads or writes rows."""


@pytest.fixture
def editor():
    return make_editor(username="ingrid")


@pytest.fixture
def archive():
    take_articles()
