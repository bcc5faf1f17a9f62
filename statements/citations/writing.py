"""One writer at a time: whoever changes what can be cited holds this lock until the change is whole."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction

# Any number, but one: PostgreSQL's advisory locks are named by numbers. "acts" in ASCII.
WRITING_LOCK = 0x61637473
LOCK = "SELECT pg_advisory_xact_lock(%s)"
# A writer may wait for others' acts and for a linker's transaction; a page that only reads has three seconds.
PATIENCE = """
SELECT set_config('statement_timeout', '30s', true) WHERE current_setting('statement_timeout') <> '0'
"""


@contextmanager
def one_writer() -> Iterator[None]:
    """A transaction during which no other writer changes quotes, their speakers, outlets or topics.

    Measured: merges without a lock left redirect chains and stranded rows, row locks taken in order left deadlocks,
    one lock left neither. May be nested; the lock lasts until the outermost transaction ends.
    """
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute(PATIENCE)
            cursor.execute(LOCK, [WRITING_LOCK])
        yield
