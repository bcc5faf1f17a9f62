import pytest

from statements.models import Act
from tests.factories import make_editor

ENTRY = {"entry_noun": "quote", "entry_id": 1}


def test_act_has_a_reason(refused):
    with refused("act_has_a_reason"):
        Act.objects.create(kind="merge", by=make_editor(), reason="", **ENTRY)


def test_act_has_an_entry(refused):
    with refused("act_has_an_entry"):
        Act.objects.create(kind="merge", by=make_editor(), reason="the same", entry_noun="", entry_id=1)


def test_act_undoes_another(refused):
    with refused("act_undoes_another"):
        Act.objects.create(
            id=1_000_000, kind="unmerge", by=make_editor(), reason="oneself", undoes_id=1_000_000, **ENTRY
        )


@pytest.mark.parametrize("kind", ["unmerge", "undo"])
def test_act_undone_once(refused, kind):
    editor = make_editor()
    merge = Act.objects.create(kind="merge", by=editor, reason="the same speech", **ENTRY)
    Act.objects.create(kind="unmerge", by=editor, reason="two speeches", undoes=merge, **ENTRY)
    with refused("undoes"):
        Act.objects.create(kind=kind, by=editor, reason="again", undoes=merge, **ENTRY)
