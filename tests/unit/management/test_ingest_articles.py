"""The command that takes articles in: what it says, and with which exit code it ends."""

import io
import os
import signal
import subprocess
import sys

import pytest
from django.core.management import CommandError, call_command

from statements.models import Article, Quote

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
