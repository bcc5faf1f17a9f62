"""What the database refuses of search documents."""

import pytest

from statements.models import Term
from statements.models.document import Facet

pytestmark = pytest.mark.django_db


def test_term_once(refused):
    Term.objects.create(facet=Facet.CUE, value="warn")
    with refused("term_once"):
        Term.objects.create(facet=Facet.CUE, value="warn")
