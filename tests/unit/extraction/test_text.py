"""Articles in plain text, with what pages put around them."""

from datetime import date

import pytest

from statements.extraction import read_text
from statements.language.days import DayRange

BODY = "The harbour will open in May, the mayor said, and it will stay open for the whole of the summer."


def kind_of(line, page):
    return next(block.kind for block in page.blocks if block.span.of(page.text) == line)


@pytest.mark.parametrize(
    "line",
    [
        "“We sail”",
        "She said:",
        "Share the harbour with us, she said, and we will share the sea.",
        "It was late.",
        "It rained.  The harbour was closed.  Nobody sailed.",
        "“Read more,” she told the children.",
    ],
)
def test_read_text_keeps_prose_between_paragraphs(line):
    page = read_text(f"Harbour to open in May\n{BODY}\n{line}\n{BODY}")
    assert kind_of(line, page) == "body"


@pytest.mark.parametrize(
    "line",
    [
        "Subscribe",
        "READ MORE: Mayor Says ‘Never Again’ to the Bridge",
        "Read more",
        "Get short URL",
        "Follow the Gazette's Feed!",
        "Ferry Captain Saying 'Enough of It' After Strike - Union",
        "harbour, ferries, Freeport, Ann Roe, mayor",
        "12",
        "- - -",
        "News   Sport   Tides   Weather",
        "Home › News › Harbour",
        "Читайте также",
        "Join the discussion",
    ],
)
@pytest.mark.parametrize("position", ["inside", "after"])
def test_read_text_takes_furniture_out(line, position):
    page = read_text(f"Harbour to open in May\n{BODY}\n{line}\n" + (BODY if position == "inside" else ""))
    assert kind_of(line, page) == "furniture"


def test_read_text_ends_the_article_at_a_list_of_others():
    page = read_text(
        f"Harbour to open in May\n{BODY}\nMore from Freeport\nBridge\nThe bridge is “a disgrace”, said Roe."
    )
    assert [block.kind for block in page.blocks] == [
        "headline",
        "body",
        "furniture",
        "furniture",
        "furniture",
    ]


def test_read_text_cuts_a_paragraph_at_a_label_in_another_script():
    page = read_text(f"Harbour to open in May\nThe harbour has... Ещё been closed for years. {BODY}")
    body = [block.span.of(page.text) for block in page.blocks if block.kind == "body"]
    assert body == ["The harbour has", f"been closed for years. {BODY}"]


@pytest.mark.parametrize("words", ["the word (слово) itself", "the word «слово» itself"])
def test_read_text_leaves_foreign_words_in_brackets(words):
    page = read_text(f"Harbour to open in May\nShe wrote {words} on the wall of the harbour. {BODY}")
    assert [block.kind for block in page.blocks] == ["headline", "body"]


@pytest.mark.parametrize(
    ("text", "headline"),
    [
        ("", ""),
        (BODY, ""),
        (f"11:20 GMT 3 May 2033\nListen Live\n{BODY}", ""),
        (f"By Ann Roe\n{BODY}", ""),
        (f"Harbour to open in May\n{BODY}", "Harbour to open in May"),
        (f"Listen Live\nHarbour to open in May\n{BODY}", "Harbour to open in May"),
    ],
)
def test_read_text_finds_the_headline(text, headline):
    assert read_text(text).headline == headline


def test_read_text_finds_the_given_headline_in_the_text():
    page = read_text(f"Freeport Gazette and Harbour News\nHarbour to Open.\n{BODY}", "Harbour to open")
    assert page.headline == "Harbour to open"
    assert [block.kind for block in page.blocks] == ["furniture", "headline", "body"]


def test_read_text_keeps_the_text_as_it_is():
    text = f"\ufeff  Harbour to open in May \r\n\r\n\t{BODY}\u00a0\r\n"
    page = read_text(text)
    assert page.text == text
    assert [block.span.of(text) for block in page.blocks][-1] == BODY


def test_read_text_reads_byline_and_dateline():
    page = read_text(f"Harbour to open in May\nBy Ann Roe\nFREEPORT (Agency) - {BODY}")
    assert (page.byline, page.dateline, page.language) == ("Ann Roe", "FREEPORT", "en")


@pytest.mark.parametrize("dateline", ["Freeport, 4 April — ", "FREEPORT — ", "Freeport (AFN) – "])
def test_read_text_reads_datelines(dateline):
    assert read_text(f"Harbour to open in May\n{dateline}{BODY}").dateline.lower() == "freeport"


def test_read_text_takes_no_first_words_for_a_dateline():
    assert read_text(f"Harbour to open in May\nAnn Roe - the mayor - left. {BODY}").dateline == ""


@pytest.mark.parametrize(
    "line",
    ["Tuesday, 3 May 2033", "Freeport, 3 May", "Freeport, 3 May 2033, 11:20", "Freeport since 3 May 2033"],
)
def test_read_text_takes_no_other_line_above_the_article_for_its_date(line):
    assert read_text(f"Harbour to open in May\n{line}\n{BODY}").published is None


def test_read_text_takes_no_date_below_the_article():
    assert read_text(f"Harbour to open in May\n{BODY}\nFreeport, 3 May 2033").published is None


@pytest.mark.parametrize("line", ["Freeport, 3 May 2033", "Port St Ives, May 3, 2033"])
def test_read_text_takes_the_dateline_of_a_press_release(line):
    published = read_text(f"Harbour to open in May\n{line}\n{BODY}").published
    assert published is not None
    assert (published.days, published.basis) == (DayRange.on(date(2033, 5, 3)), "text")


@pytest.mark.parametrize("clock", ["11:20 GMT 3 May 2033", "11:20 GMT3 May 2033", "3 May 2033, 11:20"])
def test_read_text_does_not_date_by_a_page_clock(clock):
    page = read_text(f"{clock}\nHarbour to open in May\n{BODY}")
    assert page.published is None
    assert page.notes == (f'Page clock "{clock}" is not a date of publication: ignored.',)


@pytest.mark.parametrize(
    "line", ["Published: 3 May 2033", "Posted on May 3, 2033", "First published 3 May 2033 11:20"]
)
def test_read_text_takes_a_stated_date(line):
    published = read_text(f"Harbour to open in May\n{line}\n{BODY}").published
    assert published is not None
    assert (published.days, published.basis) == (DayRange.on(date(2033, 5, 3)), "text")


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Der Hafen ist nicht offen und die Fähre fährt auf dem Meer mit der Post.", "de"),
        ("Le port est dans la ville et les bateaux sont pour des amis qui attendent.", "fr"),
        ("Qwx zyv.", ""),
    ],
)
def test_read_text_guesses_the_language(text, language):
    assert read_text(text).language == language
