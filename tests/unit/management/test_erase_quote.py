"""Erasing by command: the program's own role may not, so the command works as the owner."""

import io

import pytest
from django.core.management import CommandError, call_command

from statements.curation import Refused, erase
from tests.factories import make_editor
from tests.unit.curation.archive import LAMPS, quote, take_articles


@pytest.fixture
def editor():
    take_articles()
    return make_editor(username="ingrid")


@pytest.mark.django_db
def test_programs_own_role_is_refused_and_told_what_to_run(editor):
    with pytest.raises(Refused, match=r"manage\.py erase_quote"):
        erase(quote(LAMPS), by=editor, reason="order of a court")


@pytest.mark.django_db
def test_command_asks_for_a_real_statement_and_editor(editor):
    with pytest.raises(CommandError, match="no statement with the id"):
        call_command("erase_quote", "00000000", by="ingrid", reason="court", yes=True)
    with pytest.raises(CommandError, match="no editor"):
        call_command("erase_quote", quote(LAMPS).public_id, by="nobody", reason="court", yes=True)


@pytest.mark.django_db(transaction=True)
def test_command_erases_for_good(editor, capsys):
    row = quote(LAMPS)
    call_command("erase_quote", row.public_id, by="ingrid", reason="court", yes=True)
    row.refresh_from_db()
    assert (row.status, row.wording) == ("erased", "[erased]")
    assert "are erased" in capsys.readouterr().out


@pytest.mark.django_db
def test_command_that_nobody_answers_erases_nothing(editor, monkeypatch):
    monkeypatch.setattr("sys.stdin", io.StringIO())
    with pytest.raises(CommandError, match="Nothing was erased"):
        call_command("erase_quote", quote(LAMPS).public_id, by="ingrid", reason="court")
