"""Manifests: each row is taken or refused with its line and the reason, and one bad row stops none of the others."""

import json
from datetime import date

import pytest

from statements.language.days import DayRange
from statements.sources import ArticleFile, Refusal, count_articles, read_articles
from statements.sources.manifest import MAX_BYTES, parse_days

TEXT = "Harbour reopens\n\nThe harbour of Brell reopened on Monday."


def manifest(folder, *lines, name="articles.csv"):
    path = folder / name
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "good.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "latin.txt").write_bytes("Café".encode("latin-1"))
    (tmp_path / "binary.txt").write_bytes(b"PK\x00\x01")
    (tmp_path / "empty.txt").write_text("  \n")
    (tmp_path / "paper.pdf").write_bytes(b"%PDF")
    (tmp_path / "page.html").write_text("<h1>Harbour</h1>")
    return tmp_path


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("missing.txt,Post,,,", "missing.txt cannot be read: No such file"),
        ("latin.txt,Post,,,", "not UTF-8 (byte 4 is 0xE9)"),
        ("binary.txt,Post,,,", "NUL"),
        ("empty.txt,Post,,,", "is empty"),
        ("paper.pdf,Post,,,", "neither a .txt nor an .html file"),
        (",Post,,,", "neither a file nor a text"),
        ("good.txt,Post,not a url,,", "no web address"),
        ("good.txt,Post,,2031-02-30,", "published_on is '2031-02-30'"),
        ("good.txt,Post,,last week,", "write 2031, 2031-05 or 2031-05-17"),
        ("good.txt,Post,,2031,day", "names no day"),
        ("good.txt,Post,,2031-05-17,hour", "one of day, month, year"),
        ("good.txt,Post,,,,more", "more cells than columns"),
    ],
)
def test_read_articles_refuses_a_row_with_its_line_and_reason(folder, row, reason):
    path = manifest(folder, "file,outlet,url,published_on,precision", row, "good.txt,Post,,,")
    refused, taken = read_articles(path)
    assert isinstance(refused, Refusal)
    assert refused.where == f"{path}, line 2"
    assert reason in refused.reason
    assert isinstance(taken, ArticleFile)
    assert taken.where == f"{path}, line 3"


@pytest.mark.parametrize("column", ["basis", "rights"])
def test_read_articles_refuses_words_it_does_not_know(folder, column):
    path = manifest(folder, f"file,outlet,{column}", "good.txt,Post,hearsay")
    (refused,) = read_articles(path)
    assert isinstance(refused, Refusal)
    assert f"{column} is 'hearsay'" in refused.reason


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("{", "no valid JSON"),
        ("[" * 100_000, "no valid JSON"),
        ('["file"]', "not a JSON object"),
        ('{"file": 3}', "is no text"),
        ('{"files": "good.txt"}', "unknown key 'files'"),
        ('{"text": "\\u0000"}', "NUL"),
        ('{"text": "\\ud800"}', "not UTF-8"),
    ],
)
def test_read_articles_refuses_a_json_line(folder, line, reason):
    path = manifest(folder, line, '{"text": "Some words.", "outlet": "Post"}', name="articles.jsonl")
    refused, taken = read_articles(path)
    assert isinstance(refused, Refusal)
    assert reason in refused.reason
    assert isinstance(taken, ArticleFile)
    assert taken.content == b"Some words."


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "the manifest is empty"),
        (b"file,outlet,dat\n", "unknown column 'dat'"),
        (b"file,outlet\nCaf\xe9.txt,Post\n", "UTF-8"),
    ],
)
def test_read_articles_refuses_a_manifest_it_cannot_read(folder, content, reason):
    path = folder / "articles.csv"
    path.write_bytes(content)
    (refused,) = read_articles(path)
    assert isinstance(refused, Refusal)
    assert reason in refused.reason
    assert count_articles(path) == 1


def test_read_articles_refuses_a_file_too_large_to_be_an_article(folder):
    with (folder / "huge.txt").open("wb") as huge:
        huge.truncate(MAX_BYTES + 1)
    (refused,) = read_articles(folder / "huge.txt")
    assert isinstance(refused, Refusal)
    assert "larger than 5 MB" in refused.reason


@pytest.mark.parametrize("name", ["nowhere.csv", "paper.pdf"])
def test_read_articles_refuses_a_path(folder, name):
    (refused,) = read_articles(folder / name)
    assert isinstance(refused, Refusal)


def test_read_articles_takes_all_that_a_row_says(folder):
    path = manifest(
        folder,
        "file,outlet,url,headline,published_on,precision,basis,language,rights",
        'good.txt,Post,https://post.example/1,"Harbour, again",2031-05-17,month,,en,open',
    )
    assert list(read_articles(path)) == [
        ArticleFile(
            where=f"{path}, line 2",
            content=TEXT.encode(),
            media_type="text/plain",
            outlet="Post",
            url="https://post.example/1",
            headline="Harbour, again",
            published=DayRange(date(2031, 5, 1), date(2031, 5, 31)),
            basis="editor",
            language="en",
            rights="open",
        )
    ]


def test_read_articles_keeps_the_words_of_a_text_as_they_are(folder):
    text = "  Two\r\nlines “here”\u00a0 "
    path = manifest(folder, json.dumps({"text": text, "outlet": "Post"}), name="articles.jsonl")
    (taken,) = read_articles(path)
    assert isinstance(taken, ArticleFile)
    assert taken.content.decode() == text


def test_read_articles_takes_the_articles_of_a_folder(folder):
    names = [a.where.rpartition("/")[2] for a in read_articles(folder, "Post") if isinstance(a, ArticleFile)]
    assert names == ["good.txt", "page.html"]
    assert count_articles(folder) == 5


@pytest.mark.parametrize(
    ("text", "precision", "days"),
    [
        ("", "", None),
        ("2031", "", DayRange(date(2031, 1, 1), date(2031, 12, 31))),
        ("2032-02", "", DayRange(date(2032, 2, 1), date(2032, 2, 29))),
        ("2031-05-17", "", DayRange.on(date(2031, 5, 17))),
        ("2031-05-17", "year", DayRange(date(2031, 1, 1), date(2031, 12, 31))),
    ],
)
def test_parse_days(text, precision, days):
    assert parse_days(text, precision) == days
