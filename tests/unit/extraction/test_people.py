"""Who is meant: surnames, roles, pronouns."""

import pytest

from statements.extraction import find_quotations, read_text

LEAD = "Rain over the harbour all night long\n\n"


def speaker(text):
    """The speaker of the last words in marks, and on what basis."""
    marked = [q for q in find_quotations(read_text(f"{LEAD}{text}")) if q.kind != "indirect"]
    basis = [sign.removeprefix("basis ") for sign in marked[-1].signs if sign.startswith("basis ")]
    return marked[-1].speaker, "".join(basis[:1])


@pytest.mark.parametrize(
    "text",
    [
        "An official and a pilot met. “We sail at dawn,” the official said.",
        "Roe and Holm met in the hall. “We sail at dawn,” they said.",
        "It rained in May. “We sail tonight or at dawn,” May said.",
        "The storm hit Ohio. “We sail at dawn,” she said.",
        "Ann Roe and Carl Holm met. “We sail at dawn,” the two said.",
        "Ann Roe and Carl Holm met. “We sail at dawn,” both said.",
        "SARN VALLEY, Tuesday - The bread is warm. “We sail at dawn,” she said.",
        "Q: Do you sail?\nA: We sail at dawn.\nQ: Why?\nA: Because.\n",
        "Carl Holm came. A Department of Tides spokesman said: “We sail at dawn.”",
        "Carl Holm left. A Holm aide was cross. “We sail at dawn,” said a Holm adviser.",
        "Carl Holm left. A woman close to Mr. Holm said: “We sail at dawn.”",
        "Carl Holm left. Holm’s spokesman denied that it rained. “We sail at dawn,” he said.",
        "Carl Holm, the harbour minister, left. “We sail at dawn,” the minister’s spokesman said.",
        "Der Abend war ruhig und die Stadt schlief. Carl Holm kam. Ein Anwohner rief: „Wir segeln im Morgengrauen.“",
    ],
)
def test_nobody_is_named_where_the_text_names_nobody(text):
    assert speaker(text)[0] == ""


@pytest.mark.parametrize(
    ("text", "name", "basis"),
    [
        ("Ann Roe came. “We sail at dawn,” Roe said.", "Ann Roe", "surname"),
        ("“We sail at dawn,” Roe said.", "Roe", "surname alone"),
        ("President Roe waved. “We sail at dawn,” Roe said.", "Roe", "titled surname"),
        (
            "Theresa May came in May. In May, it rained. “We sail at dawn,” May said.",
            "Theresa May",
            "surname",
        ),
        ("Charlie King came. “We sail at dawn,” Mr. King said.", "Charlie King", "surname"),
        ("Ann Roe and Bob Roe came. “We sail at dawn,” Mr. Roe said.", "Bob Roe", "same name twice"),
        ("Ann Roe met Carl Holm. “We sail at dawn,” she said.", "Ann Roe", "only one"),
        ("Ann Roe spoke to Eva Lund. “We sail at dawn,” she said.", "Ann Roe", "clear"),
        (
            "“We sail,” Carl Holm said.\nThe hall was full, and the rain did not stop. Nobody left, and the lamps were "
            "lit early. Bob Roe rose to speak. “We stay at home,” he said.",
            "Bob Roe",
            "nearest",
        ),
        ("Ann Roe, the harbour minister, left. “We sail,” the minister told us.", "Ann Roe", "role given"),
        (
            "Ann Roe, the harbour minister, met Bob Lund, the river minister. “We sail,” the minister told us.",
            "Ann Roe",
            "role of several",
        ),
        ("Captain Carl Holm left. “We sail,” the captain told us.", "Carl Holm", "role given"),
        ("Prime Minister Carl Holm left. “We sail,” the PM told us.", "Carl Holm", "role given"),
        ("“We sail at dawn,” Beekeeper Eva Lund said.", "Eva Lund", "full name"),
        ("“We sail at dawn,” Local MP Eva Lund said.", "Eva Lund", "full name"),
        ("“We sail at dawn,” Ambassador-at-Large Eva Lund said.", "Eva Lund", "full name"),
        ("“We sail at dawn,” Moscow said.", "Moscow", "as written"),
        (
            "The quaymaster left. Quaymaster Ysolt Brandt stayed. “We sail,” Brandt said.",
            "Ysolt Brandt",
            "surname",
        ),
        ("“We sail at dawn,” ANN ROE said.", "Ann Roe", "full name"),
        (
            "The Post notes that Ann Roe was quick to answer: “We sail tonight at dawn.”",
            "Ann Roe",
            "full name",
        ),
        # who comes in with the paragraph above is about to speak, if nobody else acts there
        (
            "“We stay,” Carl Holm said.\nThat is no comfort to Bob Roe, a pilot.\nAll this worries Ivo Lund, "
            "the head of the pilots.\n“We sail at dawn,” he said.",
            "Ivo Lund",
            "nearest",
        ),
        (
            "Carl Holm is the mayor.\nHolm scolded the pilot Bob Roe.\n“We sail at dawn,” he said.",
            "Carl Holm",
            "clear",
        ),
        # two of one surname: the one just named, unless as a mere complement; in a live page, the one of the entry
        ("Carl Holm came with Eva Holm. “We sail at dawn,” Holm said.", "Carl Holm", "same name twice"),
        (
            "1 p.m.\nMinister Carl Holm says no.\n2 p.m.\nCaptain Ivo Holm says yes. The crowd, which came from all "
            f"over the country, cheered. {'It went on and on. ' * 25}“We sail at dawn,” Holm said.",
            "Ivo Holm",
            "same name twice",
        ),
        ("Carl Holm and Ivo Holm came. Carl Holm rose. “We sail at dawn,” he said.", "Carl Holm", "close"),
        # the longest form of a name, without a plain word before it
        ("Tomas Guara Lind came. “We sail at dawn,” Mr. Guara Lind said.", "Tomas Guara Lind", "full name"),
        ("Ann Roe came. Rival Ann Roe had doubts. “We sail at dawn,” Roe said.", "Ann Roe", "surname"),
        ("The Pilots Union met in Norway. “We sail at dawn,” it said.", "Pilots Union", "near role"),
        ("Carl Holm came. “We sail at dawn,” said the Swede.", "Carl Holm", "near role"),
        ("Carl Holm came. “We sail at dawn,” the 48-year-old said.", "Carl Holm", "near role"),
        ("Carl Holm came. “We sail at dawn,” the Norsund boss said.", "Carl Holm", "near role"),
        ("June Holm came in May. “We sail at dawn,” Holm said.", "June Holm", "surname"),
        ("Carl and Ivo Holm met. “We sail at dawn,” Mrs Holm said.", "Holm", "surname alone"),
        ("Ten-year-old Eva Lund came. “We sail at dawn,” Lund said.", "Eva Lund", "surname"),
    ],
)
def test_name_is_found_and_its_basis_said(text, name, basis):
    assert speaker(text) == (name, basis)


def test_answers_are_of_whom_the_interview_is_with():
    text = "Carl Holm stood on the steps for a minute.\n\nQ: Do you sail?\n\nA: At dawn.\n\nQ: With Ivo Lund?\n\nA: No."
    found = find_quotations(read_text(f"{LEAD}{text}"))
    answers = [quotation for quotation in found if quotation.speaker]
    assert [quotation.speaker for quotation in answers] == ["Carl Holm", "Carl Holm"]
    assert answers[1].chain == ("A", "Carl Holm")


def test_name_follows_an_elision():
    page = read_text(
        "Le port attend\n\nLe maire a dit qu’Anton Brel viendra avec les autres. « Nous partons », a dit M. Brel."
    )
    assert [q.speaker for q in find_quotations(page) if q.kind == "direct"] == ["Anton Brel"]


def test_name_follows_an_inverted_verb_of_french():
    text = "Le port attend\n\n« Nous restons », soupire Anton Brel. Sa voisine, Claire Morel, est partie. "
    found = find_quotations(read_text(f"{text}« Nous partons à l’aube », explique-t-elle."))
    assert [q.speaker for q in found if q.kind == "direct"] == ["Anton Brel", "Claire Morel"]


def test_others_whom_a_pronoun_may_mean_are_kept():
    page = read_text(f"{LEAD}Ann Roe spoke to Eva Lund. “We sail at dawn,” she said.")
    (quotation,) = find_quotations(page)
    assert quotation.chain == ("she", "Ann Roe")
