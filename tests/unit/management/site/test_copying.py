"""A copy of the archive as files, served by a server that knows nothing of it."""

import html
import http.client
import json
import os
import re
import threading
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from importlib import import_module
from urllib.parse import urljoin, urlsplit

import pytest
from django.core.management import CommandError, call_command

from statements.citations.versions import freeze_missing
from statements.curation import merge, withdraw
from statements.management.site.copying import Copying
from statements.models import Quote
from tests.factories import (
    make_editor,
    make_outlet,
    make_quote,
    make_refrain,
    make_set,
    make_speaker,
    make_topic,
)
from tests.factories.public_state import public_addresses

pytestmark = [pytest.mark.django_db, pytest.mark.allow_hosts(["127.0.0.1"])]


class Quiet(SimpleHTTPRequestHandler):
    """Serves files and tells nobody."""

    def log_message(self, *_):
        """Nothing."""


@contextmanager
def served(folder):
    """The address of a plain file server on a folder."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=folder))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


@pytest.fixture(autouse=True)
def _static_files_are_there(monkeypatch):
    """Other processes of the tests read them: they are not collected once more."""
    monkeypatch.setattr("statements.management.commands.export_site.call_command", lambda *_, **__: None)


@pytest.fixture
def archive(monkeypatch):
    """A quote with two pages of printings, one that was merged, one that was withdrawn, a refrain, a set."""
    editor, speaker = make_editor(), make_speaker(name="Nerys Quill")
    monkeypatch.setattr("statements.search.printings.PAGE_SIZE", 2)
    outlets = [make_outlet() for _ in range(3)]
    many = make_quote(
        wording="Herring is ours alone.", carried_by=outlets, speaker=speaker, topics=[make_topic()]
    )
    loser, gone = (make_quote(wording=f"Herring number {number}.", speaker=speaker) for number in (1, 2))
    make_refrain(quotes=[many, gone])
    make_quote(wording="Nobody has seen this herring yet.", status="pending")
    freeze_missing()
    make_set(quotes=[many, loser])
    merge(loser, many, by=editor, reason="one speech")
    withdraw(gone, by=editor, reason="It was never said.")
    return many, loser, gone


def read(address):
    """The address that answers in the end, its media type and its body; fails where that is an error."""
    place = urlsplit(address)
    connection = http.client.HTTPConnection(place.netloc)
    connection.request("GET", place.path)
    response = connection.getresponse()
    body = response.read()
    connection.close()
    if response.status == 301:
        return read(urljoin(address, response.headers["Location"]))
    assert response.status == 200, address
    return address, response.headers["Content-Type"], body


def test_every_permanent_address_is_there(tmp_path, archive, client):
    call_command("export_site", tmp_path / "copy")
    many, loser, gone = archive
    with served(tmp_path / "copy") as site:
        for address in public_addresses():
            body = read(site + address)[2]
            assert body, address
            if address.endswith(".json") and client.get(address).status_code == 200:
                answer = client.get(address)
                assert body == (b"".join(answer.streaming_content) if answer.streaming else answer.content)
        page = read(f"{site}/q/{many.public_id}")[2].decode()
        assert "Herring is ours alone." in page
        assert "This is a copy of" in page
        assert f'url=/q/{many.public_id}"' in read(f"{site}/q/{loser.public_id}")[2].decode()
        stone = read(f"{site}/q/{gone.public_id}")[2].decode()
        assert "It was never said." in stone
        assert "Herring number 2" not in stone
        assert (
            read(f"{site}/q/{many.public_id}/v1.json")[2]
            == client.get(f"/q/{many.public_id}/v1.json").content
        )
        assert "outlets" in read(f"{site}/q/{many.public_id}/printings/2")[2].decode()
    everything = b"".join(path.read_bytes() for path in (tmp_path / "copy").rglob("*.*") if path.is_file())
    assert b"Nobody has seen this herring yet" not in everything
    assert b"Herring number 2" not in everything


def test_every_page_is_reached_by_links_and_no_link_leads_nowhere(tmp_path, archive):
    call_command("export_site", tmp_path / "copy")
    with served(tmp_path / "copy") as site:
        waiting, seen = ["/"], {"/"}
        while waiting:
            own, kind, body = read(site + waiting.pop())
            links = re.findall(r' (?:href|src|action)="([^"]*)"', body.decode()) if "html" in kind else ()
            for link in map(html.unescape, links):
                target = urlsplit(urljoin(own, link))
                if target.netloc == urlsplit(site).netloc and target.path not in seen:
                    assert not target.query, link
                    seen.add(target.path)
                    waiting.append(target.path)
        for address in public_addresses():
            if "." not in address:
                assert {address, f"{address}/"} & seen, address
        mapped = read(f"{site}/sitemap-1.xml")[2].decode()
        assert all(f"{address}</loc>" in mapped for address in public_addresses() if "." not in address)


def test_a_stopped_copy_goes_on_and_a_whole_one_is_left_alone(tmp_path, archive, monkeypatch):
    folder, made = tmp_path / "copy", []

    def stop(address):
        made.append(address)
        if len(made) == 20:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        Copying(folder).write(stop)
    before = {path: path.stat().st_mtime_ns for path in folder.rglob("*.html")}
    assert len(before) > 5
    call_command("export_site", folder)
    assert {path: path.stat().st_mtime_ns for path in before} == before
    assert json.loads((folder / "copy.json").read_text())["is_whole"]
    monkeypatch.setattr(Copying, "_answer", stop)
    call_command("export_site", folder)


def test_a_copy_of_an_archive_that_changed_has_nothing_of_what_was(tmp_path, archive):
    folder = tmp_path / "copy"
    call_command("export_site", folder)
    (folder / "q/former.json").write_text("{}")
    os.utime(folder / "q/former.json", (1, 1))
    withdraw(archive[0], by=make_editor(), reason="It was never said either.")
    call_command("export_site", folder)
    assert not (folder / "q/former.json").exists()
    kinds = (".html", ".json", ".jsonld", ".bib", ".ris", ".atom")
    texts = {path: path.read_text() for path in folder.rglob("*.*") if path.suffix in kinds}
    assert [
        str(path.relative_to(folder)) for path, text in texts.items() if "Herring is ours alone." in text
    ] == []
    assert Quote.objects.get(pk=archive[0].pk).public_id in (folder / "removals/index.html").read_text()


def test_a_page_that_cannot_be_had_is_told_and_all_others_are_there(tmp_path, archive, monkeypatch):
    def fail(*_):
        raise RuntimeError("a fault of ours")

    folder = tmp_path / "copy"
    with monkeypatch.context() as broken:
        broken.setattr(import_module("statements.views.outlet"), "render", fail)
        with pytest.raises(CommandError, match=r"no page for \d+ addresses, the first of them /outlets/"):
            call_command("export_site", folder)
    assert (folder / f"q/{archive[0].public_id}/index.html").exists()
    assert not json.loads((folder / "copy.json").read_text())["is_whole"]
    call_command("export_site", folder)
    assert json.loads((folder / "copy.json").read_text())["is_whole"]


def test_a_folder_of_something_else_stays_as_it_is(tmp_path, archive):
    (tmp_path / "thesis.txt").write_text("Chapter 1")
    with pytest.raises(CommandError, match="holds no copy"):
        call_command("export_site", tmp_path)
    (tmp_path / "copy.json").write_text("{")
    with pytest.raises(CommandError, match="cannot be read"):
        call_command("export_site", tmp_path)
    assert len(list(tmp_path.iterdir())) == 2
