"""What of a reference wording another printing carries."""

import pytest

from statements.language.diff import compare_words, share_carried, spans_carried

REFERENCE = "The harbour is ours. We don't want a toll on salt, and we will not pay one."


def pieces(reference, other):
    return [(piece.kind, piece.text) for piece in compare_words(reference, other)]


@pytest.mark.parametrize(
    ("reference", "other"),
    [
        ("We don’t want “tolls”.", "we do not want 'tolls'"),
        ("The sea is calm", "[T]he “sea” is CALM —"),
        ("five per cent", "5%"),
    ],
)
def test_compare_words_typography_is_no_difference(reference, other):
    assert {kind for kind, _ in pieces(reference, other)} == {"same"}


def test_compare_words_nothing_in_common():
    assert pieces("We sail.", "They rest") == [("left_out", "We sail"), ("added", "They rest")]


@pytest.mark.parametrize(("reference", "other"), [("", ""), ("", "…"), ("…", "")])
def test_compare_words_without_words(reference, other):
    assert compare_words(reference, other) == ()


def test_compare_words_shows_cut_and_addition_in_reading_order():
    other = "we don’t want a tax on salt"
    assert pieces("We don't want a toll on salt.", other) == [
        ("same", "we don’t want a "),
        ("left_out", "toll"),
        ("added", "tax "),
        ("same", "on salt"),
    ]


def test_compare_words_parts_no_contraction():
    assert pieces("We can't sail", "We can sail") == [
        ("same", "We "),
        ("left_out", "can't"),
        ("added", "can "),
        ("same", "sail"),
    ]


def test_compare_words_inserted_words_replace_what_they_stand_for():
    assert pieces("They will pay", "[The Sylvanians] will pay") == [
        ("left_out", "They"),
        ("added", "[The Sylvanians] "),
        ("same", "will pay"),
    ]


@pytest.mark.parametrize(
    "other", ["“We don't want a toll … we will pay none!”", "  Ours. ", "[Ours] not salt, salt"]
)
def test_compare_words_gives_back_the_other_text(other):
    assert "".join(text for kind, text in pieces(REFERENCE, other) if kind != "left_out") == other


def test_compare_words_counts_a_long_cut():
    cut = compare_words(REFERENCE, "The harbour is ours.")[-1]
    assert (cut.is_long_cut, cut.label) == (True, "[13 words left out]")


def test_compare_words_shows_a_short_cut():
    cut = compare_words("We will sail at dawn", "We will sail")[-1]
    assert (cut.is_long_cut, cut.label) == (False, "at dawn")


def test_compare_words_of_a_page_of_one_word_ends_soon():
    assert len(compare_words("salt " * 5000, "salt bread " * 2500)) < 5001


def test_share_carried_of_a_long_text():
    speech = " ".join(
        f"On day {number} we mended boat {number + 1000} of the fleet." for number in range(100)
    )
    assert share_carried(speech, speech[: len(speech) // 2]) == pytest.approx(0.5, abs=0.02)


@pytest.mark.parametrize(
    ("other", "share"),
    [("", 0.0), ("Nothing like it", 0.0), ("the harbour", 2 / 18), (REFERENCE.upper(), 1.0)],
)
def test_share_carried(other, share):
    assert share_carried(REFERENCE, other) == pytest.approx(share)


def test_share_carried_of_nothing():
    assert share_carried("…", "We sail") == 0


def test_spans_carried_are_parted_by_a_cut():
    spans = spans_carried(REFERENCE, "the harbour … we will not pay")
    assert [span.of(REFERENCE) for span in spans] == ["The harbour", "we will not pay"]


def test_compare_words_exactly_tells_marks_capitals_and_contractions():
    found = compare_words("We don't want a toll.", "We do not want a Toll", is_exact=True)
    assert [(piece.kind, piece.text) for piece in found] == [
        ("same", "We "),
        ("left_out", "don't"),
        ("added", "do not "),
        ("same", "want a "),
        ("left_out", "toll."),
        ("added", "Toll"),
    ]
