"""The archive as files, and an equal archive from them."""

import csv
import filecmp
import gzip
import hashlib
import json
import sys
from datetime import date
from pathlib import Path

import frictionless
import pyarrow.parquet
import pytest
from django.contrib.auth.models import Permission
from django.core.management import CommandError, call_command

from statements.citations.versions import freeze_missing
from statements.curation import merge, withdraw
from statements.curation.verify import verify
from statements.models import Quote, Version
from tests.factories import (
    make_article,
    make_editor,
    make_occasion,
    make_quote,
    make_refrain,
    make_set,
    make_speaker,
)
from tests.factories.public_state import public_state
from tests.unit.curation.archive import take_articles

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def coast():
    """An archive with articles of its own, acts of an editor, a set, a refrain, something withdrawn and pending."""
    take_articles()
    editor = make_editor()
    editor.user_permissions.add(Permission.objects.get(codename="change_quote"))
    speaker = make_speaker(name="Nerys Quill")
    occasion = make_occasion(held=date(2026, 2, 10))
    first, second, gone, again = (
        make_quote(wording=f"=Herring number {number} is ours", speaker=speaker, occasion=at, said=day)
        for number, at, day in [
            (1, occasion, None),
            (2, occasion, None),
            (3, None, None),
            (4, None, date(2026, 3, 1)),
        ]
    )
    make_quote(wording="Nobody has seen this herring yet.", status="pending")
    make_refrain(quotes=[first, again])
    freeze_missing()
    make_set(quotes=[first, gone])
    merge(second, first, by=editor, reason="one speech")
    withdraw(gone, by=editor, reason="It was never said.")
    return editor


def export(folder, **options):
    call_command("export_archive", folder, **options)
    return folder


def lines(path):
    return [json.loads(line) for line in gzip.decompress(path.read_bytes()).splitlines()]


def is_equal(one, other):
    names = sorted(path.name for path in one.iterdir())
    same, *rest = filecmp.cmpfiles(one, other, names, shallow=False)
    return rest == [[], []] and same == names == sorted(path.name for path in other.iterdir())


def test_a_folder_that_is_not_empty_stays_as_it_is(tmp_path, coast):
    (tmp_path / "thesis.txt").write_text("Chapter 1")
    for private in (False, True):
        with pytest.raises(CommandError, match="not empty"):
            export(tmp_path, private=private)
    assert [path.name for path in tmp_path.iterdir()] == ["thesis.txt"]


def test_an_export_that_breaks_off_leaves_nothing_behind(tmp_path, coast, monkeypatch):
    def stop(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr("statements.search.export.dump.describe", stop)
    with pytest.raises(KeyboardInterrupt):
        export(tmp_path / "dump")
    assert list(tmp_path.iterdir()) == []


def test_the_public_export_holds_every_public_row_and_no_other(tmp_path, coast):
    folder = export(tmp_path / "dump")
    published = {row.public_id for row in Quote.objects.published()}
    assert {row["quote"] for row in lines(folder / "quotes.jsonl.gz")} == published
    with (folder / "quotes.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert {row["quote"] for row in rows} == published
    assert {row["wording"][:2] for row in rows} >= {"'="}
    [removal] = lines(folder / "removals.jsonl.gz")
    assert (removal["how"], removal["reason"]) == ("withdrawn", "It was never said.")
    [frozen] = lines(folder / "sets.jsonl.gz")
    assert [member["mark"] for member in frozen["members"]] == [None, "withdrawn"]
    everything = b"".join(
        gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
        for path in folder.iterdir()
    )
    for private in (
        b"Nobody has seen this herring yet",
        b"number 3 is ours",
        coast.username.encode(),
        b"The council met for",
    ):
        assert private not in everything


def test_versions_of_the_public_export_are_the_bytes_of_their_digests(tmp_path, coast):
    folder = export(tmp_path / "dump")
    held = {bytes(row.sha256) for row in Version.objects.all()}
    bodies = gzip.decompress((folder / "versions.jsonl.gz").read_bytes()).splitlines()
    assert len(bodies) > 5
    assert {hashlib.sha256(body).digest() for body in bodies} < held


def test_tools_for_data_packages_find_nothing_wrong(tmp_path, coast):
    make_article(headline="An article that nobody is quoted in")
    folder = export(tmp_path / "dump")
    report = frictionless.validate(str(folder / "datapackage.json"))
    assert report.flatten(["message"]) == []
    assert report.valid
    assert report.stats["tasks"] == 10
    for line in (folder / "SHA256SUMS").read_text().splitlines():
        digest, name = line.split("  ")
        assert hashlib.sha256((folder / name).read_bytes()).hexdigest() == digest


def test_parquet_has_the_same_rows_with_types(tmp_path, coast):
    folder = export(tmp_path / "dump", parquet=True)
    for name in ("quotes", "appearances", "changes", "articles"):
        rows = pyarrow.parquet.read_table(folder / f"{name}.parquet").to_pylist()
        told = [{k: str(v) if isinstance(v, date) else v for k, v in row.items()} for row in rows]
        assert told == lines(folder / f"{name}.jsonl.gz")
    with pytest.raises(CommandError, match="leave --parquet"):
        export(tmp_path / "other", parquet=True, private=True)


def test_parquet_without_its_library_says_what_to_install(tmp_path, coast, monkeypatch):
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    monkeypatch.delitem(sys.modules, "statements.search.export.parquet", raising=False)
    with pytest.raises(CommandError, match=r"requirements-parquet\.txt"):
        export(tmp_path / "dump", parquet=True)


def test_an_import_builds_an_equal_archive(tmp_path, coast, client):
    before = public_state(client)
    first, public = export(tmp_path / "first", private=True), export(tmp_path / "public")
    call_command("flush", interactive=False, verbosity=0)
    call_command("import_archive", first)
    assert is_equal(first, export(tmp_path / "second", private=True))
    assert is_equal(public, export(tmp_path / "public again"))
    assert public_state(client) == before
    assert list(verify([])) == []
    coast.refresh_from_db()
    assert coast.has_perm("statements.change_quote")
    # What comes after it gets keys and ids of its own.
    make_quote(wording="Herring number 5 came after the import.")
    withdraw(Quote.objects.published().first(), by=coast, reason="It was never said.")
    assert list(verify([])) == []


def test_nobody_else_can_read_a_private_export(tmp_path, coast):
    folder = export(tmp_path / "private", private=True)
    assert folder.stat().st_mode & 0o077 == 0


def test_an_archive_that_is_not_empty_takes_no_import(tmp_path, coast):
    folder = export(tmp_path / "first", private=True)
    with pytest.raises(CommandError, match="not empty"):
        call_command("import_archive", folder)


@pytest.mark.parametrize(
    ("spoil", "says"),
    [
        (lambda folder: (folder / "statements_quote.csv.gz").unlink(), "statements_quote.csv.gz is missing"),
        (lambda folder: (folder / "more.csv.gz").write_bytes(b""), "more.csv.gz is missing, is not"),
        (lambda folder: (folder / "archive.json").write_text("{}"), "archive.json is missing, is not"),
        (lambda folder: (folder / "SHA256SUMS").unlink(), "is this a whole export"),
    ],
)
def test_a_folder_that_is_not_whole_is_refused(tmp_path, coast, spoil, says):
    folder = export(tmp_path / "first", private=True)
    call_command("flush", interactive=False, verbosity=0)
    spoil(folder)
    with pytest.raises(CommandError, match=says):
        call_command("import_archive", folder)
    assert not Quote.objects.exists()


@pytest.mark.parametrize(
    ("name", "old", "new", "says"),
    [
        ("archive.json", b'"00', b'"99', "import it with the release that wrote it"),
        ("statements_quote.csv.gz", b"Herring number 4", b"Herring number 7", "does not hold together"),
    ],
)
def test_an_export_that_was_tampered_with_is_refused_as_a_whole(tmp_path, coast, name, old, new, says):
    folder = export(tmp_path / "first", private=True)
    call_command("flush", interactive=False, verbosity=0)
    rewrite(folder / name, old, new)
    with pytest.raises(CommandError, match=says):
        call_command("import_archive", folder)
    assert not Quote.objects.exists()


def rewrite(path: Path, old: bytes, new: bytes):
    """Changes a file and its line in the list of digests, as somebody would who wants it to go unnoticed."""
    sums, before = path.with_name("SHA256SUMS"), hashlib.sha256(path.read_bytes()).hexdigest()
    is_packed = path.suffix == ".gz"
    content = gzip.decompress(path.read_bytes()) if is_packed else path.read_bytes()
    assert old in content
    content = content.replace(old, new)
    path.write_bytes(gzip.compress(content) if is_packed else content)
    sums.write_text(sums.read_text().replace(before, hashlib.sha256(path.read_bytes()).hexdigest()))
