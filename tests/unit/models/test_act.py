from statements.models import Act
from tests.factories import make_editor


def test_act_has_a_reason(refused):
    with refused("act_has_a_reason"):
        Act.objects.create(kind="merge", by=make_editor(), reason="")


def test_act_undoes_another(refused):
    with refused("act_undoes_another"):
        Act.objects.create(
            id=1_000_000, kind="unmerge", by=make_editor(), reason="oneself", undoes_id=1_000_000
        )


def test_act_undone_once(refused):
    editor = make_editor()
    merge = Act.objects.create(kind="merge", by=editor, reason="the same speech")
    Act.objects.create(kind="unmerge", by=editor, reason="two speeches", undoes=merge)
    with refused("undoes"):
        Act.objects.create(kind="unmerge", by=editor, reason="again", undoes=merge)
