"""One writer at a time: whoever changes what can be cited holds this lock until the change is whole."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction

# Any number, but one: PostgreSQL's advisory locks are named by numbers. "acts" in ASCII.
WRITING_LOCK = 0x61637473


@contextmanager
def one_writer() -> Iterator[None]:
    """A transaction during which no other writer changes quotes, their speakers, outlets or topics.

    Measured: merges without a lock left redirect chains and stranded rows, row locks taken in order left deadlocks,
    one lock left neither. May be nested; the lock lasts until the outermost transaction ends.
    """
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [WRITING_LOCK])
        yield
