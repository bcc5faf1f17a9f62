"""Which articles print one text."""

import pytest

from statements.linking import are_copies, find_credit, runs_of

WORDS = [f"{first}{second}" for first in "bdfgklmnprst" for second in ("aran", "elin", "ober", "util")]
TEXT = " ".join(WORDS)
OTHER = " ".join(reversed(WORDS))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("", ""),
        (TEXT, OTHER),
        (" ".join(WORDS[:20]), " ".join(WORDS[:20])),
        (TEXT, f"{OTHER} {' '.join(WORDS[:24])}"),
    ],
)
def test_are_no_copies(one, other):
    assert not are_copies(runs_of(one), runs_of(other))


def test_are_copies_of_which_one_is_cut_and_set_in_other_marks():
    long = f"“{TEXT}” {OTHER}"
    cut = f'Our own first sentence. "{TEXT}" {" ".join(reversed(WORDS[30:]))}'
    assert are_copies(runs_of(long), runs_of(cut))


@pytest.mark.parametrize(
    ("byline", "text", "credit"),
    [
        ("", TEXT, ""),
        ("Tove Arnsen", f"{TEXT} Meridian Wire said so. {TEXT}", ""),
        ("The Meridian", TEXT, ""),
        ("Meridian Wire", TEXT, "Meridian Wire"),
        ("", f"SARNHOLM (Meridian wire) – {TEXT}", "Meridian Wire"),
        ("", f"{TEXT} (Meridian Wire)", "Meridian Wire"),
    ],
)
def test_find_credit(byline, text, credit):
    assert find_credit(["Lantern Press", "Meridian Wire"], byline, text) == credit
