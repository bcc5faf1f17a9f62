"""The form of words in which two printings are compared."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from statements.language.normalise import BREAK, WILDCARD, fold, is_content, words


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("We will build it.", "We will not build it."),
        ("We don't sail.", "We do sail."),
        ("forty ships", "fourteen ships"),
        ("3.5 per cent", "35 per cent"),
        ("the minister", "[Lindqvist]"),
        ("we sail … tomorrow", "we sail tomorrow"),
        ("the U.N. mission", "the N.U. mission"),
        ("its harbour", "it's harbour"),
    ],
)
def test_fold_keeps_another_wording_apart(one, other):
    assert fold(one) != fold(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("“We sail”", "«We sail»"),
        ("‘The sea is calm,’", '"The sea is calm"'),
        ("the Freedonians’ ships", "the Freedonians' ships"),
        ("it is late — too late", "It is late - too late"),
        ("Free\u200bdo\u00adnia", "freedonia"),
        ("cafe\u0301", "café"),
        ("ﬁsh", "fish"),
        ("we don’t and won't", "We do not and will not"),
        ("they can't; they cannot", "they can not. They can not"),
        ("it's what we've said", "it is what we have said"),
        ("there ‘ll be rain", "there will be rain"),
        ("we're gonna sail", "we are going to sail"),
        ("[T]he tide turns", "The tide turns"),
        ("the [sic] tide", "the tide"),
        ("twenty-one of five", "21 of 5"),
        ("5,000 men", "5000 men"),
        ("4 per cent", "4%"),
        ("four percent", "4 %"),
        ("the U.S. fleet", "the US fleet"),
        ("$3bn", "$3 billion"),
        ("salt & bread", "salt and bread"),
    ],
)
def test_fold_removes_typography(one, other):
    assert fold(one) == fold(other)


@pytest.mark.parametrize(
    ("text", "forms"),
    [
        ("", []),
        ("— …!", [BREAK]),
        ("we [the crew] sail", ["we", WILDCARD, "sail"]),
        ("we [...] sail (…) on", ["we", BREAK, "sail", BREAK, "on"]),
        ("Freedonia's harbour", ["freedonia", "harbour"]),
    ],
)
def test_words_forms(text, forms):
    assert [word.form for word in words(text)] == forms


def test_words_spans_count_in_the_raw_text():
    text = "“[W]e don’t\u00a0owe Free\u200bdonia’s fleet 5,000 crowns”"
    assert [word.span.of(text) for word in words(text)] == [
        "[W]e", "don’t", "don’t", "owe", "Free\u200bdonia’s", "fleet", "5,000", "crowns",
    ]  # fmt: skip


@pytest.mark.parametrize("form", ["the", "not", WILDCARD, BREAK])
def test_is_content_no(form):
    assert not is_content(form)


@pytest.mark.parametrize("form", ["harbour", "5000", "freedonia"])
def test_is_content_yes(form):
    assert is_content(form)


_BITS = """per cent twenty one - n't didn' t ' ’ 'll s [ ] ( ) … . .. ... sic a U.S. % 5 1,000 é word & ´re ` x.y
isn""".split()


@given(st.lists(st.sampled_from([*_BITS, " ", "  ", "\n", "\u00a0"]), max_size=9).map("".join))
def test_words_are_the_same_looked_up_by_pieces_and_read_as_one(text):
    assert words(text + "\n()") == words(text)  # a bracket has the whole read as one, and is no word
