"""The command that takes articles in: what it says, and with which exit code it ends."""

import hashlib
import io
import json
import os
import signal
import subprocess
import sys

import pytest
from django.core.management import CommandError, call_command

from statements.models import Article, Outlet, Quote

TEXT = "Harbour dues to stay\n\n“We will not raise the dues before the quay is mended,” Anton Kreyle said.\n"


@pytest.fixture
def manifest(tmp_path):
    (tmp_path / "one.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "two.txt").write_text(TEXT.replace("stay", "remain"), encoding="utf-8")
    path = tmp_path / "articles.csv"
    path.write_text("file,outlet\none.txt,Post\nmissing.txt,Post\ntwo.txt,Wire\n", encoding="utf-8")
    return path


def ingest(*arguments, **options):
    out, err = io.StringIO(), io.StringIO()
    try:
        call_command("ingest_articles", *arguments, stdout=out, stderr=err, **options)
        code = 0
    except CommandError as error:
        code = error.returncode
        err.write(str(error))
    return code, out.getvalue(), err.getvalue()


@pytest.mark.django_db
def test_ingest_articles_reports_a_bad_row_and_goes_on(manifest):
    code, out, err = ingest(str(manifest))
    assert code == 1
    assert f"{manifest}, line 3: left out: " in err
    assert "missing.txt cannot be read" in err
    assert "1 left out" in err
    assert out == "2 added; 2 quotations found.\n"
    assert Article.objects.count() == 2


@pytest.mark.django_db
def test_ingest_articles_dry_run_keeps_nothing(manifest):
    code, out, _ = ingest(str(manifest), dry_run=True)
    assert code == 1
    assert out == "Dry run, nothing kept: 2 added; 2 quotations found.\n"
    assert not Article.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize(
    "rows",
    [
        ["one.txt,Post,https://post.example/1", "two.txt,Post,https://post.example/1"],
        ["one.txt,Post,https://post.example/1", "one.txt,Post,http://post.example/1#top"],
        ["one.txt,Post,", "one.txt,post,", "one.txt, Post,"],
        ["one.txt,Post,https://post.example/1", "two.txt,,https://post.example/2"],
        ["one.txt,Post,", "missing.txt,Post,", "two.txt,Post,"],
    ],
)
def test_ingest_articles_dry_run_counts_as_a_real_run_does(manifest, rows):
    manifest.write_text("\n".join(["file,outlet,url", *rows]), encoding="utf-8")
    code, out, err = ingest(str(manifest), dry_run=True)
    assert not Article.objects.exists()
    assert not Outlet.objects.exists()
    real_code, real_out, real_err = ingest(str(manifest))
    assert (code, out, err) == (real_code, f"Dry run, nothing kept: {real_out}", real_err)


BAD_ROWS = [
    {"outlet": "Po\0st"},
    {"outlet": "\ud800"},
    {"outlet": "P" * 201},
    {"headline": "Harbour\0"},
    {"headline": "H" * 100_000},
    {"url": "https://post.example/\0"},
    {"url": "https://a_b.example/"},
    {"url": f"https://{'a' * 300}.example/"},
    {"language": "the English language"},
    {"language": "e\0"},
    {"published_on": "9999-12"},
    {"published_on": "9999-12-31"},
    {"published_on": "0001-01-01"},
    {"text": "Harbour\0 dues"},
    {"text": "Harbour \ud800 dues"},
]


@pytest.mark.django_db
@pytest.mark.parametrize("bad", BAD_ROWS, ids=ascii)
def test_ingest_articles_goes_on_after_a_row_that_the_archive_cannot_hold(tmp_path, bad):
    path = tmp_path / "articles.jsonl"
    rows = [{"text": TEXT, "outlet": "Post"} | bad, {"text": TEXT, "outlet": "Wire"}]
    path.write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
    code, out, err = ingest(str(path))
    assert (code, out) == (1, "1 added; 1 quotations found.\n")
    assert f"{path}, line 1: left out: " in err
    assert list(Outlet.objects.values_list("name", flat=True)) == ["Wire"]


@pytest.mark.django_db
@pytest.mark.parametrize(
    "unfit",
    [
        "<p>&#1;&#0;\0\x0b\ufffe</p>",
        '<meta name="author" content="Ann&#0;&#1;\0 Roe">',
        '<meta name="date" content="9999-12-31T23:59:59Z">',
        '<meta name="date" content="0001-01-01T00:00:00+14:00">',
        '<link rel="canonical" href="https://[::1">',
        '<link rel="canonical" href="https://a_b.example/">',
        f'<link rel="canonical" href="https://{"a." * 200}example/">',
    ],
    ids=ascii,
)
def test_ingest_articles_takes_a_page_with_unfit_parts(tmp_path, unfit):
    said = "<p>“We will not raise the dues,” Anton Kreyle said on Monday.</p>"
    page = f"<html lang='a_language_of_its_own'>{unfit}{said}"
    (tmp_path / "page.html").write_text(page, encoding="utf-8")
    code, out, err = ingest(str(tmp_path), outlet="Post")
    assert (code, out, err) == (0, "1 added; 1 quotations found.\n", "")


@pytest.mark.django_db
@pytest.mark.parametrize("day", ["31 December 9999", "1 January 0001"])
def test_ingest_articles_goes_on_after_a_text_of_an_impossible_day(tmp_path, day):
    told = TEXT.replace("said.", "said yesterday.")
    (tmp_path / "a.txt").write_text(f"Published {day}\n\n{told}", encoding="utf-8")
    (tmp_path / "b.txt").write_text(TEXT, encoding="utf-8")
    ingest(str(tmp_path), outlet="Post")
    assert Article.objects.filter(captures__sha256=hashlib.sha256(TEXT.encode()).digest()).exists()


@pytest.mark.django_db
def test_ingest_articles_again_says_that_all_is_held(manifest):
    ingest(str(manifest))
    _, out, _ = ingest(str(manifest))
    assert out == "2 held already; 0 quotations found.\n"


@pytest.mark.django_db
def test_ingest_articles_takes_single_files_of_one_outlet(manifest):
    code, out, _ = ingest(str(manifest.parent / "one.txt"), outlet="Radio")
    assert (code, out) == (0, "1 added; 1 quotations found.\n")
    assert Article.objects.get().outlet.name == "Radio"


def test_ingest_articles_stopped_by_ctrl_c_goes_on_from_there(database_url, manifest):
    rows = "".join(f"one.txt,Outlet {number}\n" for number in range(200))
    manifest.write_text(f"file,outlet\n{rows}", encoding="utf-8")
    command = [sys.executable, "manage.py", "ingest_articles", str(manifest)]
    environment = os.environ | {"DATABASE_URL": database_url}
    process = subprocess.Popen(command, env=environment, stderr=subprocess.PIPE, text=True)
    while not Article.objects.exists():
        assert process.poll() is None
    process.send_signal(signal.SIGINT)
    _, err = process.communicate()
    assert process.returncode == 130
    assert "the same command goes on from here" in err
    assert 0 < Article.objects.count() < 200
    assert subprocess.run(command, env=environment, stdout=subprocess.DEVNULL, check=False).returncode == 0
    assert Article.objects.count() == 200
    assert not Quote.objects.filter(carriages=None).exists()
