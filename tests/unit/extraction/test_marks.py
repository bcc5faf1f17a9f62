"""Pairs of quotation marks."""

import pytest

from statements.extraction.marks import find_marked


def read(text):
    return [marked.inner.of(text) for marked in find_marked(text, 0, len(text))]


@pytest.mark.parametrize(
    "text",
    [
        "The allies' ships and the ships' crews didn't sail.",
        "the ’90s, rock ’n’ roll, and ’tis so",
        "there ‘ll be rain",
        "a 6' 2\" man",
        '“” and "" and «»',
        "",
    ],
)
def test_find_marked_finds_none(text):
    assert read(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“We sail,” she said.", ["We sail,"]),
        ('"We sail," she said. "Now."', ["We sail,", "Now."]),
        ("‘We don’t sail,’ she said.", ["We don’t sail,"]),
        ("'We don't sail,' she said.", ["We don't sail,"]),
        ("''We sail,'' she said.", ["We sail,"]),
        ("«We sail», „we sail“ and »we sail«", ["We sail", "we sail", "we sail"]),
        ('“We sail," she said. "We stay.”', ["We sail,", "We stay."]),
        ("‘The allies’ ships sail.’ She left.", ["The allies’ ships sail."]),
        ("“She said ‘go’ to me,” he said.", ["She said ‘go’ to me,"]),
        ("“She said “go” to me,” he said.", ["She said “go” to me,"]),
        ("«She said «go» to me», he said", ["She said «go» to me"]),
    ],
)
def test_find_marked_pairs_all_styles(text, expected):
    assert read(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“We sail, she said.", ["We sail,"]),
        (
            "“We sail, Harbour Minister Ann Roe of Holm said.",
            ["We sail, Harbour Minister Ann Roe of Holm said."],
        ),
        ("“We sail, White House Harbour Minister Ann Roe said.", ["We sail,"]),
        ("“We sail, Ann Roe, who runs the port, told us.", ["We sail,"]),
        ("“We sail, said Ann Roe. “We stay.”", ["We sail,", "We stay."]),
        ("“We sail and then we stay.", ["We sail and then we stay."]),
        ("We sail.” She left.", []),
        ('Ann Roe "0 ``', ["0"]),
        ("''We sail. ''We stay,'' she said.", ["We sail.", "We stay,"]),
    ],
)
def test_find_marked_forgives_missing_marks(text, expected):
    assert read(text) == expected


def test_find_marked_tells_closed_from_open():
    text = "“We sail,” she said. “And then"
    assert [marked.is_closed for marked in find_marked(text, 0, len(text))] == [True, False]
