"""Fixed queries that lists ask all the time, planned once a connection."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from weakref import WeakKeyDictionary

from django.db import connection

# What each open connection has planned.
_known: "WeakKeyDictionary[Any, set[str]]" = WeakKeyDictionary()


@dataclass(frozen=True, slots=True)
class Prepared:
    """A query by a name of its own, with parameters $1, $2 … of these types. To plan one of many joins takes the
    server longer than to answer it.
    """

    name: str
    types: str
    sql: str

    def rows(self, *params: Any) -> Sequence[tuple[Any, ...]]:
        """Its rows with these parameters."""
        with connection.cursor() as cursor:
            known = _known.setdefault(connection.connection, set())
            if self.name not in known:
                cursor.execute(f"PREPARE {self.name} ({self.types}) AS {self.sql}")
                known.add(self.name)
            places = ", ".join(["%s"] * len(params))
            cursor.execute(f"EXECUTE {self.name} ({places})", params)
            return cursor.fetchall()
