from datetime import date

import pytest
from django.db.backends.postgresql.psycopg_any import DateRange
from django.utils.timezone import now

from statements.language.days import DayRange
from statements.models import Quote, Sentence
from tests.factories import make_appearance, make_article, make_editor, make_occasion, make_outlet, make_quote


def save(quote, **changes):
    for field, value in changes.items():
        setattr(quote, field, value)
    quote.save()


@pytest.mark.parametrize("status", ["published", "withdrawn"])
def test_quote_published_has_an_id(refused, status):
    with refused("quote_published_has_an_id"):
        save(make_quote(status="pending"), status=status)


@pytest.mark.parametrize("status", ["merged", "published"])
def test_quote_merged_into_one(refused, status):
    with refused("quote_merged_into_one"):
        save(make_quote(), status=status, merged_into=None if status == "merged" else make_quote())


def test_quote_merged_into_another(refused):
    quote = make_quote()
    with refused("quote_merged_into_another"):
        save(quote, status="merged", merged_into=quote)


def test_quote_split_from_another(refused):
    quote = make_quote()
    with refused("quote_split_from_another"):
        save(quote, split_from=quote)


def test_quote_has_words(refused):
    with refused("quote_has_words"):
        save(make_quote(), wording="")


def test_quote_answer_has_a_kind(refused):
    with refused("quote_answer_has_a_kind"):
        save(make_quote(), answer_to=make_quote())


def test_quote_answer_kind_has_its_quote(refused):
    with refused("quote_answer_has_a_kind"):
        save(make_quote(), answer_kind="denies")


def test_quote_answers_another(refused):
    quote = make_quote()
    with refused("quote_answers_another"):
        save(quote, answer_to=quote, answer_kind="answers")


def test_quote_review_is_whole(refused):
    with refused("quote_review_is_whole"):
        save(make_quote(), reviewed_by=make_editor())


def test_quote_review_has_its_editor(refused):
    with refused("quote_review_is_whole"):
        save(make_quote(), reviewed_at=now())


def test_quote_date_has_a_basis(refused):
    with refused("quote_date_has_a_basis"):
        save(make_quote(said=date(2026, 2, 10)), said_basis="")


def test_quote_date_says_something(refused):
    with refused("quote_date_says_something"):
        save(make_quote(said=date(2026, 2, 10)), said_on=DateRange(empty=True))


def test_sentence_key_once(refused):
    quote = make_quote(wording="The tide will turn. The boats will float.")
    with refused("sentence_key_once"):
        quote.sentences.filter(position=2).update(key=quote.sentences.get(position=1).key)


def test_sentence_position_once(refused):
    quote = make_quote(wording="The tide will turn. The boats will float.")
    with refused("sentence_position_once"):
        quote.sentences.filter(position=2).update(position=1)


def test_sentence_stands_or_is_followed(refused):
    quote = make_quote()
    with refused("sentence_stands_or_is_followed"):
        quote.sentences.update(position=None)


def test_sentence_has_words(refused):
    with refused("sentence_has_words"):
        Sentence.objects.filter(quote=make_quote()).update(end=0)


def test_published_leaves_out_pending_and_withdrawn():
    shown = make_quote()
    make_quote(status="pending")
    make_quote(status="withdrawn")
    assert list(Quote.objects.published()) == [shown]


def test_with_counts_counts_outlets_not_articles():
    outlet = make_outlet()
    printed = [make_appearance(article=make_article(outlet=of)) for of in (outlet, outlet, make_outlet())]
    make_quote(appearances=printed)
    assert Quote.objects.with_counts().get().outlet_count == 2
    printed[2].carriages.update(is_active=False)
    assert Quote.objects.with_counts().get().outlet_count == 1


def test_speakers_and_carriages_ask_the_same_number_of_queries_for_many(django_assert_num_queries):
    for _ in range(3):
        make_quote(carried_by=[make_outlet(), make_outlet()], occasion=make_occasion())
    with django_assert_num_queries(3):
        for quote in Quote.objects.with_speakers().with_carriages():
            assert quote.occasion.title
            assert quote.credits.all()[0].speaker.name
            assert len({c.appearance.reading.article.outlet.name for c in quote.carriages.all()}) == 2


def test_said_is_the_day_of_the_occasion_where_both_are_known():
    day = DayRange.on(date(2026, 2, 10))
    assert make_quote(said=date(2026, 2, 12), occasion=make_occasion(held=day)).said == day
    assert make_quote(said=day, occasion=make_occasion(held=None)).said == day
    assert make_quote().said is None


FIRST, LAST = date(2026, 2, 10), date(2026, 2, 12)


@pytest.mark.parametrize(
    ("held", "said", "day"),
    [
        pytest.param(None, None, None, id="undated"),
        pytest.param(None, DayRange(FIRST, LAST), FIRST, id="the first of a range"),
        pytest.param(None, DayRange(None, LAST), LAST, id="the last where no first is known"),
        pytest.param(DayRange(None, LAST), DayRange.on(FIRST), LAST, id="the occasion's before its own"),
        pytest.param(DayRange.on(FIRST), None, FIRST, id="the occasion's"),
    ],
)
def test_search_sorts_by_the_first_day_that_is_known(held, said, day):
    make_quote(occasion=make_occasion(held=held), said=said)
    assert Quote.objects.get().document.day == day


def test_is_reviewed_by_an_editor_only():
    assert not make_quote().is_reviewed
    assert make_quote(reviewed_by=make_editor(), reviewed_at=now()).is_reviewed


def test_search_column_follows_the_wording():
    quote = make_quote(wording="We counted forty herrings.")
    assert Quote.objects.filter(search="herring").get() == quote
    save(quote, wording="We counted forty gulls.")
    assert not Quote.objects.filter(search="herring")
