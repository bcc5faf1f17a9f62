"""A pasted quotation looked up: what of it the archive has, and what nobody carried."""

import csv
from io import BytesIO, StringIO

import pytest

from statements.pipeline import renew_fingerprints
from statements.search.check import check, words_said
from tests.factories import make_appearance, make_outlet, make_quote, make_speaker

pytestmark = pytest.mark.django_db

MORE = "Herring is none of our business, and cod neither."
LINE = "The harbour will keep its pilots, and 4 percent of the dues go to the lighthouse."


@pytest.fixture
def quote():
    """A statement of Nerys Quill that two outlets printed, one of them in part."""
    whole = make_appearance(words=[LINE])
    part = make_appearance(words=["4 percent of the dues go to the lighthouse"])
    made = make_quote(appearances=[whole, part], speaker=make_speaker(name="Nerys Quill"))
    renew_fingerprints([made.pk])
    return made


@pytest.mark.parametrize(
    ("typed", "said", "around"),
    [
        ("The dues go up.", "The dues go up.", ""),
        ("“The dues will go up soon,” Quill said Monday.", "The dues will go up soon,", "Quill said Monday."),
        ('Quill called it "a gift" on Monday', 'Quill called it "a gift" on Monday', ""),
        ("The dues will go up, Quill said on Monday.", "The dues will go up", "Quill said on Monday."),
        ("Quill said: the dues will go up, not down", "the dues will go up, not down", "Quill said"),
        ("The dues go up, and the pilots stay.", "The dues go up, and the pilots stay.", ""),
        ("«We keep the» , Quill said, «lights on»", "We keep the lights on", ", Quill said,"),
    ],
)
def test_words_said(typed, said, around):
    assert words_said(typed) == (said, around)


@pytest.mark.parametrize(
    ("typed", "verdict", "uncarried"),
    [
        (LINE, "verbatim", ""),
        (f"“{LINE}” Quill said on Monday.", "verbatim", ""),
        (LINE.replace("’", "'").upper(), "verbatim", ""),
        ("the harbour will keep its pilots", "part", ""),
        (f"{LINE} {MORE}", "more", MORE),
        (LINE.replace("its pilots", "its brave old pilots"), "reworded", "brave old"),
        (LINE.replace("4 percent", "2 percent"), "changed", None),
        (LINE.replace("will keep", "will not keep"), "changed", None),
        ("Nobody ever said a word about herring in this archive.", "not found", None),
        ("?!", "not found", None),
    ],
)  # fmt: skip
def test_check(quote, typed, verdict, uncarried):
    checked = check(typed)
    assert checked.verdict == verdict
    if uncarried is not None:
        assert " ".join(s.text.strip() for s in checked.line if s.kind == "added") == uncarried


def test_check_sees_that_somebody_else_is_named(quote):
    assert check(f"“{LINE}” Tarn said.").matches[0].is_other_speaker
    assert not check(f"“{LINE}” Ms Quill said.").matches[0].is_other_speaker


def test_check_finds_no_pending_statement():
    pending = make_quote(wording=LINE, status="pending")
    renew_fingerprints([pending.pk])
    assert check(LINE).matches == ()


@pytest.mark.usefixtures("planned_queries")
def test_page_names_who_carried_it(client, quote, django_assert_max_num_queries):
    with django_assert_max_num_queries(8):
        page = client.get("/check", {"text": LINE})
    text = page.content.decode()
    assert "Printed word for word" in text
    assert quote.get_absolute_url() in text
    assert quote.reference.reading.article.outlet.name in text


def test_page_never_says_that_it_was_never_said(client, quote):
    text = client.get("/check", {"text": "Cod is dear this year, and so is bread."}).content.decode()
    assert "Nothing like it was found among 1 statement in 2 articles of 2 outlets" in text
    assert "That does not mean that it was never said" in text


@pytest.mark.parametrize("text", ["x" * 1001, "a\0b"])
def test_page_refuses_what_is_too_long_or_no_text(client, text):
    page = client.get("/check", {"text": text})
    assert page.status_code == 400
    assert 'role="alert"' in page.content.decode()


def upload(client, content, name="lines.txt"):
    file = BytesIO(content)
    file.name = name
    return client.post("/check", {"file": file})


def test_lines_give_a_row_each(client, quote):
    answer = upload(client, f"{LINE}\n\n=1+1 of herring and cod\n".encode())
    rows = list(csv.DictReader(StringIO(answer.getvalue().decode("utf-8-sig"))))
    assert [row["verdict"] for row in rows] == ["verbatim", "not found"]
    assert rows[0]["statement"] == f"http://testserver{quote.get_absolute_url()}"
    assert rows[0]["speakers"] == "Nerys Quill"
    assert rows[1]["quotation"] == "'=1+1 of herring and cod"


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"\xff\xfe", "not UTF-8"),
        (b"line\n" * 1001, "The file has 1001 lines"),
        (b"short\n" + b"x" * 1001, "Line 2 is longer than 1000"),
    ],
)
def test_lines_that_cannot_be_read_are_refused(client, content, message):
    page = upload(client, content)
    assert page.status_code == 400
    assert message in page.content.decode()


def test_outlets_come_once(quote):
    twice = make_outlet()
    again = make_quote(
        wording="The lighthouse keeper is retiring this very spring.", carried_by=[twice, twice]
    )
    renew_fingerprints([again.pk])
    assert len(check(again.wording).matches[0].outlets) == 1
