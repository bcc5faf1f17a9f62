"""Quotations, who said them, and when and where."""

import pytest

from statements.extraction import find_quotations, read_text
from statements.extraction.confidence import PUBLISH_SCORE

LEAD = "Harbour Minister Ann Roe opened the new bridge. Captain Carl Holm watched.\n"


def read(text, lead=LEAD):
    """The page, and what is in marks in it."""
    page = read_text(f"{lead}{text}")
    return page, tuple(quotation for quotation in find_quotations(page) if quotation.kind != "indirect")


def words(page, quotation):
    return [span.of(page.text) for span in quotation.segments]


@pytest.mark.parametrize(
    "text",
    [
        "The so-called “open door” is shut.",
        "Roe stressed it during a “Captain-in-Chief Forum” of the port.",
        "The ship named “Sea Queen” sank.",
        "She read “The Long Way Home” to the children, said Roe.",
        "They like a “good” day at sea.",
        "Ann “Sunny” Roe said so.",
        "Roe mentioned it in her “Contract with the Harbour”.",
        "Roe spoke on Tuesday morning on Coast News’s “Morning Joy.”",
        "Roe left. It rained.",
    ],
)
def test_find_quotations_finds_none(text):
    assert read(text)[1] == ()


@pytest.mark.parametrize(
    "furniture",
    [
        "READ MORE: Captain: “We will never sail again,” he said",
        "Captain Saying 'Enough of It' After the Strike - Union",
    ],
)
def test_find_quotations_leaves_furniture_alone(furniture):
    text = f"“We sail,” Roe said.\n{furniture}\nThe bridge was closed for a year after the storm of last May."
    page, found = read(text)
    assert [words(page, quotation) for quotation in found] == [["We sail,"]]


@pytest.mark.parametrize(
    ("text", "segments"),
    [
        ("“We sail,” Roe said. “We sail now.”", ["We sail,", "We sail now."]),
        ("“We sail,” Roe said on Monday, “and we sail now.”", ["We sail,", "and we sail now."]),
        ("“We sail,” Mr. Holm added. “We sail now.”", ["We sail,", "We sail now."]),
        ("“We sail.\n“We sail now,” Roe said.", ["We sail.", "We sail now,"]),
        ("Roe said: « We sail now. »", ["We sail now."]),
        ("Roe said: “We have been... Ещё sailing all night.”", ["We have been", "sailing all night."]),
    ],
)
def test_find_quotations_joins_one_utterance(text, segments):
    page, found = read(text)
    assert [words(page, quotation) for quotation in found] == [segments]


@pytest.mark.parametrize(
    "text",
    [
        "“We sail,” Roe said. It rained. “We stay at home tonight.”",
        "“We sail,” Roe said. He added: “We stay.”",
        "“We sail tonight at dawn,” said one of the pilots. “We stay at home tonight,” added Holm, a captain.",
        "Roe said that it was “not the time to sail” rather than “a time to stay at home”.",
    ],
)
def test_find_quotations_keeps_two_apart(text):
    assert [len(quotation.segments) for quotation in read(text)[1]] == [1, 1]


def test_find_quotations_reads_a_line_set_apart_after_a_colon():
    line = "We sail at dawn tomorrow, and nobody will stop us, whatever the pilots say."
    page, found = read(
        f"Captain Carl Holm wrote on the network on Monday:\n{line}\nThe pilots did not answer."
    )
    assert [(words(page, quotation), quotation.speaker) for quotation in found] == [([line], "Carl Holm")]
    assert found[0].score < PUBLISH_SCORE


@pytest.mark.parametrize(
    "text",
    [
        "Captain Carl Holm said the pilots had two tasks:\nFind the bridge in the dark and rain, and open it in time.",
        "Captain Carl Holm said on Monday:\nThe bridge",
        "This is what it costs:\nThe bridge is five million, and the road is seven million or more.",
    ],
)
def test_find_quotations_takes_no_list_for_a_line_set_apart(text):
    assert read(text)[1] == ()


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("“We sail,” Roe said.", "direct"),
        ("Roe said: “We sail now.”", "direct"),
        ("Roe said “We sail now.”", "direct"),
        ("Roe said that “sometimes, we sail”.", "mixed"),
        ("The harbour is “the heart of it all”, Roe said.", "mixed"),
    ],
)
def test_find_quotations_tells_direct_from_mixed(text, kind):
    assert [quotation.kind for quotation in read(text)[1]] == [kind]


@pytest.mark.parametrize(
    ("text", "speaker", "by"),
    [
        ("“We sail,” Roe said.", "Ann Roe", "name"),
        ("“We sail,” said Roe.", "Ann Roe", "name"),
        ("“We sail,” said Gazette reporter Eva Lund.", "Eva Lund", "name"),
        ("“We sail,” Eva Lund, head of the port of Holm, told reporters.", "Eva Lund", "name"),
        ("“We sail,” Mrs. Roe has also warned.", "Ann Roe", "name"),
        ("According to Roe, “we will sail”.", "Ann Roe", "name"),
        ("According to the head of the port, Eva Lund, “we will sail”.", "Eva Lund", "name"),
        ("“Ask me in June,” Roe said.", "Ann Roe", "name"),
        ("Brandt, who bought the port, wrote: “We sail at dawn tonight.”", "Brandt", "name"),
        ("The head of what is left, Eva Lund, said “we sail at dawn tonight”.", "Eva Lund", "name"),
        ("Ann Roe, Harbour Minister: «We sail now.»", "Ann Roe", "name"),
        ("“We sail now.” — Carl Holm", "Carl Holm", "name"),
        ("“We sail,” the captain said.", "Carl Holm", "role"),
        ("“We sail,” the harbour minister said.", "Ann Roe", "role"),
        ("Roe smiled. “We sail,” she said.", "Ann Roe", "pronoun"),
        ("Roe greeted Holm. “We sail,” he said.", "Carl Holm", "pronoun"),
        ("“We sail,” the Harbour Office said.", "Harbour Office", "institution"),
        ("Roe said it rained. “We sail in the rain as well.”", "Ann Roe", "name"),
        ("Roe said so in the evening:\n“We sail in the rain.”", "Ann Roe", "name"),
        ("The storm is “over”, Roe said, adding that it was “worse than ever”.", "Ann Roe", "name"),
    ],
)
def test_find_quotations_names_the_speaker(text, speaker, by):
    found = read(text)[1]
    assert {(quotation.speaker, quotation.attributed_by) for quotation in found} == {(speaker, by)}


@pytest.mark.parametrize(
    ("text", "by"),
    [
        ("“We sail in any weather and at any hour.”", "none"),
        ("“We sail,” a spokesman said.", "role"),
        ("“We sail,” several officials said.", "role"),
        ("“We sail,” an onlooker said.", "role"),
        ("“We sail,” said one of the pilots.", "role"),
        ("Two pilots met. Another said: “We sail.”", "role"),
    ],
)
def test_find_quotations_leaves_the_nameless_without_a_name(text, by):
    (quotation,) = read(text, "It rained over the harbour all night long.\n")[1]
    assert (quotation.speaker, quotation.attributed_by) == ("", by)


def test_find_quotations_is_less_sure_the_farther_the_name():
    name, pronoun, carried = (
        read(text)[1][-1].score
        for text in (
            "“We sail,” Roe said.",
            "Roe smiled. “We sail,” she said.",
            "“We sail,” she said.\n“We sail in the rain and in the storm.”",
        )
    )
    assert name > pronoun > carried > 0


def test_find_quotations_is_as_sure_of_a_name_wherever_it_stands_beside_whole_words():
    words = "We sail in any weather and at any hour of the night"
    texts = (f"“{words},” Roe said.", f"“{words},” said Ann Roe.", f"Roe said: “{words}.”")
    scores = [read(text)[1][0].score for text in texts]
    assert min(scores) >= PUBLISH_SCORE


def test_find_quotations_says_how_it_knows():
    page, (quotation,) = read("“We sail,” Roe added.")
    assert (quotation.cue_verb, quotation.role, quotation.chain) == (
        "add",
        "Harbour Minister",
        ("Roe", "Ann Roe"),
    )
    assert quotation.cue is not None
    assert quotation.source is not None
    assert (quotation.cue.of(page.text), quotation.source.of(page.text)) == ("added", "Roe")


@pytest.mark.parametrize(
    ("text", "speaker", "others"),
    [
        ("“We sail at dawn,” Roe and Holm said.", "Ann Roe", ["Carl Holm"]),
        ("“We sail at dawn,” said Roe and Holm.", "Ann Roe", ["Carl Holm"]),
        ("“We sail at dawn,” Roe, Eva Lund and Holm said.", "Ann Roe", ["Eva Lund", "Carl Holm"]),
        ("“We sail at dawn,” Roe said and Holm agreed.", "Ann Roe", []),
        ("“We sail at dawn,” said Roe and Holm agreed.", "Ann Roe", []),
        ("“We sail at dawn,” a friend of Roe and Holm said.", "", []),
    ],
)
def test_find_quotations_names_all_who_speak(text, speaker, others):
    (quotation,) = read(text)[1]
    assert (quotation.speaker, [name for name, _ in quotation.jointly]) == (speaker, others)


def test_find_quotations_gives_a_role_that_stands_by_itself():
    texts = (
        "The union struck. “We sail at dawn,” its head, Eva Lund, said.",
        "“We sail at dawn,” former president Eva Lund said.",
        "“We sail at dawn,” Port leader Eva Lund said.",
        "“We sail at dawn,” Eva Lund, whose brother left, said.",
    )
    found = [read(text)[1][0] for text in texts]
    assert {quotation.speaker for quotation in found} == {"Eva Lund"}
    assert [quotation.role for quotation in found] == ["head", "former president", "Port leader", ""]


def test_find_quotations_names_the_runner_up():
    (quotation,) = read("Roe said that it was “time to go” and Holm agreed.")[1]
    assert quotation.speaker == "Ann Roe"
    assert [name for name, _ in quotation.runners_up] == ["Carl Holm"]


@pytest.mark.parametrize(
    "text",
    [
        "“We sail at dawn,” Ann Roe said.",
        "“We sail at dawn,” Ann Roe said, the rain in her face.",
        "According to Ann Roe, Carl Holm said: “We sail at dawn.”",
        "According to the Morgenpost, it rained, and Ann Roe said: “We sail at dawn.”",
        "The Morgenpost reported that Ann Roe had said: “We sail at dawn.”",
    ],
)
def test_find_quotations_takes_no_bystander_for_the_source(text):
    assert {quotation.via for quotation in read(text)[1] if quotation.kind != "indirect"} == {""}


@pytest.mark.parametrize(
    "text",
    [
        "According to the Morgenpost, Ann Roe said that it was “time to go home”.",
        "According to the Morgenpost, captain Ann Roe said it was “time to go home”.",
        "It was “time to go home,” Ann Roe said, the Morgenpost reported.",
        "It was “time to go home,” Ann Roe said, according to the Morgenpost.",
        "The daily Morgenpost has quoted Ann Roe as saying that it was “time to go home”.",
        "Ann Roe was quoted by the Morgenpost as saying that it was “time to go home”.",
        "Ann Roe was cited by the Morgenpost as having said that it was “time to go home”.",
    ],
)
def test_find_quotations_tells_whom_it_was_taken_from(text):
    page, (quotation,) = read(text)
    assert (quotation.speaker, quotation.via, quotation.evidence) == ("Ann Roe", "Morgenpost", "second-hand")
    assert "Morgenpost" not in " ".join(span.of(page.text) for span in quotation.carrier)


def test_find_quotations_takes_no_language_for_a_place():
    (quotation,) = read("“We sail at dawn,” Ann Roe told the Morgenpost in German.")[1]
    assert (quotation.place, quotation.said_language) == ("", "de")


def test_find_quotations_finds_a_person_named_after_the_role():
    text = (
        "The harbour's chief engineer said on 4 April that it rained.\nEva Lund said: “We sail in the rain.”"
    )
    page, (quotation,) = read(text, "Rain over the harbour\n")
    assert quotation.day_phrase is not None
    assert (quotation.speaker, quotation.day_phrase.of(page.text)) == ("Eva Lund", "on 4 April")


@pytest.mark.parametrize(
    ("headline", "fragments"),
    [
        ("Roe Paints ‘The Sea’ to Children", []),
        ("Minister: ‘We Sail’", []),
        ("Minister ‘Works Hard’ for the Harbour, Roe Says", ["Works Hard"]),
        ("Freeport: We 'sail at any hour' — Roe before the storm", ["sail at any hour"]),
        ("Roe: ‘We Sail at Any Hour’", ["We Sail at Any Hour"]),
    ],
)
def test_find_quotations_reads_headlines(headline, fragments):
    page, found = read("It rained, and nobody else spoke on the new bridge.", f"{headline}\n{LEAD}")
    assert [fragment for quotation in found for fragment in words(page, quotation)] == fragments
    assert {(quotation.part, quotation.speaker) for quotation in found} <= {("headline", "Ann Roe")}


@pytest.mark.parametrize(
    ("text", "day", "place"),
    [
        ("“We sail,” Roe said.", None, ""),
        ("Roe said that the vote on 4 April would be “the end of it”.", None, ""),
        ("Roe spoke of Freeport. “We sail,” she said after a storm in Lund on Monday.", None, ""),
        ("Roe said that the conference on Monday would be “the end of it”.", None, ""),
        ("“We sail,” Roe said on Monday in Freeport.", "on Monday", "Freeport"),
        ("Roe told reporters in Freeport on 4 April: “We sail.”", "on 4 April", "Freeport"),
        ("Speaking in Freeport on Monday, Roe said: “We sail.”", "on Monday", "Freeport"),
        ("Roe said it was “the end”, in a speech at the port in Lund on Monday.", "on Monday", "Lund"),
        (
            "Roe told the Freeport Assembly on Monday that it was “the end of it”.",
            "on Monday",
            "Freeport Assembly",
        ),
        ("Roe said on Monday in Lund that it rained.\n“We sail,” Roe said.", "on Monday", "Lund"),
        ("Ann Roe held a press conference in Lund on Monday.\n“We sail,” Roe said.", "on Monday", "Lund"),
        ("Holm said on Monday in Lund that it rained.\n“We sail,” Roe said.", None, ""),
    ],
)
def test_find_quotations_reads_day_and_place(text, day, place):
    page, found = read(text)
    stated = found[-1].day_phrase.of(page.text) if found[-1].day_phrase else None
    assert (stated, found[-1].place) == (day, place)


@pytest.mark.parametrize(
    ("text", "is_translated"),
    [
        ("“We sail,” Roe said in May.", False),
        ("“We sail,” Roe said in Freeport.", False),
        ("“We sail,” Roe said in German.", True),
        ("“We sail,” Roe said through an interpreter.", True),
    ],
)
def test_find_quotations_knows_translations(text, is_translated):
    assert [quotation.is_translated for quotation in read(text)[1]] == [is_translated]


@pytest.mark.parametrize("text", ["", "\n", "“", "”\n«", "'" * 500, "“a" * 500, "said " * 500, "\ud800“x”"])
def test_find_quotations_survives(text):
    assert all(0 <= quotation.score <= 1 for quotation in find_quotations(read_text(text)))


def test_find_quotations_takes_no_day_from_further_down():
    text = (
        "Roe smiled. “Ask me tomorrow at noon,” she said. In May, she had told the Post that it was “over”."
    )
    page, found = read(text)
    days = [quotation.day_phrase.of(page.text) if quotation.day_phrase else "" for quotation in found]
    assert days == ["", "In May"]


def test_find_quotations_finds_the_day_before_a_german_verb():
    lead = "Der Hafen ist nicht offen und die Fähre fährt nicht auf dem Meer mit der Post.\n"
    text = "Ministerin Petra Lind hat am Montag in Holm gewarnt, dass es nicht reicht. „Es reicht nicht“, sagte Lind."
    page, found = read(text, lead)
    assert found[-1].day_phrase is not None
    assert (found[-1].day_phrase.of(page.text), found[-1].place) == ("am Montag", "Holm")


def test_short_answer_after_a_quotation_is_of_the_same_speaker():
    page, found = read("“We sail,” Roe said, on a boat that she built in 1991. “It floats.”")
    assert [(words(page, q), q.speaker) for q in found if q.kind == "direct"] == [
        (["We sail,"], "Ann Roe"),
        (["It floats."], "Ann Roe"),
    ]
