"""Writes the copy, file by file: a stopped one goes on where it was, and a finished one is brought up to date."""

import json
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, dataclass
from itertools import chain
from pathlib import Path
from shutil import copytree, ignore_patterns
from urllib.parse import urlsplit

from django.conf import settings
from django.template.loader import render_to_string
from django.test import Client
from django.utils import timezone

from statements.citations.versions import history_mark
from statements.management.site.addresses import KINDS, addresses, entries, title_of
from statements.management.site.pages import (
    COPY,
    asked_for,
    file_of,
    further_pages,
    moved_page,
    rewritten,
    sitemap_index_of,
    sitemap_of,
)
from statements.search.export.folders import FolderTrouble

# Told the address of every file that is there.
Progress = Callable[[str], object]
STATE = "copy.json"
LISTED = 500
MAPPED = 20_000


@dataclass(frozen=True, slots=True)
class State:
    """When a copy was begun (seconds since 1970), at which line of the history, and whether it is whole."""

    began: float
    line: int
    is_whole: bool = False


class Copying:
    """A copy that is being written into a folder."""

    def __init__(self, folder: Path) -> None:
        """Goes on with a copy that is there, or begins one in a new folder. Raises FolderTrouble for another folder."""
        self.folder = folder
        state = _read_state(folder)
        goes_on = state is not None and state.line == history_mark()
        self.state = state if state and goes_on else State(time.time(), history_mark())
        site = urlsplit(settings.SITE_URL)
        self._client = Client(
            raise_request_exception=False, SERVER_NAME=str(site.hostname), SERVER_PORT=str(site.port or "")
        )
        self._missing: list[str] = []
        self._is_secure = site.scheme == "https"
        self._notice = render_to_string("statements/copy_notice.html", {"day": timezone.localdate()})

    def write(self, progress: Progress) -> None:
        """Writes all that is not there yet, and takes away what the archive has no more.

        Raises FolderTrouble at the end where the archive had no page for some addresses: the next run asks again.
        """
        if self.state.is_whole:
            return
        self._keep(STATE, json.dumps(asdict(self.state)))
        pages = []
        for address in self._with_further_pages(addresses()):
            if "." not in address.rpartition("/")[2]:
                pages.append(address)
            progress(address)
        pages += self._write_contents()
        self._write_sitemaps(pages)
        if settings.STATIC_ROOT.exists():
            copytree(
                settings.STATIC_ROOT,
                self.folder / "static",
                dirs_exist_ok=True,
                ignore=ignore_patterns("admin"),
            )
        self._remove_old()
        if self._missing:
            raise FolderTrouble(
                f"The copy is not whole: the archive had no page for {len(self._missing)} addresses, the first of them "
                f"{self._missing[0]}. Mend that and give the command again."
            )
        self._keep(STATE, json.dumps(asdict(State(self.state.began, self.state.line, is_whole=True))))

    def _with_further_pages(self, wanted: Iterable[str]) -> Iterator[str]:
        """Writes each address and the pages of lists that it leads to."""
        for address in wanted:
            waiting, seen = [address], {address}
            while waiting:
                one = waiting.pop()
                found = further_pages(self._written(one)) - seen
                seen |= found
                waiting += found
                yield one

    def _written(self, address: str) -> str:
        """The page at an address of the copy, written if it was not since the copy was begun; "" for other files."""
        path = self.folder / file_of(address)
        is_page = path.suffix == ".html"
        if path.exists() and path.stat().st_mtime >= self.state.began:
            return path.read_text() if is_page else ""
        content = self._answer(address)
        if content is None:
            self._missing.append(address)
            return ""
        self._keep(file_of(address), content)
        return content if is_page and isinstance(content, str) else ""

    def _answer(self, address: str) -> str | bytes | None:
        """What a file has of the archive's answer; None where the archive has no such page."""
        own = asked_for(address)
        response = self._client.get(own, secure=self._is_secure)
        if response.status_code in (301, 302):
            return moved_page(response["Location"])
        if response.status_code not in (200, 410):
            return None
        content = b"".join(response.streaming_content) if response.streaming else response.content
        if not response["Content-Type"].startswith("text/html"):
            return bytes(content)
        return rewritten(content.decode(), own, self._notice)

    def _write_contents(self) -> list[str]:
        """Lists of all entries, from which every page can be reached, and the page that says what a copy has not."""
        lists: dict[str, list[str]] = {}
        for kind in KINDS:
            for number, rows in enumerate(_listed(kind), 1):
                address = f"{COPY}{kind}/{number}"
                lists.setdefault(kind, []).append(address)
                named = {"kind": kind, "entries": rows, "number": number}
                self._render(address, "statements/copy_list.html", named)
        self._render(COPY, "statements/copy.html", {"lists": lists, "day": timezone.localdate()})
        return [COPY, *chain.from_iterable(lists.values())]

    def _render(self, address: str, template: str, context: dict[str, object]) -> None:
        self._keep(file_of(address), rewritten(render_to_string(template, context), address, self._notice))

    def _write_sitemaps(self, pages: list[str]) -> None:
        names = []
        for start in range(0, len(pages), MAPPED):
            names.append(f"sitemap-{start // MAPPED + 1}.xml")
            self._keep(names[-1], sitemap_of(pages[start : start + MAPPED], settings.SITE_URL))
        self._keep("sitemap.xml", sitemap_index_of(names, settings.SITE_URL))

    def _keep(self, name: str, content: str | bytes) -> None:
        """Writes a file as a whole or not at all."""
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        unfinished = path.with_name(f"{path.name}.unfinished")
        unfinished.write_bytes(content.encode() if isinstance(content, str) else content)
        unfinished.replace(path)

    def _remove_old(self) -> None:
        """Takes away the files of the copy before that this one has not."""
        for path in self.folder.rglob("*"):
            is_ours = path.is_file() and (self.folder / "static") not in path.parents
            if is_ours and path.stat().st_mtime < self.state.began:
                path.unlink()


def _listed(kind: str) -> Iterator[list[tuple[str, str]]]:
    """Addresses and titles of the entries of a kind, so many at a time as are on one page."""
    rows = []
    for entry in entries(kind):
        rows.append((entry.get_absolute_url(), title_of(entry)))
        if len(rows) == LISTED:
            yield rows
            rows = []
    if rows:
        yield rows


def _read_state(folder: Path) -> State | None:
    """The state of the copy in a folder, if there is one. Raises FolderTrouble where there is something else."""
    try:
        return State(**json.loads((folder / STATE).read_text()))
    except FileNotFoundError:
        if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
            raise FolderTrouble(f"{folder} is there already and holds no copy: name a new folder.") from None
        return None
    except (ValueError, TypeError, OSError) as error:
        raise FolderTrouble(
            f"{folder / STATE} cannot be read: {error}. Take the folder away, or name another."
        ) from error
