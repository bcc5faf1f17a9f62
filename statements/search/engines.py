"""Which engine answers: the one in memory as soon as it has read the archive, PostgreSQL alone until then.

The one in memory may fail in any way, or not be there at all: PostgreSQL answers whatever it does not.
"""

import logging
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

from statements.search.engine import SearchEngine
from statements.search.postgres import PostgresEngine

log = logging.getLogger(__name__)

LIBRARIES = ("numpy", "pyroaring")
_engine: SearchEngine = PostgresEngine()


def engine() -> SearchEngine:
    """What finds quotes."""
    return _engine


def start(folder: Path) -> None:
    """From now on an engine in memory answers in this process, where its libraries are installed; its files are in the
    folder."""
    global _engine
    if not all(map(find_spec, LIBRARIES)):
        log.warning("PostgreSQL alone answers searches: %s are not installed.", " and ".join(LIBRARIES))
        return
    fresh = import_module("statements.search.fresh").FreshEngine(folder)
    fresh.read_in_background()
    _engine = fresh
