"""Every model test needs the database, and most of them see it refuse a row."""

from contextlib import contextmanager

import pytest
from django.db import IntegrityError, transaction


@pytest.fixture(autouse=True)
def _database(db):
    """Every test here reads or writes rows."""


@pytest.fixture
def refused():
    """`with refused("quote_has_words"):` passes only if that constraint or trigger function refuses it."""

    @contextmanager
    def refused_by(name):
        with pytest.raises(IntegrityError) as caught, transaction.atomic():
            yield
        diagnosis = caught.value.__cause__.diag
        assert name in (diagnosis.constraint_name or diagnosis.context)

    return refused_by
