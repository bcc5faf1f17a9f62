"""The scores of predicted quotations, and the annotated articles they are measured on."""

from pathlib import Path

import pytest

from bench.annotated import read_annotated
from bench.scoring import count, f1, same_person

TEXT = "Ann Roe said: “We sail in any weather at all.” Holm called it “a gift”. The “Sea Queen” sank."
ARTICLES = Path(__file__).parents[3] / "bench" / "articles"


def quote(words, kind="direct", name="Ann Roe", **fields):
    start = TEXT.index(words)
    row = {
        "spans": [[start, start + len(words)]],
        "kind": kind,
        "speaker_entity": name,
        "speaker_type": "named",
    }
    return row | {"resolved": name, "published": False, "speaker_text": name} | fields


GOLD = [quote("“We sail in any weather at all.”"), quote("it “a gift”", "mixed", "Carl Holm")]


@pytest.mark.parametrize(
    ("predicted", "found", "right"),
    [
        ([], 0, 0),
        (GOLD, 100, 100),
        (GOLD[:1], 66.7, 66.7),
        ([GOLD[0] | {"resolved": "Carl Holm"}, GOLD[1]], 100, 50),
        ([*GOLD, quote("“Sea Queen”", "direct", "Carl Holm")], 80, 80),
    ],
)
def test_segments_count_as_found_and_as_right(predicted, found, right):
    counts = count({"text": TEXT, "quotes": GOLD}, predicted)
    assert (round(f1(counts, "segments"), 1), round(f1(counts, "right"), 1)) == (found, right)


def test_spans_count_by_kind_from_an_overlap_of_four_fifths():
    counts = count(
        {"text": TEXT, "quotes": GOLD}, [quote("We sail in any weather"), quote("it “a gift”", "mixed")]
    )
    assert [f1(counts, kind) for kind in ("direct", "mixed", "indirect")] == [0, 100, 0]


def test_published_names_count_only_where_they_are_right():
    predicted = [GOLD[0] | {"published": True}, GOLD[1] | {"published": True, "resolved": "Ann Roe"}]
    counts = count({"text": TEXT, "quotes": GOLD}, predicted)
    assert (counts["published"], counts["published right"]) == (2, 1)


@pytest.mark.parametrize(
    ("found", "gold", "is_same"),
    [
        ("Ann Roe", "Ann Roe", True), ("Roe", "Ann Roe", True), ("Ann Roe", "Ms. Roe", True),
        ("Ann Roe", "Roe Jr.", True), ("Bob Roe", "Ann Roe", False), ("Carl Holm", "Ann Roe", False),
        ("", "Ann Roe", False),
    ],
)  # fmt: skip
def test_same_person(found, gold, is_same):
    assert same_person(found, gold) == is_same


@pytest.mark.parametrize("path", sorted(ARTICLES.glob("*/*.txt")), ids=lambda path: path.stem)
def test_annotated_articles_are_well_formed(path):
    article = read_annotated(path)
    assert article["quotes"]
    assert all(article["text"][slice(*span)].strip() for row in article["quotes"] for span in row["spans"])


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("1 | direct | Ann Roe | named", "does not have five cells"),
        ("1 | said | Ann Roe | named | -", "kind is one of"),
        ("2 | direct | Ann Roe | none | -", "no words are tagged <q 2>"),
        ("1 | direct | Ann Roe | none | -", "has 1 <s> tags"),
    ],
)
def test_annotation_that_is_wrong_says_what_and_where(tmp_path, line, message):
    path = tmp_path / "one.txt"
    head = "style: wire\nlanguage: en\ndate: 2025-01-01\n\n"
    path.write_text(f"{head}<q 1>“We sail,”</q> <s 1>Ann Roe</s> said.\n----\n{line}\n", encoding="utf-8")
    with pytest.raises(ValueError, match="one.txt: .*" + message):
        read_annotated(path)
