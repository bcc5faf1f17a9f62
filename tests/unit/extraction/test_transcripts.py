"""Transcripts: who speaks by the label of the line."""

import pytest

from statements.extraction import find_quotations, read_text

HEAD = "Minister Ann Roe meets the press\n\nAnn Roe answered questions by Carl Holm.\n"


def turns(text):
    page = read_text(f"{HEAD}{text}")
    found = find_quotations(page)
    return [
        (q.speaker, " ".join(span.of(page.text) for span in q.segments))
        for q in found
        if q.evidence == "transcript"
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Ann Roe: a life at sea\nIt rained for days and nobody sailed.",
        "NOTE: It rained.\nNobody sailed for days and days.",
        "At 10:30 it rained.\nAt 11:30: nothing.\nAt 12:30 it rained again.",
    ],
)
def test_article_is_no_transcript(text):
    assert turns(text) == []


@pytest.mark.parametrize("mark", ["", '"', "“", "«", "„"])
def test_turns_are_told_by_their_labels_in_marks_or_not(mark):
    text = f"{mark}HOLM: Do you sail?\n{mark}ROE: We sail at dawn.\n{mark}We always did.\n{mark}HOLM: Why is that?"
    assert turns(text) == [
        ("Carl Holm", "Do you sail?"),
        ("Ann Roe", "We sail at dawn. We always did."),
        ("Carl Holm", "Why is that?"),
    ]


def test_label_that_is_nobodys_name_names_nobody():
    text = "COASTLINE: Do you sail?\nROE: We sail at dawn.\nCOASTLINE: Why is that?"
    assert turns(text)[0] == ("", "Do you sail?")


def test_reporter_ends_an_interview_whose_answers_are_of_one_line():
    text = "HOLM: Do you sail?\nROE: We sail at dawn.\nHOLM: Why is that?\nROE: Because.\nWith that she left the hall."
    assert turns(text)[-1] == ("Ann Roe", "Because.")


def test_reporter_of_a_transcript_is_none_of_those_named():
    text = "ANN ROE: Thank you.\nREPORTER: Will you resign?\nANN ROE: No. I will not."
    assert [speaker for speaker, _ in turns(text)] == ["Ann Roe", "", "Ann Roe"]


def test_note_in_a_transcript_is_no_statement():
    text = 'HOLM: Do you sail?\nROE: We sail at dawn.\n"(CROSSTALK)\nHOLM: Why is that?'
    assert not any("CROSSTALK" in words for _, words in turns(text))
