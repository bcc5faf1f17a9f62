from datetime import date

import pytest

from statements.models import Carriage
from tests.factories import make_appearance, make_article, make_quote


def test_carriage_once_per_quote(refused):
    quote = make_quote()
    row = {"appearance": quote.reference, "share": 1, "score": 1, "relation": "verbatim", "band": "same"}
    quote.carriages.create(**row, basis="an older guess", is_active=False)
    with refused("carriage_once_per_quote"):
        quote.carriages.create(**row, basis="the same words")


@pytest.mark.parametrize("share", [-0.01, 1.01])
def test_carriage_share_is_a_share(refused, share):
    with refused("carriage_share_is_a_share"):
        make_quote().carriages.update(share=share)


@pytest.mark.parametrize("score", [-0.01, 1.01])
def test_carriage_score_is_a_share(refused, score):
    with refused("carriage_score_is_a_share"):
        make_quote().carriages.update(score=score)


def test_carriage_has_a_basis(refused):
    with refused("carriage_has_a_basis"):
        make_quote().carriages.update(basis="")


def test_with_articles_in_time_order_without_the_inactive(django_assert_num_queries):
    days = [date(2026, 2, 12), date(2026, 2, 10), date(2026, 2, 11)]
    printed = [make_appearance(article=make_article(published=day)) for day in days]
    quote = make_quote(appearances=printed)
    Carriage.objects.filter(appearance=printed[2]).update(is_active=False)
    with django_assert_num_queries(1):
        shown = [c.appearance.reading.article.outlet for c in quote.carriages.with_articles()]
    assert shown == [printed[1].reading.article.outlet, printed[0].reading.article.outlet]
