"""Words searched for and words printed meet, whatever the typography of either."""

import pytest

from statements.search.criteria import Criteria
from statements.search.results import find_quotes
from tests.factories import make_quote

pytestmark = pytest.mark.django_db

PRINTED = [
    "We won’t raise the harbour\u00a0dues.",
    "We won't raise the harbour dues.",
    "We won‘t raise the harbour\u202fdues.",
]


@pytest.mark.parametrize("wording", PRINTED)
@pytest.mark.parametrize(
    "text", ["harbour dues", '"harbour dues"', "“harbour\u00a0dues”", "won't", "won’t", "“won’t raise”"]
)
def test_search_sees_through_typography(wording, text):
    quote = make_quote(wording=wording)
    assert [card.url.partition("#")[0] for card in find_quotes(Criteria(text=text)).cards] == [
        quote.get_absolute_url()
    ]
