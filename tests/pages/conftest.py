"""What several tests of pages need."""

import pytest

from statements.search.card_rows import QUOTES
from statements.search.facets import NAMES


@pytest.fixture
def planned_queries(db):
    """A connection that has planned the fixed queries, as each does once: it is no part of a page."""
    QUOTES.rows([])
    NAMES.rows([], [], [], [], [])
