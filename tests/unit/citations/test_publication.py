import pytest

from statements.citations.identifiers import is_well_formed
from statements.citations.publication import PUBLISH_SCORE, is_publishable, mint_appearances, publish
from statements.models import Appearance, Occasion, Quote
from tests.factories import make_appearance, make_quote, make_speaker

SURE, UNSURE = PUBLISH_SCORE, PUBLISH_SCORE - 0.01


def named(score, **fields):
    defaults = {"speaker_name": "Nerys Quill", "attributed_by": "name", "kind": "direct"}
    return Appearance(attribution_score=score, **(defaults | fields))


@pytest.mark.parametrize(
    "appearances",
    [
        pytest.param([], id="none"),
        pytest.param([named(UNSURE)], id="below the threshold"),
        pytest.param([named(UNSURE), named(UNSURE)], id="two unsure ones do not make a sure one"),
        pytest.param([Appearance(speaker_name="", attribution_score=1)], id="nobody named"),
        pytest.param([named(UNSURE), Appearance(attribution_score=1)], id="unsure name, sure of nobody"),
        pytest.param([named(1, speaker_name="Quill")], id="a surname alone"),
        pytest.param([named(1, speaker_name="", role="a spokesman")], id="an office alone"),
        pytest.param([named(1, kind="indirect")], id="no quotation marks"),
        pytest.param([named(1, evidence="second-hand")], id="hearsay of another outlet"),
    ],
)
def test_is_publishable_not(appearances):
    assert not is_publishable(appearances)


@pytest.mark.parametrize(
    "appearances",
    [
        pytest.param([named(SURE)], id="at it"),
        pytest.param([named(UNSURE), named(1)], id="one of two"),
        pytest.param([named(1, kind="mixed")], id="a fragment"),
        pytest.param([named(1, attributed_by="pronoun")], id="a pronoun"),
        pytest.param([named(1, speaker_name="Quill", role="President")], id="a surname with an office"),
    ],
)
def test_is_publishable(appearances):
    assert is_publishable(appearances)


def test_publish_mints_what_the_page_cites(db):
    occasion = Occasion.objects.create(title="Doorstep in Skerry", slug="doorstep-in-skerry")
    quote = make_quote(status="pending", occasion=occasion)
    assert quote.public_id is None
    publish(quote)
    quote = Quote.objects.published().get()
    assert is_well_formed(quote.public_id)
    assert is_well_formed(quote.occasion.public_id)
    assert is_well_formed(quote.credits.get().speaker.public_id)


def test_publish_twice_keeps_the_ids(db):
    quote = make_quote()
    before = quote.public_id
    publish(quote)
    quote.refresh_from_db()
    assert quote.public_id == before


def test_publish_second_quote_keeps_the_speakers_id(db):
    speaker = make_speaker()
    make_quote(speaker=speaker)
    before = speaker.public_id
    make_quote(speaker=speaker)
    assert before == speaker.public_id


def test_publish_refuses_the_withdrawn(db):
    quote = make_quote(status="withdrawn")
    with pytest.raises(ValueError, match="pending"):
        publish(quote)
    assert not Quote.objects.published().exists()


def test_publish_refuses_the_unattributed(db):
    quote = make_quote(speaker=None, status="pending")
    with pytest.raises(ValueError, match="speaker"):
        publish(quote)
    quote.refresh_from_db()
    assert quote.public_id is None


def test_mint_appearances_that_are_shown(db):
    shown, dropped = make_appearance(), make_appearance()
    quote = make_quote(appearances=[shown, dropped], status="pending")
    quote.carriages.filter(appearance=dropped).update(is_active=False)
    publish(quote)
    mint_appearances(quote)
    shown.refresh_from_db()
    dropped.refresh_from_db()
    assert is_well_formed(shown.public_id)
    assert dropped.public_id is None
