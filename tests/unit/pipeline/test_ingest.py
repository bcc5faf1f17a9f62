"""Taking articles in: once, whole, with the basis of every date."""

from datetime import date

import pytest

from statements.language.days import DayRange
from statements.models import Appearance, Article, Capture, Outlet, Reading
from statements.pipeline import ArticleFile, Refusal, Taken, ingest

pytestmark = pytest.mark.django_db

TEXT = """Harbour dues to stay, minister says

Lorvia will not raise its harbour dues this year, Harbours Minister Anton Kreyle said on Tuesday.

“We will not raise the dues before the quay is mended,” Kreyle told reporters in Brell. “That is a promise.”
"""
PAGE = """<html><head><link rel="canonical" href="https://www.post.example/harbour">
<meta property="article:published_time" content="2031-05-14T08:30:00+02:00"></head>
<body><h1>Harbour dues to stay</h1><p>“We will not raise the dues before the quay is mended,” Harbours Minister
Anton Kreyle said on Tuesday in the town of Brell.</p></body></html>"""


def source(**values):
    defaults = {
        "where": "articles.csv, line 2",
        "content": TEXT.encode(),
        "media_type": "text/plain",
        "outlet": "Post",
        "published": DayRange.on(date(2031, 5, 14)),
        "basis": "editor",
    }
    return ArticleFile(**(defaults | values))


def counts():
    return [model.objects.count() for model in (Outlet, Article, Capture, Reading, Appearance)]


@pytest.mark.parametrize(
    ("values", "reason"),
    [
        ({"outlet": ""}, "neither outlet nor url"),
        ({"outlet": "", "url": "https://unknown.example/1"}, "none is known at unknown.example"),
        ({"content": b"\n\n-\n\n"}, "no article text was found"),
        ({"content": b"<html></html>", "media_type": "text/html"}, "no article text was found"),
        ({"content": b"Dues to stay.\n\n" + b"We stay. " * 30_000}, "has 270,015 characters"),
    ],
)
def test_ingest_refuses_and_leaves_nothing_behind(values, reason):
    refused = ingest(source(**values))
    assert isinstance(refused, Refusal)
    assert refused.where == "articles.csv, line 2"
    assert reason in refused.reason
    assert counts() == [0, 0, 0, 0, 0]


def test_ingest_keeps_words_bytes_and_places():
    taken = ingest(source(url="https://www.post.example/dues"))
    assert isinstance(taken, Taken)
    assert taken.outcome == "added"
    reading = Reading.objects.get()
    assert reading.text == TEXT
    assert Capture.objects.get().content() == TEXT.encode()
    appearance = Appearance.objects.get(kind="direct")
    assert [span.of(TEXT) for span in appearance.places] == appearance.words
    assert appearance.speaker_name == "Anton Kreyle"
    assert appearance.said == DayRange.on(date(2031, 5, 13))
    assert appearance.is_day_stated


@pytest.mark.parametrize("url", ["", "https://www.post.example/dues"])
def test_ingest_twice_changes_nothing(url):
    ingest(source(url=url))
    before = counts()
    again = ingest(source(url=url.replace("https", "http") + "?utm_source=feed" if url else ""))
    assert isinstance(again, Taken)
    assert again.outcome == "held"
    assert counts() == before


def test_ingest_keeps_the_new_bytes_of_a_changed_page():
    ingest(source(url="https://post.example/dues"))
    changed = ingest(source(url="https://post.example/dues", content=TEXT.encode() + b"\nMore soon.\n"))
    assert isinstance(changed, Taken)
    assert changed.outcome == "changed"
    assert counts() == [1, 1, 2, 1, Appearance.objects.count()]


def test_ingest_refuses_an_address_that_another_outlet_holds():
    ingest(source(url="https://post.example/dues"))
    refused = ingest(source(url="https://post.example/dues", outlet="Wire"))
    assert isinstance(refused, Refusal)
    assert refused.reason == "https://post.example/dues is held as an article of Post, not of Wire"
    assert list(Outlet.objects.values_list("name", flat=True)) == ["Post"]


def test_ingest_finds_the_outlet_by_its_domain():
    ingest(source(url="https://www.post.example/one"))
    ingest(source(url="https://sport.post.example/two", outlet="", content=TEXT.encode() + b"\nTwo.\n"))
    assert list(Outlet.objects.values_list("name", flat=True)) == ["Post"]
    assert Article.objects.filter(outlet__name="Post").count() == 2


def test_ingest_finds_the_outlet_by_a_former_name():
    ingest(source())
    Outlet.objects.get().names.create(name="The Brell Post")
    ingest(source(outlet="the brell post", content=TEXT.encode() + b"\nTwo.\n"))
    assert Outlet.objects.count() == 1


def test_ingest_reads_date_and_address_from_the_page():
    ingest(source(content=PAGE.encode(), media_type="text/html", published=None, basis=""))
    article = Article.objects.get()
    assert article.url == "https://www.post.example/harbour"
    assert article.headline == "Harbour dues to stay"
    assert article.published == DayRange.on(date(2031, 5, 14))
    assert article.published_basis == "page metadata"
    assert article.published_at.isoformat() == "2031-05-14T06:30:00+00:00"


def test_ingest_puts_the_operators_date_before_the_pages():
    ingest(source(content=PAGE.encode(), media_type="text/html", published=DayRange.on(date(2031, 5, 15))))
    article = Article.objects.get()
    assert (article.published, article.published_basis) == (DayRange.on(date(2031, 5, 15)), "editor")
    assert article.published_at is None


def test_ingest_leaves_a_date_unknown_that_nobody_states():
    ingest(source(published=None, basis=""))
    article = Article.objects.get()
    assert (article.published, article.published_basis) == (None, "unknown")
    assert not Appearance.objects.filter(said_on__isnull=False).exists()


@pytest.mark.parametrize(
    ("paper", "evidence"),
    [("Daily Post", "second-hand"), ("Harbour Post", "direct")],
)
def test_ingest_takes_no_interview_of_the_outlet_itself_for_hearsay(paper, evidence):
    text = f"Ferry sails\n\n“We sail at dawn, whatever the weather brings,” Ann Roe told the {paper}.\n"
    ingest(source(content=text.encode(), outlet="The Harbour Post"))
    assert Appearance.objects.get(kind="direct").evidence == evidence


def test_ingest_takes_the_page_date_as_an_upper_bound_only():
    text = "Dues to stay\n\n“We will not raise the dues before the quay is mended,” Anton Kreyle said.\n"
    ingest(source(content=text.encode()))
    appearance = Appearance.objects.get()
    assert appearance.said == DayRange(None, date(2031, 5, 14))
    assert not appearance.is_day_stated
    assert appearance.said_basis == "not stated; no later than the page's date"
