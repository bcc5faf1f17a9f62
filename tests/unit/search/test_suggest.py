"""Names and words that a reader may mean."""

import pytest

from statements.models import Spelling
from statements.search.suggest import renew_spellings, spelt_nearly, suggest
from tests.factories import make_outlet, make_quote, make_speaker, make_topic

pytestmark = pytest.mark.django_db


@pytest.fixture
def names():
    for name in ("Nerys Quill", "Quentin Nerys", "Ada Fen", "Ewan Tarnquist"):
        make_quote(speaker=make_speaker(name=name))
    make_speaker(name="Nerys Unpublished")
    make_outlet(name="Coastline Gazette")
    make_topic(name="Fisheries")


@pytest.mark.parametrize(
    ("noun", "typed", "expected"),
    [
        ("speaker", "", []),
        ("speaker", "…", []),
        ("speaker", "Zzyzx", []),
        ("speaker", "quill", ["Nerys Quill"]),
        ("speaker", "NER", ["Nerys Quill", "Quentin Nerys"]),
        ("speaker", "fen a", ["Ada Fen"]),
        ("speaker", "Nerys Qiull", ["Nerys Quill"]),
        ("speaker", "Tarnqvist", ["Ewan Tarnquist"]),
        ("outlet", "gaz", ["Coastline Gazette"]),
        ("topic", "fishries", ["Fisheries"]),
    ],
)
def test_suggest(names, noun, typed, expected):
    assert [link.label for link in suggest(noun, typed)] == expected


def test_suggest_names_an_entry_once_however_many_names_it_has(names):
    speaker = make_speaker(name="Robert Alder")
    make_quote(speaker=speaker)
    speaker.names.create(name="Bob Alder", folded="bob alder")
    assert [link.label for link in suggest("speaker", "alder")] == ["Robert Alder"]
    assert [link.label for link in suggest("speaker", "aldre")] == ["Robert Alder"]


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("harbour", ""),
        ("zebra", ""),
        ("20", ""),
        ("harbuor", "harbour"),
        ("Fishermn", "fishermen"),
        ("secret", ""),
    ],
)
def test_spelt_nearly(typed, expected):
    for _ in range(2):
        make_quote(wording="The harbour is the fishermen’s own.")
        make_quote(wording="A secretly kept word.", status="pending")
    renew_spellings()
    assert spelt_nearly(typed) == expected


def test_words_that_are_gone_are_no_longer_proposed():
    quotes = [make_quote(wording="The harbour is shut.") for _ in range(2)]
    renew_spellings()
    assert Spelling.objects.filter(word="harbour").exists()
    for quote in quotes:
        type(quote).objects.filter(pk=quote.pk).update(status="withdrawn")
    renew_spellings()
    assert not Spelling.objects.exists()
