"""Who controls an outlet stands beside its name, and what editors switched off for it is shown nowhere."""

from datetime import date

import pytest

from statements.language.days import DayRange
from statements.models.dated import to_column
from tests.factories import make_appearance, make_article, make_outlet, make_quote, make_reading

pytestmark = pytest.mark.django_db

CONTROL = {"source": "https://register.example/42"}


@pytest.fixture
def gazette():
    """An outlet that the state took over in 2025."""
    outlet = make_outlet(name="Gazette")
    outlet.ownerships.create(
        control="independent", held=to_column(DayRange(date(2010, 1, 1), date(2024, 12, 31))), **CONTROL
    )
    outlet.ownerships.create(control="state", held=to_column(DayRange(date(2025, 1, 1), None)), **CONTROL)
    return outlet


@pytest.mark.parametrize(
    ("published", "control"),
    [(date(2020, 5, 1), "independent"), (date(2026, 5, 1), "state"), (None, "state")],
)
def test_control_is_that_of_the_day_of_the_article(client, gazette, published, control):
    article = make_article(outlet=gazette, published=published)
    quote = make_quote(appearances=[make_appearance(article=article)])
    for address in (quote.get_absolute_url(), "/search"):
        page = client.get(address).content.decode()
        assert f"<bdi>Gazette</bdi></a> <small>{control}</small>" in page, address


@pytest.mark.parametrize(
    ("owners", "strip"),
    [
        (["", ""], "in this archive</dd>"),
        (["Tidewater", ""], "in this archive</dd>"),
        (["Tidewater", "Tidewater"], "in this archive; 1 owner</dd>"),
        (["Tidewater", "Kelp"], "in this archive; 2 owners</dd>"),
        (["Tidewater", "Kelp", ""], "in this archive; 2 owners, that of 1 outlet not known</dd>"),
    ],
)
def test_owners_of_the_outlets_are_counted_where_more_than_one_is_known(client, owners, strip):
    outlets = [make_outlet() for _ in owners]
    for outlet, owner in zip(outlets, owners, strict=True):
        outlet.ownerships.create(control="independent", owner=owner, **CONTROL)
    page = client.get(make_quote(carried_by=outlets).get_absolute_url()).content.decode()
    assert strip in page.partition("Carried by</dt>")[2][:200]


def test_control_that_is_not_known_is_not_named(client):
    page = client.get(make_quote().get_absolute_url()).content.decode()
    assert "<small>" not in page


def test_outlet_page_has_days_and_source_of_its_control(client, gazette):
    page = " ".join(client.get(gazette.get_absolute_url()).content.decode().split())
    assert "independent, from <time>2010-01-01</time>, until <time>2024-12-31</time>" in page
    assert "state, from <time>2025-01-01</time>" in page
    assert 'href="https://register.example/42"' in page


@pytest.fixture
def printed():
    """A quote in an article with words around it and an address."""
    outlet = make_outlet()
    article = make_article(outlet=outlet, url="https://post.example/a", published=date(2026, 2, 1))
    reading = make_reading(
        article=article, text="It rained. “We sail at dawn”, Quill said. The ferry was late."
    )
    return outlet, make_quote(appearances=[make_appearance(reading=reading, words=["We sail at dawn"])])


@pytest.mark.parametrize(
    ("switch", "shown"),
    [
        ("is_linked", 'href="https://post.example/a'),
        ("is_linked", "web.archive.org/web/20260201/https://post.example/a"),
        ("is_excerpted", "It rained."),
    ],
)
def test_what_is_switched_off_for_an_outlet_is_on_no_page(client, printed, switch, shown):
    outlet, quote = printed
    pages = [quote.get_absolute_url(), quote.reference.reading.article.get_absolute_url()]
    assert all(shown in client.get(page).content.decode() for page in pages)
    setattr(outlet, switch, False)
    outlet.save()
    for page in pages:
        body = client.get(page).content.decode()
        assert shown not in body
        assert "We sail at dawn" in body
