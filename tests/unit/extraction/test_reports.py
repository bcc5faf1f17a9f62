"""Reporting clauses: whose the verb is, and what it reports."""

import pytest

from statements.extraction.outline import read_outline
from statements.extraction.text import read_text
from statements.language.tokens import FILL

LEAD = "Rain over the harbour all night long\n\nAnn Roe opened the bridge. Carl Holm, the captain, watched.\n"


def reports(text):
    """(source, verb, what is reported; words in marks as …) of each clause of the last paragraph."""
    outline = read_outline(read_text(f"{LEAD}{text}"))
    sentences = outline.paragraphs[-1].sentences
    return [
        (
            report.source.mention.span.of(outline.text),
            report.cue.span.of(outline.text),
            " | ".join(" ".join(part.of(outline.text).split()).replace(FILL, "") for part in report.content),
        )
        for sentence in sentences
        for report in sentence.reports
    ]


@pytest.mark.parametrize(
    "text",
    [
        "It rained.",
        "Roe was accused of theft.",
        "Roe might say it rained.",
        "Roe, asked why it rained, left.",
        "The plan is called a gift by nobody.",
        "The Said family left.",
        "Two member states left.",
        "They issued a written statement.",
        "Roe calls came in all night.",
        "The claim that it rained was wrong.",
        "The plan was described by Roe and shut.",
        "A guide written by Roe, “The River”, left.",
    ],
)
def test_find_reports_finds_none(text):
    assert reports(text) == []


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("Roe said it rained.", "Roe"),
        ("Roe has also repeatedly warned that it rains.", "Roe"),
        ("Eva Lund, the head of the port of Holm and a former pilot, said it rained.", "Eva Lund"),
        ("Eva Lund, 59, of Holm, who runs the port, said it rained.", "Eva Lund"),
        ("Another critic, Eva Lund, said it rained.", "Eva Lund"),
        ("Its officer for the valley, Eva Lund, said it rained.", "Eva Lund"),
        ("Asked about it, Roe’s chief of staff, the former pilot Eva Lund, said it rained.", "Eva Lund"),
        ("Eva Lund, the brother of the captain, Carl Holm, said it rained.", "Eva Lund"),
        ("“It rained,” said a bather, Eva Lund.", "Eva Lund"),
        ("It was described by the union’s Eva Lund as “a gift”.", "Eva Lund"),
        ("He was told by Eva Lund that it “will rain”.", "Eva Lund"),
        ("As Eva Lund, a pilot and sailor, recently put it, the port is shut.", "Eva Lund"),
        ("Roe, who in 2010 said it rained, left.", "Roe"),
        ("A spokeswoman for the port said it rained.", "A spokeswoman"),
        ("At a meeting in Holm, the mayor said it rained.", "the mayor"),
        ("Holm and Roe said it rained.", "Holm"),
        ("Fisheries and Harbour Minister Eva Lund said it rained.", "Harbour Minister Eva Lund"),
        ("“We sail,” said Lodestar reporter Eva Lund, who was there.", "Eva Lund"),
        ("“We sail,” Eva Lund, a pilot, said on the radio on Monday.", "Eva Lund"),
        ("Protesters marching through the streets chanted “We sail”.", "Protesters"),
        ("According to two traders, it rained.", "two traders"),
        ("Those who knew say Roe calls the plan “a gift”.", "Roe"),
        ("They demand that it stops.", "They"),
        ("His claim that it rained was wrong.", "His"),
        ("The Daily Post has quoted Eva Lund as saying that it rained.", "Eva Lund"),
    ],
)
def test_find_reports_finds_the_subject(text, source):
    assert source in reports(text)[0][0]


@pytest.mark.parametrize(
    ("text", "reported"),
    [
        ("Roe said on Monday that it rained.", ["that it rained"]),
        ("Roe told reporters in Holm that it rained.", ["that it rained"]),
        ("Roe told a press conference in Holm on Monday it would rain.", ["in Holm on Monday it would rain"]),
        ("Roe said it rained and warned that it would snow.", ["it rained", "that it would snow"]),
        ("It will rain for a week, Roe said on Monday.", ["It will rain for a week"]),
        ("The rain, Roe said, will not stop.", ["The rain | will not stop"]),
        ("The rain will stop, according to Roe.", ["The rain will stop"]),
        ("Roe called the plan “a gift”.", ["the plan "]),
        ("Roe called it “a gift” after Holm blamed the “bad rain”.", ["it ", "the "]),
        ("Roe said it rained, adding that it would snow.", ["it rained", "that it would snow"]),
        ("Roe said that it rained and Holm agreed.", ["that it rained", ""]),
        ("Roe's claim that the rain had stopped was wrong.", ["that the rain had stopped was wrong"]),
        ("“We sail,” Roe told reporters in Holm.", [""]),
    ],
)
def test_find_reports_finds_what_is_reported(text, reported):
    assert [content for _, _, content in reports(text)] == reported


@pytest.mark.parametrize(
    ("text", "source", "reported"),
    [
        (
            "Das sei ein großer Schritt, so Petra Lind am Dienstag.",
            "Petra Lind",
            "Das sei ein großer Schritt",
        ),
        (
            "Ministerin Petra Lind warnte, dass das Geld nicht reicht.",
            "Petra Lind",
            "dass das Geld nicht reicht",
        ),
        ("La ministre Claire Morel a déclaré que le quai est fini.", "Claire Morel", "que le quai est fini"),
    ],
)
def test_find_reports_reads_other_languages_by_their_tables(text, source, reported):
    lead = {
        "D": "Der Hafen ist nicht offen und die Fähre fährt nicht auf dem Meer mit der Post.\n",
        "M": "Der Hafen ist nicht offen und die Fähre fährt nicht auf dem Meer mit der Post.\n",
        "L": "Le port est dans la ville et les bateaux sont pour des amis qui attendent.\n",
    }[text[0]]
    outline = read_outline(read_text(f"{lead}\n{lead}{text}"))
    (report,) = outline.paragraphs[-1].sentences[-1].reports
    assert source in report.source.mention.span.of(outline.text)
    assert [part.of(outline.text) for part in report.content] == [reported]
