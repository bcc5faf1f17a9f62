import pytest

from statements.models import Judgement
from tests.factories import make_appearance, make_editor, make_judgement


def test_judgement_pair_in_order(refused):
    left, right = make_appearance(), make_appearance()
    row = {"verdict": "same", "by": "machine", "why": "the same words"}
    with refused("judgement_pair_in_order"):
        Judgement.objects.create(left=right, right=left, **row)
    with refused("judgement_pair_in_order"):
        Judgement.objects.create(left=left, right=left, **row)


def test_judgement_names_its_editor(refused):
    with refused("judgement_names_its_editor"):
        make_judgement(by="editor")


def test_judgement_of_the_machine_names_nobody(refused):
    with refused("judgement_names_its_editor"):
        make_judgement(editor=make_editor(), by="machine")


def test_judgement_says_why(refused):
    with refused("judgement_says_why"):
        make_judgement(why="")


@pytest.mark.parametrize("score", [-0.1, 1.1])
def test_judgement_score_is_a_share(refused, score):
    with refused("judgement_score_is_a_share"):
        make_judgement(score=score)
