"""Debian's Chromium before the pages of a live server, and an archive with something of everything for it to read."""

import os
import shutil
from collections.abc import Iterator
from datetime import date

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from statements.citations.identifiers import mint
from statements.curation import withdraw
from statements.models import Outlet, Report
from statements.pipeline import renew_fingerprints
from tests.factories import (
    make_appearance,
    make_article,
    make_editor,
    make_judgement,
    make_occasion,
    make_outlet,
    make_quote,
    make_reading,
    make_refrain,
    make_set,
    make_speaker,
    make_topic,
)

# Pages whose addresses are their names.
PLAIN = "about method coverage statistics how-to-cite accessibility api sets/new".split()
PLAIN += "speakers/ outlets/ topics/ occasions/ refrains/ sets/".split()
LONG = (
    "On Monday I went to the quay myself, and I counted the boats, and I can tell you that there were eleven of "
    "them, of which four had nets, three had lines, two had neither nets nor lines nor any wish for them, and the "
    "last two were no boats at all but a pair of very patient herons on a raft that somebody had tied up there."
)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium for all tests."""
    # Playwright keeps an event loop in this thread, which Django would take for asynchronous code.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        # Chromium's sandbox does not start as root or in a container; all it opens here are our own pages.
        arguments = ["--no-sandbox", "--disable-background-networking", "--disable-component-update"]
        chromium = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=arguments)
        yield chromium
        chromium.close()


@pytest.fixture(autouse=True)
def static_files_by_name(settings):
    """The live server finds static files by their own names, not by those with a digest."""
    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    settings.STORAGES = settings.STORAGES | {"staticfiles": plain}


@pytest.fixture
def page(browser: Browser, live_server) -> Iterator[Page]:
    """A fresh window without cookies; addresses may begin with a slash."""
    context = browser.new_context(base_url=live_server.url)
    yield context.new_page()
    context.close()


@pytest.fixture
def scriptless(browser: Browser, live_server) -> Iterator[Page]:
    """The same in a browser that runs no script."""
    context = browser.new_context(
        base_url=live_server.url, java_script_enabled=False, viewport={"width": 1280, "height": 900}
    )
    yield context.new_page()
    context.close()


@pytest.fixture
def addresses(live_server):
    """The addresses of one page of every kind, by name."""
    quote, refrain, others = fill_archive()
    article, credit = quote.reference.reading.article, quote.credits.get()
    post = Outlet.objects.get(name="Harbour Post")
    rows = {
        "quote": quote,
        "refrain": refrain,
        "article": article,
        "speaker": credit.speaker,
        "outlet": article.outlet,
        "topic": quote.topics.first(),
        "occasion": quote.occasion,
        **others,
    }
    paths = {name: row.get_absolute_url() for name, row in rows.items()} | {
        "home": "/",
        "search": "/search",
        "found": f"/search?q=dams&speaker={credit.speaker.public_id}&year=2026",
        "nothing found": f"/search?q=zebra&speaker={credit.speaker.public_id}",
        "faulty search": "/search?q=%22zebra",
        "names in a list": "/search?all=speaker&find=a",
        "printings": "/search?group=appearances",
        "articles": "/search?group=articles",
        "check": "/check?text=We+do+not+want+2+contests+over+the+river.",
        "nothing to check": "/check",
        "report form": f"{quote.get_absolute_url()}/report",
        "ticket": quote.reports.get().get_absolute_url(),
        "export": "/export?q=river",
        "compared with another": f"{quote.get_absolute_url()}?diff=exact",
        "not found": "/q/0000000",
        "two to compare": "/compare",
        "compared": f"/compare?a={article.outlet.public_id}&b={post.public_id}",
        **{page: f"/{page}" for page in PLAIN},
    }
    return {name: f"{live_server.url}{path}" for name, path in paths.items()}


def fill_archive():
    """A quote with everything a page can show, its refrain, and quotes of other kinds by name."""
    wire, post, radio, daily = (
        make_outlet(name=name) for name in ("Meridian Wire", "Harbour Post", "Coastline", "Žďár Daily")
    )
    speaker, occasion = make_speaker(name="Ingrid Kreyle"), make_occasion(title="Press conference, Skerry")
    speaker.roles.create(title="Secretary General", organisation="Lodestar Pact", basis="article")
    topic = make_topic(name="River talks", description="The talks on the river.", terms=["river"])
    whole = ["We do not want a contest over the river. We do not want a new wall of dams.", "We go on."]
    appearances = [
        printed(
            wire,
            "“{}”, Kreyle said.\nThe hall was full.\n“{}”, she said.",
            whole,
            url="https://wire.example/a",
        ),
        printed(
            post, "“{}”, she said.", ["We want no contest over the river. We don’t want a new wall of dams."]
        ),
        printed(radio, "Kreyle said {}.", ["there should be no more dams"], kind="indirect"),
        printed(daily, "She said there was “{}”.", ["no contest over the river"], kind="mixed"),
    ]
    quote = make_quote(
        appearances=appearances, speaker=speaker, occasion=occasion, topics=[topic], note="disputed"
    )
    quote.carriages.filter(appearance=appearances[1]).update(band="probable")
    quote.carriages.filter(appearance=appearances[2]).update(relation="paraphrased")
    renew_fingerprints([quote.pk])
    words = {"public_id": mint(Report), "kind": "reply", "body": "I meant the other river."}
    Report.objects.create(quote=quote, state="accepted", outcome="Printed.", **words)
    wire.ownerships.create(
        owner="Meridian Cooperative", control="independent", source="https://wire.example/about"
    )
    return quote, *others_like(quote, post)


def others_like(quote, outlet):
    """A refrain of the quote's line, and quotes of other kinds by name."""
    speaker = quote.credits.get().speaker
    again = make_quote(
        wording="Today we do not want a new wall of dams.", speaker=speaker, said=date(2024, 5, 1)
    )
    make_judgement(left=quote.reference, right=again.reference, verdict="unsure")
    part = printed(outlet, "It was {} “{}”.", ["calm", "as a pond"], kind="mixed")
    told = printed(outlet, "Kreyle said {}.", ["the dams are a mistake"], kind="indirect")
    others = {
        "mixed quote": make_quote(appearances=[part]),
        "reported quote": make_quote(appearances=[told], is_reported=True),
        "long quote": make_quote(wording=LONG, reviewed_by=make_editor(), reviewed_at="2026-03-01T00:00Z"),
        "quote of many": make_quote(carried_by=[make_outlet() for _ in range(23)], said=date(2026, 2, 1)),
        "withdrawn quote": withdrawn(),
        "set": make_set(),
    }
    return make_refrain(quotes=[quote, again], wording="We do not want a new wall of dams"), others


def printed(outlet, text, words, url="", **fields):
    """An appearance in an article whose text holds the words."""
    article = make_article(outlet=outlet, url=url, byline="Ada Fen", dateline="SKERRY")
    reading = make_reading(
        article=article, text=f"It rained. {text.format(*words)} Nobody left. It was late."
    )
    return make_appearance(
        reading=reading, words=words, speaker_name="Ingrid Kreyle", chain=["Kreyle"], **fields
    )


def withdrawn():
    """A quote that was withdrawn with a reason."""
    quote = make_quote()
    withdraw(quote, by=make_editor(), reason="The outlet took it back.")
    return quote
