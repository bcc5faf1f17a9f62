"""The command that links, and the one that says why."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from statements import curation
from statements.models import Fingerprint, Quote
from tests.factories import make_editor
from tests.unit.curation.archive import quote, take_article, take_articles

pytestmark = pytest.mark.django_db


def linked(*arguments):
    out = StringIO()
    call_command("link_quotes", *arguments, stdout=out)
    return out.getvalue()


def held():
    """Which printed words each open quote holds."""
    quotes = Quote.objects.filter(status__in=Quote.OPEN)
    return {row.pk: frozenset(row.carriages.active().values_list("appearance", flat=True)) for row in quotes}


def test_link_quotes_all_changes_nothing_where_nothing_is_new():
    take_articles()
    before = held()
    assert linked("--all") == "0 quotations linked.\n"
    assert held() == before


def test_link_quotes_all_finds_what_an_older_release_kept_no_fingerprints_of():
    take_articles()
    Fingerprint.objects.all().delete()
    take_article("Radio", 15, 'Harbours Minister Anton Kreyle said: "We will not raise the harbour dues."')
    carried = (
        quote("We will not raise")
        .carriages.active()
        .filter(appearance__reading__article__outlet__name="Radio")
    )
    assert carried.count() == 2


def test_link_quotes_all_keeps_what_an_editor_parted():

    take_articles()
    row = quote("We will not raise")
    leaving = row.carriages.active().exclude(appearance=row.reference_id).earliest("pk").appearance_id
    curation.split(row, [leaving], by=make_editor(username="ingrid"), reason="another pier")
    before = held()
    linked("--all")
    assert held() == before


def test_link_quotes_explains_why_two_are_two():
    take_articles()
    first, second = quote("We will not raise"), quote("Let me say")
    shown = linked("--explain", first.public_id, f"https://archive.example.org/q/{second.public_id}")
    assert "Anton Kreyle: “We will not raise" in shown
    assert "occasion: other occasion" in shown
    assert "band line" in shown


def test_link_quotes_explain_says_which_statement_there_is_none_of():
    with pytest.raises(CommandError, match="no statement 00000000"):
        linked("--explain", "00000000", "00000000")
