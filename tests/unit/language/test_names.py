"""Names, roles, institutions, pronouns."""

import pytest

from statements.language.names import in_mixed_case, names
from statements.language.tables import language

ENGLISH = names(language("en"))


def read(text):
    return [(mention.kind, mention.name or mention.role) for mention in ENGLISH.find(text, 0, len(text))]


@pytest.mark.parametrize(
    "text", ["On Monday in April", "But then", "However", "the rain fell", "this Friday", ""]
)
def test_find_mentions_finds_nobody(text):
    assert read(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Harbour Minister Ann Roe", [("person", "Ann Roe")]),
        ("On Monday Roe’s ship", [("person", "Roe")]),
        ("Eva van der Berg", [("person", "Eva van der Berg")]),
        ("Ian O'Dell", [("person", "Ian O'Dell")]),
        (
            "the Harbour Ministry, the Coast Guard",
            [("institution", "Harbour Ministry"), ("institution", "Coast Guard")],
        ),
        ("Prime Minister Theresa May", [("person", "Theresa May")]),
        ("Senator Ann Roe of Texas", [("person", "Ann Roe")]),
        ("Florence Court of Appeal", [("institution", "Florence Court of Appeal")]),
        ("Ann Roe Sept. 14, 2013", [("person", "Ann Roe")]),
        ("May 4", []),
        ("FREEPORT", [("person", "FREEPORT")]),
        ("the Muslims", [("role", "Muslims")]),
        ("the White House", [("institution", "White House")]),
        (
            "Ann Roe Meets Carl Holm In The Old Harbour",
            [("person", "Ann Roe Meets Carl Holm"), ("institution", "Old Harbour")],
        ),
        ("NHA", [("institution", "NHA")]),
        ("Moscow", [("institution", "Moscow")]),
        ("The Secretary-General", [("role", "Secretary-General")]),
        ("the port's deputy director", [("role", "the port's deputy director")]),
        ("several officials", [("role", "several officials")]),
        ("the harbour authority union", [("institution", "the harbour authority union")]),
        ("she and he", [("pronoun", "she"), ("pronoun", "he")]),
    ],
)
def test_find_mentions_tells_kinds_apart(text, expected):
    assert read(text) == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Ann Roe", ("", "Ann Roe")),
        ("Harbour Minister Ann Roe", ("Harbour Minister", "Ann Roe")),
        ("Secretary of State Ann Roe", ("Secretary of State", "Ann Roe")),
        ("Prime Minister", ("Prime Minister", "")),
        ("Charlotte Mayor Jennifer Roe", ("Charlotte Mayor", "Jennifer Roe")),
        ("Charlie King", ("", "Charlie King")),
        ("Mr. King", ("", "King")),
        ("Martin Luther King Jr.", ("", "Martin Luther King Jr.")),
        ("Dame Ilse Varga", ("", "Ilse Varga")),
    ],
)
def test_split_title(words, expected):
    assert ENGLISH.split_title(words) == expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("NATO", "NATO"),
        ("EU US", "EU US"),
        ("Ann Roe", "Ann Roe"),
        ("ANN ROE", "Ann Roe"),
        ("ANN VON MCROE", "Ann von McRoe"),
        ("IAN O'DELL-ROE", "Ian O'Dell-Roe"),
    ],
)
def test_in_mixed_case(name, expected):
    assert in_mixed_case(name) == expected


def test_split_title_takes_a_noun_for_one_where_nouns_have_capitals():
    assert names(language("de")).split_title("Werftchef Peter Roe") == ("Werftchef", "Peter Roe")


@pytest.mark.parametrize("words", ["Sons of Jordan", "Bank of Ann Roe", "Dolores of Ann"])
def test_split_title_of_a_name_with_a_small_word(words):
    assert ENGLISH.split_title(words)[1] != ""


@pytest.mark.parametrize("words", ["Lawyers for Ann Roe", "Allies of President Ann Roe", "Aides of Mr. Roe"])
def test_split_title_takes_those_around_somebody_for_others(words):
    assert ENGLISH.split_title(words) == (words.split()[0], "")


def test_split_title_takes_no_office_for_a_name():
    split_title = names(language("de")).split_title
    assert split_title("Sprecherin der Landesregierung") == ("Sprecherin der Landesregierung", "")
    assert split_title("Minister der Finanzen Peter Roe") == ("Minister der Finanzen", "Peter Roe")


@pytest.mark.parametrize(
    ("words", "gender"),
    [("Mrs. Roe", "f"), ("Sir Kasper", "m"), ("Roe", ""), ("Mr Ann", "m"), ("Kim Roe", "f")],
)
def test_guess_gender(words, gender):
    assert ENGLISH.gender(words) == gender
