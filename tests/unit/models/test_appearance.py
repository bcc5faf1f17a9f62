from datetime import date

import pytest
from django.db.backends.postgresql.psycopg_any import DateRange

from statements.language.days import DayRange
from statements.language.spans import Span
from statements.models import Appearance
from tests.factories import make_appearance, make_quote, make_reading

TEXT = "“The tide,” said Quill, “will turn.”"


def appearance(**fields):
    reading = make_reading(text=TEXT)
    row = {"spans": [[1, 10]], "words": ["The tide,"], "kind": "direct", "evidence": "direct", "part": "body"}
    row |= {"speaker_name": "Nerys Quill", "attributed_by": "name", "attribution_score": 0.9}
    return Appearance.objects.create(reading=reading, **row | fields)


def test_appearance_once_per_place(refused):
    first = make_appearance(words=["The tide,"], reading=make_reading(text=TEXT))
    make_appearance(words=["will turn."], reading=first.reading)
    with refused("appearance_once_per_place"):
        make_appearance(words=["The tide,"], reading=first.reading)


@pytest.mark.parametrize("score", [-0.1, 1.1])
def test_appearance_score_is_a_share(refused, score):
    with refused("appearance_score_is_a_share"):
        appearance(attribution_score=score)


def test_appearance_speaker_has_a_basis(refused):
    with refused("appearance_speaker_has_a_basis"):
        appearance(speaker_name="Nerys Quill", attributed_by="none")


def test_appearance_attributed_to_somebody_without_a_name():
    assert appearance(speaker_name="", attributed_by="role").pk


@pytest.mark.parametrize(("spans", "words"), [([], []), ([[1, 10]], ["The", "tide,"]), ([[1, 10]], [])])
def test_appearance_words_match_spans(refused, spans, words):
    with refused("appearance_words_match_spans"):
        appearance(spans=spans, words=words)


def test_appearance_date_has_a_basis(refused):
    with refused("appearance_date_has_a_basis"):
        appearance(said_on=DateRange(date(2026, 2, 10), date(2026, 2, 11)), said_basis="")


def test_appearance_date_says_something(refused):
    with refused("appearance_date_says_something"):
        appearance(said_on=DateRange(), said_basis="stated in the text")


def test_unlinked_leaves_out_linked_gone_and_superseded():
    left, gone, old = make_appearance(), make_appearance(is_gone=True), make_appearance()
    old.reading.is_current = False
    old.reading.save()
    linked, loosened = make_quote().reference, make_quote(status="pending").reference
    loosened.carriages.update(is_active=False)
    assert set(Appearance.objects.current()) == {left, linked, loosened}
    assert set(Appearance.objects.unlinked()) == {left, loosened}
    assert gone not in Appearance.objects.current()


def test_text_and_places_of_a_split_quotation():
    split = make_appearance(words=["The tide,", "will turn."], reading=make_reading(text=TEXT))
    assert split.text == "The tide, will turn."
    assert split.places == (Span(1, 10), Span(25, 35))
    assert [place.of(TEXT) for place in split.places] == ["The tide,", "will turn."]


def test_said_reads_back():
    days = DayRange(date(2026, 2, 9), date(2026, 2, 10))
    row = make_appearance(said=days)
    row.refresh_from_db()
    assert row.said == days
