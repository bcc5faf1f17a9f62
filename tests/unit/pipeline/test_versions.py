"""Versions that the machine makes: at most one for each quote and batch, in the transaction that changed it."""

import json
from unittest.mock import patch

import pytest
from django.core.management import call_command

from statements.models import Article, Quote, Version
from statements.pipeline import ingest, link
from tests.factories import make_quote
from tests.unit.pipeline.test_link import SAME_OCCASION, article, take

pytestmark = pytest.mark.django_db


def test_batch_makes_one_version_of_each_published_quote_and_article():
    take(*SAME_OCCASION)
    quote = Quote.objects.published().get()
    assert quote.versions.count() == 1
    assert len(json.loads(bytes(quote.versions.get().body))["appearances"]) == 3
    assert all(row.versions.count() == 1 for row in Article.objects.all())


def test_linking_again_makes_none():
    take(*SAME_OCCASION)
    link()
    assert Version.objects.filter(quote__isnull=False).count() == 1


def test_later_batch_makes_one_more_for_what_it_changed():
    take(
        *SAME_OCCASION[:1],
        article("Gazette", "“The tide waits for nobody at all in this town,” Mayor Ada Fen said."),
    )
    take(*SAME_OCCASION[1:])
    counts = {quote.wording[:8]: quote.versions.count() for quote in Quote.objects.published()}
    assert sorted(counts.values()) == [1, 2]


def test_pending_quote_has_none():
    take(article("Gazette", '"The tide waits for nobody at all in this town," an official said.'))
    assert not Version.objects.filter(quote__isnull=False).exists()


def test_command_freezes_what_an_older_release_published_without(capsys):
    quote = make_quote()
    call_command("link_quotes")
    assert "versions made" in capsys.readouterr().out
    assert quote.versions.count() == 1
    call_command("link_quotes")
    assert "versions made" not in capsys.readouterr().out


def test_change_and_version_are_kept_together_or_not_at_all():
    for source in SAME_OCCASION:
        ingest(source)
    with (
        patch("statements.pipeline.link.freeze_changed", side_effect=RuntimeError("power cut")),
        pytest.raises(RuntimeError),
    ):
        link()
    assert not Quote.objects.published().exists()
    link()
    assert Quote.objects.published().get().versions.count() == 1
