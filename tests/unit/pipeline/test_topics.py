"""Filing quotes under topics by terms."""

import pytest

from statements.pipeline.topics import assign_topics
from tests.factories import make_quote, make_topic

pytestmark = pytest.mark.django_db

PRINTED = [
    "We won’t raise the harbour\u00a0dues.",
    "We won't raise the harbour dues.",
    "We won‘t raise the harbour\u202fdues.",
]


@pytest.mark.parametrize("wording", PRINTED)
@pytest.mark.parametrize("term", ["harbour dues", "harbour\u00a0dues", "won't raise", "won’t raise"])
def test_assign_topics_sees_through_typography(wording, term):
    quote = make_quote(wording=wording)
    topic = make_topic(terms=[term])
    assert assign_topics() == 1
    assert list(quote.topics.all()) == [topic]
    assert assign_topics() == 0


@pytest.mark.parametrize("term", ["harbour light", "dues harbour", " "])
def test_assign_topics_leaves_other_words_alone(term):
    make_quote(wording=PRINTED[0])
    make_topic(terms=[term])
    assert assign_topics() == 0
