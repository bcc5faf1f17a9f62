"""A small archive that the machine itself made of articles, for acts to change."""

from datetime import date

from statements.language.days import DayRange
from statements.models import Outlet, Quote, Speaker, Topic
from statements.pipeline import ArticleFile, ingest, link
from tests.factories import make_topic

DUES = "We will not raise the harbour dues before the old quay is mended"
LAMPS = "The lamps on the northern pier stay lit through the winter"
KREYLE, HALIM = "Harbours Minister Anton Kreyle told", "Pilot Master Yusra Halim said on Wednesday."
# Outlet, day, what it printed.
ARTICLES = [
    (
        "Post",
        14,
        f"“{DUES}. I gave my word to the skippers of this coast,” {KREYLE} reporters in Brell on Tuesday.",
    ),
    ("Wire", 14, f'{KREYLE} reporters in Brell on Tuesday: "{DUES}."'),
    ("Radio", 15, f"‘{DUES.replace('will not', 'won’t')}’, {KREYLE} reporters in Brell on Tuesday."),
    (
        "Post",
        22,
        f"“Let me say it once more: {DUES[0].lower()}{DUES[1:]},” {KREYLE} the council in Skarhaven on Wednesday.",
    ),
    ("Wire", 22, f'"{LAMPS}," {HALIM}'),
    ("Radio", 23, f"“{LAMPS}, and nobody will switch them off,” {HALIM}"),
    ("Post", 27, '"Nobody asked the crews what they think of the new timetable," Yussra Halim said.'),
    ("Radio", 28, '"The ferry will sail again as soon as the ice has gone," an official said.'),
]


def take_articles():
    """Eight articles of three outlets, linked: quotes that two or three carried, a line said twice, a misspelt name."""
    make_topic(name="Harbours", terms=["harbour", "quay"])
    make_topic(name="Lights", terms=["lamps"])
    for outlet, day, body in ARTICLES:
        _take(outlet, day, body)
    link()


def take_article(outlet, day, body):
    """One more article, linked."""
    _take(outlet, day, body)
    link()


def _take(outlet, day, body):
    number = len(body)
    ingest(
        ArticleFile(
            where="test",
            content=f"News from the coast\n\n{body}\n\nThe council met for the {number}th time.\n".encode(),
            media_type="text/plain",
            outlet=outlet,
            published=DayRange.on(date(2031, 5, day)),
            basis="editor",
        )
    )


def quote(beginning):
    """The quote whose wording begins so."""
    return Quote.objects.get(wording__startswith=beginning)


def speaker(name):
    return Speaker.objects.get(name=name)


def topic(name):
    return Topic.objects.get(name=name)


def outlet(name):
    return Outlet.objects.get(name=name)
