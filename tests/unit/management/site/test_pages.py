"""Where the links of a copy lead, and which file a plain server answers with."""

import re

import pytest

from statements.management.site.pages import (
    COPY,
    address_in_copy,
    asked_for,
    file_of,
    further_pages,
    moved_page,
    rewritten,
)


@pytest.mark.parametrize(
    "address",
    [
        "/search?q=herring",
        "/search",
        "/check?text=a",
        "/compare?a=1&b=2",
        "/q/tb56mq09/report",
        "/q/tb56mq09?diff=exact",
        "/speakers/?page=2&letter=a",
        "/statistics?year=2026",
        "/export.csv",
        "/api",
        "/api/v1/quotes",
        "/admin/",
        "/nowhere/at/all",
    ],
)
def test_what_files_cannot_answer_leads_to_the_page_that_says_so(address):
    assert address_in_copy(address) == COPY


@pytest.mark.parametrize(
    ("address", "place"),
    [
        ("https://outlet.example/a?b=1", "https://outlet.example/a?b=1"),
        ("//outlet.example/a", "//outlet.example/a"),
        ("mailto:ed@archive.example", "mailto:ed@archive.example"),
        ("/static/css/site.1.css", "/static/css/site.1.css"),
        ("/q/tb56mq09", "/q/tb56mq09"),
        ("/q/tb56mq09#s-4", "/q/tb56mq09#s-4"),
        ("/q/tb56mq09.json", "/q/tb56mq09.json"),
        ("/q/tb56mq09?printings=3#w-1", "/q/tb56mq09/printings/3#w-1"),
        ("/q/tb56mq09?at=0jpfjgkq#w-0jpfjgkq", "/q/tb56mq09/at/0jpfjgkq#w-0jpfjgkq"),
        ("/speakers/?page=2", "/speakers/page/2"),
        ("/speakers/?page=1", "/speakers/"),
        ("/speakers/tb56mq09/ann-roe", "/speakers/tb56mq09/ann-roe"),
        ("/", "/"),
    ],
)
def test_other_links_keep_their_places(address, place):
    assert address_in_copy(address) == place


@pytest.mark.parametrize(
    ("address", "file"),
    [
        ("/", "index.html"),
        ("/speakers/", "speakers/index.html"),
        ("/q/tb56mq09", "q/tb56mq09/index.html"),
        ("/q/tb56mq09.csl.json", "q/tb56mq09.csl.json"),
        ("/q/tb56mq09/v2", "q/tb56mq09/v2/index.html"),
        ("/robots.txt", "robots.txt"),
    ],
)
def test_a_page_is_the_index_of_a_folder(address, file):
    assert file_of(address) == file


@pytest.mark.parametrize("address", ["/q/tb56mq09", "/q/tb56mq09?printings=3", "/speakers/?page=2"])
def test_a_page_of_the_copy_stands_for_one_of_the_archive(address):
    assert asked_for(address_in_copy(address)) == address


def test_a_page_is_rewritten_and_says_that_it_is_a_copy():
    page = (
        '<link rel="alternate" href="/search.atom?q=a"><link rel="icon" href="/static/icon.svg">'
        '<main id="main" class="wrap"><a href="?page=3">Next</a> <a href="/search?q=a&amp;year=1">a</a>'
        '<form action="/search"></form><a href="#h">h</a>'
    )
    told = rewritten(page, "/speakers/?page=2", "<p>copy</p>")
    assert told == (
        '<link rel="icon" href="/static/icon.svg">'
        '<main id="main" class="wrap"><p>copy</p><a href="/speakers/page/3">Next</a> <a href="/copy/">a</a>'
        '<form action="/copy/"></form><a href="#h">h</a>'
    )
    assert further_pages(told) == {"/speakers/page/3"}


def test_of_two_lists_on_a_page_one_is_turned_over():
    page = (
        '<a href="?page=2&amp;articles=2#h">Older</a> <a href="?page=3">Next</a> <a href="?page=1">First</a>'
    )
    told = rewritten(page, "/outlets/tb56mq09/post?page=2", "")
    base = "/outlets/tb56mq09/post"
    assert re.findall('href="([^"]*)"', told) == [f"{base}/articles/2#h", f"{base}/page/3", base]


def test_what_moved_leads_on_without_a_script():
    page = moved_page("/q/tb56mq09?at=1&x=1")
    assert f'content="0; url={COPY}"' in page
    assert 'content="0; url=/q/tb56mq09#w-1"' in moved_page("/q/tb56mq09#w-1")
