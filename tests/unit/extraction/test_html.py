"""Articles in HTML pages."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from statements.extraction import find_quotations, read_html
from statements.language.days import DayRange

PAGE = """<!DOCTYPE html><html lang="en-GB"><head><meta charset="utf-8"><title>Gazette | Harbour</title>{head}</head>
<body><nav><a href="/">Home</a></nav><header class="site-menu"><a>Sport</a></header>
<article><h1>Harbour to open in May</h1>{top}<p>By <b>Ann Roe</b></p>
<p>Mayor Ida Kasper said the <i>harbour</i> would open
   in May.</p>
<figure><img src="x.png"><figcaption>The harbour of Freeport in the rain</figcaption></figure>
<p>“We open,” Kasper said. “We stay open.”</p>
<div class="related-links"><a>Captain says ‘never again’</a></div><aside>“An aside,” said Roe.</aside>
<script>var said = "nothing";</script><p style="display: none">“Hidden,” said Roe.</p></article>
<footer>“Footer,” said Roe.</footer></body></html>"""


def page(head="", top=""):
    return read_html(PAGE.format(head=head, top=top).encode())


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"   ",
        b"\x00",
        b"\x00\x01\xff\xfe",
        b"<!-- -->",
        b"<?xml version='1.0'?>",
        b"\xff\xfe<",
        b"\x89PNG\r\n\x1a\n",
    ],
)
def test_read_html_survives_what_is_no_page(raw):
    found = read_html(raw)
    assert not any(block.kind == "body" for block in found.blocks)
    assert len(found.notes) == 1


def test_read_html_reads_line_by_line():
    found = page()
    assert found.text.splitlines() == [
        "Harbour to open in May",
        "By Ann Roe",
        "Mayor Ida Kasper said the harbour would open in May.",
        "The harbour of Freeport in the rain",
        "“We open,” Kasper said. “We stay open.”",
    ]
    assert [block.kind for block in found.blocks] == ["headline", "credit", "body", "caption", "body"]
    assert (found.headline, found.byline, found.language) == ("Harbour to open in May", "Ann Roe", "en")


def test_read_html_leaves_no_furniture_to_quote():
    found = page()
    segments = [[span.of(found.text) for span in quotation.segments] for quotation in find_quotations(found)]
    assert segments == [["the harbour would open in May"], ["We open,", "We stay open."]]


@pytest.mark.parametrize(
    ("head", "top"),
    [
        (
            '<script type="application/ld+json">{"@graph": [{"datePublished": "2033-05-03T10:00:00Z"}]}</script>',
            "",
        ),
        ('<script type="application/ld+json">{broken "datePublished": "2033-05-03T10:00Z",</script>', ""),
        ('<meta property="article:published_time" content="2033-05-03T10:00:00+00:00">', ""),
        ('<meta name="DC.date.issued" content="2033-05-03T10:00:00Z">', ""),
        ("", '<header><time datetime="2033-05-03T10:00:00Z">3 May</time></header>'),
    ],
)
def test_read_html_dates_by_metadata(head, top):
    published = page(head, top).published
    assert published is not None
    assert (published.days, published.basis) == (DayRange.on(date(2033, 5, 3)), "page metadata")
    assert published.instant == datetime(2033, 5, 3, 10, tzinfo=UTC)


@pytest.mark.parametrize(
    ("head", "top"),
    [
        ("", ""),
        ('<meta name="date" content="soon">', ""),
        ("", "<p>11:20 GMT 3 May 2033</p>"),
        ('<meta name="date" content="0001-01-01T00:00:00Z">', ""),
        ('<meta name="date" content="9999-12-31T23:59:59Z">', ""),
    ],
)
def test_read_html_leaves_undated(head, top):
    assert page(head, top).published is None


def test_read_html_knows_a_day_without_its_hour():
    published = page('<meta name="date" content="2033-05-03">').published
    assert published is not None
    assert (published.days, published.instant) == (DayRange.on(date(2033, 5, 3)), None)


@pytest.mark.parametrize(
    ("head", "url"),
    [
        ("", ""),
        ('<link rel="canonical" href="javascript:alert(1)">', ""),
        ('<link rel="canonical" href="https://gazette.example/1">', "https://gazette.example/1"),
        ('<link rel="canonical" href="https://[::1">', ""),
        ('<link rel="canonical" href="https://gazette_a.example/1">', ""),
        ('<link rel="canonical" href="https://gazette.example:0/1">', ""),
        ('<link rel="canonical" href="https://gazette.example/a b">', ""),
        ('<meta property="og:url" content="https://gazette.example/2">', "https://gazette.example/2"),
        (
            '<meta property="og:url" content="https://gazette.example?page=2">',
            "https://gazette.example?page=2",
        ),
    ],
)
def test_read_html_reads_the_canonical_url(head, url):
    assert page(head).canonical_url == url


@pytest.mark.parametrize(
    ("encoding", "declared"),
    [
        ("utf-8", ""),
        ("utf-8-sig", ""),
        ("windows-1252", ""),
        ("utf-16", ""),
        ("koi8-r", '<meta charset="koi8-r">'),
    ],
)
def test_read_html_decodes(encoding, declared):
    word = "порт" if encoding == "koi8-r" else "Müller"
    raw = f"<html><head>{declared}</head><body><p>It was {word} who said so, and nobody else did.</p></body></html>"
    assert word in read_html(raw.encode(encoding)).text


def test_read_html_survives_deep_nesting():
    assert read_html(b"<div>" * 20000 + b"deep").notes


@pytest.mark.parametrize(
    "unfit",
    ["\0", "\x01", "\x0b", "\x1f", "\ufffe", "\uffff", "&#1;", "&#x1F;", "&#65535;", "&#1", "&#x\x011;"],
)
@pytest.mark.parametrize(
    "place",
    [
        "<p>It<i hidden>?</i>{} is open.</p>",
        "<p>{}It is open.</p>",
        "<p><b>It</b>{} is open.</p>",
        "<p>It is<br>{} open.</p>",
    ],
)
def test_read_html_leaves_out_what_no_text_can_hold(unfit, place):
    found = read_html(f"<h1>Harbour</h1>{place.format(unfit)}<p>{unfit}The quay is mended.</p>".encode())
    assert "".join(found.text.split()) == "HarbourItisopen.Thequayismended."


@pytest.mark.parametrize(
    ("declared", "language"),
    [
        ("en", "en"),
        ("EN-gb", "en"),
        ("en_US", "en"),
        (" nds ", "nds"),
        ("english", "de"),
        ("x", "de"),
        ("", "de"),
    ],
)
def test_read_html_takes_a_language_only_by_its_code(declared, language):
    words = "Der Hafen ist offen, und das Wasser in der Bucht ist nicht mehr so hoch wie noch im Mai."
    assert (
        read_html(f'<html lang="{declared}"><body><p>{words}</p></body></html>'.encode()).language == language
    )


PIECES = (
    b"<p>", b"</p>", b"<br>", b"<h1>", b"<svg>", b"<!--", b"<![CDATA[", b"<?xml", b"?>", b"<figcaption>",
    b"<html lang=", b"<meta charset=", b"utf-16", b"koi8-r", b"<meta name=date content='", b"<time datetime=", b"'>",
    b"<link rel=canonical href='", b"https://", b"<script type='application/ld+json'>", b"</script>", b"&#", b"&#x",
    b";", b"2033-05-03", b"\xe2\x80\x9cWe stay,\xe2\x80\x9d Kreyle said. ", b"\0", b"\xed\xa0\x80", b"\xef\xbf\xbe",
)  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from(PIECES) | st.binary(max_size=8), max_size=30).map(b"".join))
def test_read_html_never_raises(raw):
    found = read_html(raw)
    found.text.encode()
    assert "\0" not in found.text + found.headline + found.byline + found.canonical_url
    assert len(found.language) <= 3


PARAGRAPH = (
    "<p>The harbour of Freeport was busy on day {0}, and the captains of {0} ships waited for the pilots.</p>"
)


def test_read_html_leaves_out_what_stands_beside_the_article():
    story = "".join(PARAGRAPH.format(day) for day in range(20))
    teasers = "".join(
        f'<div><a href="/{n}">Captain {n}: “We will never sail again”, he said.</a></div>' for n in range(9)
    )
    found = read_html(
        f"<html><body><article><h1>Busy days</h1>{story}</article><div>{teasers}</div></body></html>".encode()
    )
    bodies = [block.span.of(found.text) for block in found.blocks if block.kind == "body"]
    assert len(bodies) == 20
    assert all(line.startswith("The harbour") for line in bodies)
    assert "never sail again" in found.text


def test_read_html_keeps_the_headings_inside_of_an_article():
    parts = "".join(f"<div>Part {n} of the day.</div>{PARAGRAPH.format(n)}" for n in range(20))
    found = read_html(f"<html><body><article><h1>Busy days</h1>{parts}</article></body></html>".encode())
    assert sum(block.kind == "body" for block in found.blocks) == 40


def test_read_html_keeps_its_own_reading_where_no_article_is_seen():
    found = read_html(b"<html><body><p>\xe2\x80\x9cWe open,\xe2\x80\x9d Kasper said.</p></body></html>")
    assert [block.kind for block in found.blocks] == ["body"]
