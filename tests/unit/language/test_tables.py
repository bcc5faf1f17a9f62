"""The words that the rules know: a language is one file."""

import pytest

from statements.language.tables import forenames, is_forename, language, languages


def lists(known):
    return {(table, name) for table, entries in known.tables.items() for name in entries}


# What one language needs and another has no use for.
OWN = {
    ("names", "nouns_have_capitals"), ("names", "plural"), ("names", "trades"), ("names", "title_words"),
    ("cue_classes", "according"), ("setting", "tongues"),
}  # fmt: skip


@pytest.mark.parametrize("known", languages(), ids=lambda known: known.code)
def test_every_language_has_every_list(known):
    assert lists(language("en")) - lists(known) - OWN == set()
    assert lists(known) - lists(language("en")) - OWN == set()


@pytest.mark.parametrize("known", languages(), ids=lambda known: known.code)
def test_classes_of_verbs_name_verbs_of_the_table(known):
    named = set().union(*(words for name, words in known.cue_classes.items() if name != "according"))
    assert named - set(known.lemmas.values()) == set()


@pytest.mark.parametrize(
    ("code", "expected"), [("de-AT", "de"), ("FR", "fr"), ("ru", "en"), ("", "en"), ("../en", "en")]
)
def test_language_falls_back_on_english(code, expected):
    assert language(code).code == expected


def test_forename_is_borne_by_one_sex_far_more_often():
    assert (forenames()["ursula"], forenames()["jens"]) == ("f", "m")
    assert not is_forename("jens")
    assert is_forename("Jens")
