import hashlib
from datetime import date

import pytest
from django.db.backends.postgresql.psycopg_any import DateRange
from django.utils.timezone import now

from statements.language.days import DayRange
from statements.models import Article
from tests.factories import make_article, make_outlet


def test_article_url_sha256_unique(refused):
    make_article(url="https://echo.example/1")
    with refused("url_sha256"):
        make_article(url="https://echo.example/1")


def test_article_without_url_once(refused):
    outlet, digest = make_outlet(), hashlib.sha256(b"the same text").digest()
    make_article(outlet=outlet, text_sha256=digest)
    make_article(text_sha256=digest)
    make_article(outlet=outlet, text_sha256=digest, url="https://echo.example/2")
    with refused("article_without_url_once"):
        make_article(outlet=outlet, text_sha256=digest)


def test_article_url_has_its_hash(refused):
    article = make_article(url="https://echo.example/1")
    article.url_sha256 = None
    with refused("article_url_has_its_hash"):
        article.save()


def test_article_hash_has_its_url(refused):
    article = make_article(url="https://echo.example/1")
    article.url = ""
    with refused("article_url_has_its_hash"):
        article.save()


@pytest.mark.parametrize(
    ("published", "basis"),
    [(date(2026, 2, 11), "unknown"), (None, "page metadata")],
    ids=["no basis", "no date"],
)
def test_article_date_has_a_basis(refused, published, basis):
    with refused("article_date_has_a_basis"):
        make_article(published=published, published_basis=basis)


@pytest.mark.parametrize("days", [DateRange(), DateRange(empty=True)], ids=["open at both ends", "empty"])
def test_article_date_says_something(refused, days):
    article = make_article()
    article.published_on = days
    with refused("article_date_says_something"):
        article.save()


def test_article_instant_has_its_day(refused):
    with refused("article_instant_has_its_day"):
        make_article(published=None, published_at=now())


def test_public_leaves_out_articles_without_an_id():
    shown = make_article()
    Article.objects.create(outlet=shown.outlet, text_sha256=b"0" * 32)
    assert list(Article.objects.public()) == [shown]


def test_published_reads_back():
    days = DayRange(None, date(2026, 2, 11))
    article = make_article(published=days)
    article.refresh_from_db()
    assert article.published == days


def test_published_unknown():
    assert make_article(published=None).published is None
