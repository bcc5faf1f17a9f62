"""The engine in memory, kept fresh."""

import logging
import shutil
import threading
import time
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from django.db import connection

from statements.models.document import Facet
from statements.search.columns import load, read_columns, save
from statements.search.engine import Counts, Found, Query, Wanted
from statements.search.lines import Shelf, one_page
from statements.search.memory import MemoryEngine
from statements.search.news import changed_since, read_news
from statements.search.postgres import LARGE, MOST_COUNTED, PostgresEngine

log = logging.getLogger(__name__)

# More quotes changed than these are read anew in the background; of more than those PostgreSQL answers meanwhile.
READ_ANEW, TOO_MANY = 1000, 5000
# After a fault that may stay, in seconds.
PAUSE = 10


class FreshEngine:
    """The engine in memory with what was changed since; PostgreSQL alone where there is none yet.

    Its columns are files in a folder, which the processes of a server share.
    """

    def __init__(self, folder: Path) -> None:
        self._folder, self._postgres = folder, PostgresEngine()
        self._memory: MemoryEngine | None = None
        self._reading = threading.Lock()
        # By the line of the columns.
        self._changed: Shelf[int, frozenset[int]] = Shelf(4)
        # Whoever turns a page asks for the same facets.
        self._counted: Shelf[Hashable, Mapping[Facet, Counts]] = Shelf(MOST_COUNTED)
        self._pages: Shelf[Hashable, Found] = Shelf(MOST_COUNTED)

    @one_page()
    def search(self, query: Query, wanted: Wanted, facets: Mapping[Facet, int]) -> Found:
        """One page and its facets."""
        memory = self._memory
        if memory is None:
            self.read_in_background()
        elif not query.is_pending:
            try:
                if (found := self._remembered(memory, query, wanted, facets)) is not None:
                    return found
            except (ArithmeticError, LookupError, MemoryError, OSError, TypeError, ValueError):
                log.exception("The engine in memory failed; PostgreSQL answers.")
        return self._postgres.search(query, wanted, facets)

    def count(self, queries: Sequence[Query]) -> list[int]:
        """How many quotes meet each query."""
        return [self.search(query, Wanted(size=0), {}).total for query in queries]

    def _remembered(
        self, memory: MemoryEngine, query: Query, wanted: Wanted, facets: Mapping[Facet, int]
    ) -> Found | None:
        """What memory holds, with the news; None where there are too many of them."""
        changed = self._changed_since(memory.columns.line)
        if len(changed) > READ_ANEW:
            self.read_in_background()
        if len(changed) >= TOO_MANY:
            return None
        held, pages, asked = self._counted.held(), self._pages.held(), (query, tuple(facets.items()))
        if (wanted, *asked) in pages:
            return pages[wanted, *asked]
        wanting = {} if asked in held else facets
        news = read_news(memory.columns, query, wanting, changed)
        found = memory.search(query, wanted, wanting, news)
        if asked in held:
            found = replace(found, facets=held[asked])
        if max(facets.values(), default=LARGE) < LARGE:
            held[asked], pages[wanted, *asked] = found.facets, found
        return found

    def _changed_since(self, since: int) -> frozenset[int]:
        held = self._changed.held()
        if since not in held:
            held[since] = changed_since(since, TOO_MANY)
        return held[since]

    def read_in_background(self) -> None:
        """Start reading the columns anew, unless that is under way."""
        if self._reading.acquire(blocking=False):
            threading.Thread(target=self._read, daemon=True, name="search-columns").start()

    def _read(self) -> None:
        try:
            self.read()
        except Exception:
            log.exception("The search-columns could not be read; PostgreSQL answers.")
            time.sleep(PAUSE)
        finally:
            connection.close()
            self._reading.release()

    def read(self) -> None:
        """Read the columns into files, and map those into memory."""
        columns = read_columns()
        folder = self._folder / str(columns.line)
        if not folder.exists():
            save(columns, folder)
        try:
            held = load(folder)
        except (OSError, ValueError):
            shutil.rmtree(folder, ignore_errors=True)
            save(columns, folder)
            held = load(folder)
        self._memory = MemoryEngine(held)
        for other in self._folder.iterdir():
            if other.name.isdigit() and int(other.name) < columns.line:
                shutil.rmtree(other, ignore_errors=True)
