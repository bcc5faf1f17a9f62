"""What waits for an editor: pairs that may be one statement and stand in two."""

import pytest

from statements import curation
from statements.models import Act, Judgement
from tests.unit.curation.archive import quote, take_article

DUES, MORE = (
    "We will not raise the dues before the old quay is mended",
    "and nobody on this coast will forget it",
)
SAID = "Harbours Minister Anton Kreyle told reporters in Brell on Tuesday"


def take(outlet, words, day=14):
    take_article(outlet, day, f'"{words}," {SAID}.')


def waiting():
    return [row.verdict for row in Judgement.objects.waiting()]


def test_what_stands_in_one_statement_does_not_wait():
    take("Post", f"{DUES}, {MORE}")
    take("Wire", DUES)
    assert Judgement.objects.filter(verdict="same").exists()
    assert waiting() == []


def test_changed_line_waits_until_an_editor_has_judged(editor):
    take("Post", f"{DUES}, {MORE}")
    take("Wire", f"{DUES.replace('not ', '')}, {MORE}")
    assert waiting() == ["changed"]
    pair = Judgement.objects.get(verdict="changed")
    act = Act.objects.create(
        kind="edit", entry_noun="quote", entry_id=quote(DUES).pk, by=editor, reason="heard it"
    )
    Judgement.objects.create(
        left=pair.left,
        right=pair.right,
        verdict="different",
        by="editor",
        editor=editor,
        why="heard it",
        act=act,
    )
    assert waiting() == []


@pytest.mark.parametrize("value", ["yes", ""])
def test_list_of_judgements_shows_the_queue(admin_client, value):
    take("Post", f"{DUES}, {MORE}")
    take("Wire", f"{DUES.replace('not ', '')}, {MORE}")
    page = admin_client.get(f"/admin/statements/judgement/?waiting={value}").content.decode()
    assert "waiting for an editor" in page
    assert "same line, another number" in page


def test_withdrawn_statement_does_not_wait(editor):
    take("Post", f"{DUES}, {MORE}")
    take("Wire", f"{DUES.replace('not ', '')}, {MORE}")
    curation.withdraw(quote(DUES), by=editor, reason="the outlet took it back")
    assert waiting() == []
