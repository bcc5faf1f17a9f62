"""What is promised of the real articles in ../shared/seeds: these tests fail where the folder is missing."""

import json
from pathlib import Path

import pytest

from statements.extraction import find_quotations, read_text

SEEDS = Path(__file__).resolve().parents[4] / "shared" / "seeds"
# Of the marked segments in gold.json, how many have to be found with the right speaker. 29 are.
PROMISED = 26

pytestmark = pytest.mark.seeds


@pytest.fixture(scope="module")
def gold():
    return json.loads((SEEDS / "gold.json").read_text("utf-8"))


@pytest.fixture(scope="module")
def readings(gold):
    pages = {}
    for article in gold["articles"]:
        page = read_text((SEEDS / article["file"]).read_text("utf-8"))
        pages[article["file"]] = (page, find_quotations(page))
    return pages


def covers(quotations, span):
    """The quotation that holds at least four fifths of a span, None where there is none."""
    start, end = span
    for quotation in quotations:
        shared = sum(
            max(0, min(end, segment.end) - max(start, segment.start)) for segment in quotation.segments
        )
        if shared >= 0.8 * (end - start):
            return quotation
    return None


def test_find_quotations_finds_the_marked_segments_and_who_said_them(gold, readings):
    right = []
    for statement in gold["statements"]:
        for appearance in statement["appearances"]:
            for span in appearance["spans"] if appearance["kind"] != "indirect" else ():
                found = covers(readings[appearance["file"]][1], span)
                right.append(found is not None and found.speaker == statement["speaker"])
    assert len(right) == 32  # 31 pairs of marks, one of them cut in two by a word of the page
    assert sum(right) >= PROMISED + 1


def test_find_quotations_takes_nothing_that_is_no_statement(gold, readings):
    refused = [
        (article["file"], item["span"]) for article in gold["articles"] for item in article["furniture"]
    ]
    refused += [(item["file"], item["span"]) for item in gold["not_statements"]]
    for file, (start, end) in refused:
        segments = [segment for quotation in readings[file][1] for segment in quotation.segments]
        assert not [segment for segment in segments if segment.start < end and start < segment.end]


def test_read_text_finds_headlines_and_bodies(gold, readings):
    for article in gold["articles"]:
        page, _ = readings[article["file"]]
        bodies = [block.span for block in page.blocks if block.kind == "body"]
        assert page.headline == article["headline"]
        start, end = article["body_span"]
        assert page.text[bodies[0].start : start].startswith(page.dateline)
        assert bodies[-1].start < end <= bodies[-1].end


def test_read_text_dates_no_article_by_a_page_clock(readings):
    assert [page.published for page, _ in readings.values()] == [None] * 5
