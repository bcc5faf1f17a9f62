"""Manifests: each row is taken or refused with its line and the reason, and one bad row stops none of the others."""

import json
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from statements.language.days import DayRange
from statements.sources import ArticleFile, Refusal, count_articles, read_articles
from statements.sources.rows import MAX_BYTES

TEXT = "Harbour reopens\n\nThe harbour of Brell reopened on Monday."


def manifest(folder, *lines, name="articles.csv"):
    path = folder / name
    path.write_text("\n".join(lines) + "\n", encoding="utf-8", errors="surrogateescape")
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
        ("good.txt,Post,,2021-02-30,", "published_on is '2021-02-30'"),
        ("good.txt,Post,,last week,", "write 2021, 2021-05 or 2021-05-17"),
        ("good.txt,Post,,2021,day", "names no day"),
        ("good.txt,Post,,2021-05-17,hour", "one of day, month, year"),
        ("good.txt,Post,,9999-12,", "published_on is '9999-12': that is still to come"),
        ("good.txt,Post,,9999-12-31,", "still to come"),
        ("good.txt,Post,,0001-01-01,", "no newspaper is older"),
        ("good.txt,Post,https://a_b.example/,,", "no web address"),
        ("good.txt,Post,https://[::1]/,,", "no web address"),
        (f"good.txt,Post,https://{'a.' * 200}example/,,", "no web address"),
        ("good.txt,Po\0st,,,", "outlet holds the control character U+0000"),
        ("good.txt,Post,https://post.example/\x07,,", "url holds the control character U+0007"),
        ("go\0od.txt,Post,,,", "file holds the control character U+0000"),
        ("good.txt,Post,,2021\x1f,", "published_on holds the control character U+001F"),
        ("good.txt,Caf\udce9,,,", "outlet is not UTF-8"),
        (f"good.txt,{'P' * 201},,,", "outlet has 201 characters: it may have 200"),
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
    ("column", "value", "reason"),
    [
        ("language", "English", "language is 'English': write a code such as en or pt-BR"),
        ("language", "en-Latn-GB", "language is 'en-Latn-GB'"),
        ("language", "e", "language is 'e'"),
        ("language", "e\0", "language holds the control character U+0000"),
        ("headline", "H" * 1001, "headline has 1001 characters: it may have 1000"),
        ("headline", "Harbour\x1b", "headline holds the control character U+001B"),
        ("rights", "own\0", "rights holds the control character U+0000"),
        ("basis", "text\0", "basis holds the control character U+0000"),
    ],
)
def test_read_articles_refuses_a_cell_that_the_archive_cannot_hold(folder, column, value, reason):
    path = manifest(folder, f"file,outlet,{column}", f"good.txt,Post,{value}", "good.txt,Post,")
    refused, taken = read_articles(path)
    assert refused == Refusal(f"{path}, line 2", refused.reason)
    assert reason in refused.reason
    assert isinstance(taken, ArticleFile)


def test_read_articles_refuses_the_day_after_tomorrow(folder):
    today = datetime.now(UTC).date()
    days = [(today + timedelta(days=ahead)).isoformat() for ahead in (1, 3)]
    path = manifest(folder, "file,outlet,published_on", *(f"good.txt,Post,{day}" for day in days))
    taken, refused = read_articles(path)
    assert isinstance(taken, ArticleFile)
    assert refused == Refusal(f"{path}, line 3", f"published_on is '{days[1]}': that is still to come")


@pytest.mark.parametrize("language", ["en", "pt-BR", "zh-Hant", "es-419", "nds"])
def test_read_articles_takes_a_language_code(folder, language):
    (taken,) = read_articles(manifest(folder, "file,outlet,language", f"good.txt,Post,{language}"))
    assert isinstance(taken, ArticleFile)
    assert taken.language == language


@pytest.mark.parametrize("outlet", ["post  a", " post a ", "post\u00a0a", "post\ta", '"post\na"'])
def test_read_articles_takes_white_space_in_an_outlet_for_one_space(folder, outlet):
    (taken,) = read_articles(manifest(folder, "file,outlet", f"good.txt,{outlet}"))
    assert isinstance(taken, ArticleFile)
    assert taken.outlet == "post a"


def test_read_articles_names_the_line_on_which_a_row_starts(folder):
    rows = ['"One\n\ntwo\nthree.",Post', "", '"Four\nfive.",Post', '"Six\nseven.",Post,more', "Eight.,Post"]
    path = manifest(folder, "text,outlet", *rows)
    lines = [read.where.removeprefix(f"{path}, line ") for read in read_articles(path)]
    assert lines == ["2", "7", "9", "11"]


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
        ('{"text": "Words.", "outlet": "\\ud800"}', "outlet is not UTF-8"),
        ('{"text": "Words.", "outlet": "Po\\u0000st"}', "outlet holds the control character U+0000"),
        (
            '{"text": "Words.", "url": "https://post.example/\\u0000"}',
            "url holds the control character U+0000",
        ),
        ('{"text": "Caf\udce9."}', "text is not UTF-8"),
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
        ("file,outlet\n".encode("utf-16"), "UTF-8"),
        (b"file;outlet\ngood.txt;Post\n", "separate the columns by commas"),
        (b"file\toutlet\ngood.txt\tPost\n", "separate the columns by commas"),
        (b'"file";"outlet"\n', "separate the columns by commas"),
        (b"file,outlet,text\n,Post," + b"a" * (MAX_BYTES + 1), "line 2: field larger than"),
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


def test_read_articles_refuses_a_text_too_large_to_be_an_article(folder):
    line = json.dumps({"text": "a" * (MAX_BYTES + 1)})
    (refused,) = read_articles(manifest(folder, line, name="articles.jsonl"))
    assert isinstance(refused, Refusal)
    assert "larger than 5 MB" in refused.reason


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("nowhere.csv", "there is no such file or folder"),
        ("paper.pdf", "not a .csv or .jsonl manifest, nor a .txt or .html file"),
        ("n" * 300 + ".csv", "cannot be read"),
        ("no articles", "nothing else is read in a folder: name a manifest itself"),
        ("endless.txt", "is no file"),
        ("unreadable.csv", "cannot be read"),
    ],
)
def test_read_articles_refuses_a_path(folder, name, reason):
    (folder / "no articles").mkdir()
    (folder / "no articles" / "articles.csv").write_text("file,outlet\n")
    (folder / "endless.txt").symlink_to("/dev/zero")
    # It opens, and then its first bytes cannot be read, whoever asks.
    (folder / "unreadable.csv").symlink_to("/proc/self/mem")
    (refused,) = read_articles(folder / name)
    assert isinstance(refused, Refusal)
    assert refused.where == str(folder / name)
    assert reason in refused.reason
    assert count_articles(folder / name) == 1


@pytest.mark.parametrize("method", ["is_dir", "iterdir"])
def test_read_articles_refuses_a_folder_closed_to_us(folder, monkeypatch, method):
    def refuse(path):
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(Path, method, refuse)
    assert list(read_articles(folder)) == [Refusal(str(folder), "cannot be read: Permission denied")]
    assert count_articles(folder) == 1


def test_read_articles_takes_all_that_a_row_says(folder):
    path = manifest(
        folder,
        "file,outlet,url,headline,published_on,precision,basis,language,rights",
        'good.txt,Post,https://post.example/1,"Harbour, again",2021-05-17,month,,en,open',
    )
    assert list(read_articles(path)) == [
        ArticleFile(
            where=f"{path}, line 2",
            content=TEXT.encode(),
            media_type="text/plain",
            outlet="Post",
            url="https://post.example/1",
            headline="Harbour, again",
            published=DayRange(date(2021, 5, 1), date(2021, 5, 31)),
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
