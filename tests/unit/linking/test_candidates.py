"""Which wordings are worth comparing."""

import pytest

from statements.linking import fingerprints

LINE = "We will not raise the harbour dues before the old quay is mended."


@pytest.mark.parametrize(
    ("text", "speaker"),
    [("The lighthouse keeper asked for a longer rope", "kreyle"), (LINE, "osk"), ("", "kreyle")],
)
def test_fingerprints_share_none(text, speaker):
    assert set(fingerprints(LINE, "kreyle")).isdisjoint(fingerprints(text, speaker))


@pytest.mark.parametrize(
    "text",
    ["“We won’t raise harbour dues”", "… before the old quay is mended", "The old quay! The harbor dues!"],
)
def test_fingerprints_share_some(text):
    assert set(fingerprints(LINE, "kreyle")) & set(fingerprints(text, "kreyle"))


def test_fingerprints_fit_a_signed_32_bit_column():
    prints = [number for speaker in "abcdefgh" for number in fingerprints(LINE, speaker)]
    assert min(prints) < 0 < max(prints)
    assert all(-(2**31) <= number < 2**31 for number in prints)


def test_fingerprints_stay_what_stored_ones_are():
    assert fingerprints("harbour dues", "kreyle") == (-1081503162,)
