from datetime import date

import pytest
from django.db.backends.postgresql.psycopg_any import DateRange

from statements.models import Speaker
from tests.factories import make_outlet, make_quote, make_speaker


def test_speaker_has_a_name(refused):
    with refused("speaker_has_a_name"):
        Speaker.objects.create(name="", kind="person")


@pytest.mark.parametrize("wikidata_id", ["", "42", "Q", "Q042", "q42", "Q42 "])
def test_speaker_wikidata_form(refused, wikidata_id):
    with refused("speaker_wikidata_form"):
        make_speaker(wikidata_id=wikidata_id)


def test_speaker_wikidata_id_unique(refused):
    make_speaker(wikidata_id="Q42")
    make_speaker(wikidata_id=None)
    make_speaker(wikidata_id=None)
    with refused("wikidata_id"):
        make_speaker(wikidata_id="Q42")


def test_name_once_per_speaker(refused):
    speaker = make_speaker(name="Nerys Quill")
    with refused("name_once_per_speaker"):
        speaker.names.create(name="Nerys Quill", folded="nerys quill")


@pytest.mark.parametrize("held", [None, DateRange(date(2020, 1, 1), None)], ids=["no days", "the same days"])
def test_role_once_per_speaker(refused, held):
    speaker = make_speaker()
    row = {"title": "Harbour Master", "organisation": "Port of Skerry", "held": held, "basis": "article"}
    speaker.roles.create(**row)
    make_speaker().roles.create(**row)
    with refused("role_once_per_speaker"):
        speaker.roles.create(**row)


def test_role_has_a_title(refused):
    with refused("role_has_a_title"):
        make_speaker().roles.create(title="", basis="editor")


def test_credit_once_per_speaker(refused):
    quote = make_quote()
    with refused("credit_once_per_speaker"):
        quote.credits.create(speaker=quote.credits.get().speaker, capacity="joint", basis="joint statement")


def test_credit_has_a_basis(refused):
    with refused("credit_has_a_basis"):
        make_quote().credits.update(basis="")


def test_with_counts_counts_published_quotes_once():
    speaker, silent = make_speaker(), make_speaker()
    make_quote(speaker=speaker, carried_by=[make_outlet(), make_outlet()])
    make_quote(speaker=speaker, status="withdrawn")
    make_quote(speaker=speaker, status="pending")
    make_quote(speaker=silent, status="pending")
    assert {s: s.quote_count for s in Speaker.objects.with_counts()} == {speaker: 1, silent: 0}


def test_public_leaves_out_speakers_of_pending_quotes():
    shown = make_quote().credits.get().speaker
    make_quote(status="pending")
    assert list(Speaker.objects.public()) == [shown]


def test_speaker_merged_into_another(refused):
    speaker = make_speaker()
    speaker.merged_into = speaker
    with refused("speaker_merged_into_another"):
        speaker.save()
