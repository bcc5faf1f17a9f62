"""How sure an attribution is, and how that was fitted."""

import json

import pytest

from bench import confidence
from statements.citations.publication import PUBLISH_SCORE as PUBLISHED_FROM
from statements.extraction.confidence import PUBLISH_SCORE, WEIGHTS, score_of


def test_weights_are_what_fitting_gives_to_the_byte(tmp_path, monkeypatch, capsys):
    kept = confidence.OUT.read_bytes()
    monkeypatch.setattr(confidence, "OUT", tmp_path / "confidence.json")
    confidence.main()
    assert confidence.OUT.read_bytes() == kept


def test_names_are_published_from_the_fitted_score_on():
    assert PUBLISHED_FROM == PUBLISH_SCORE


def test_score_is_a_share_and_adds_up_from_the_signs():
    best = [sign for sign, weight in WEIGHTS.items() if weight > 0]
    worst = [sign for sign, weight in WEIGHTS.items() if weight < 0]
    assert 0 < score_of(tuple(worst)) < score_of(()) < score_of(tuple(best)) < 1
    assert score_of(("never seen",)) == score_of(())


@pytest.mark.parametrize(
    "sign",
    [
        "basis clear",
        "basis close",
        "basis near role",
        "basis next name",
        "basis role of several",
        "how distant",
        "how participle",
        "path before",
        "path headline",
        "path block",
    ],
)
def test_name_that_is_a_guess_is_never_published_unseen(sign):
    best = ("kind direct", "words many", "path content", "how beside", "basis full name")
    assert score_of((*best, sign)) < PUBLISH_SCORE <= score_of(best)


def test_pronoun_beside_the_words_is_never_published_unseen():
    governs, beside = (
        ("kind direct", "words many", "path content"),
        ("kind direct", "words many", "path beside"),
    )
    assert (
        score_of((*beside, "basis only one"))
        < PUBLISH_SCORE
        <= score_of((*governs, "basis only one", "how beside"))
    )


def test_weights_are_a_readable_file():
    assert sorted(json.loads(confidence.OUT.read_text("utf-8"))) == ["publish_score", "weights"]
