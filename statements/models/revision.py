"""The history of every record."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.conf import settings
from django.core import checks
from django.db import Error, connection, models, transaction
from psycopg.pq import TransactionStatus

# Tables without a history: these three are only added to and never change, a quote's sentences, fingerprints and search
# document with its terms follow from what it holds, and the last two are the history.
UNTRACKED = {"appearance", "capture", "reading"} | {
    "sentence",
    "fingerprint",
    "searchdocument",
    "term",
    "spelling",
}
UNTRACKED |= {"revision", "seal"}
# The settings of a connection that a line of history is written from.
ACTOR, REASON, ACT = "archive.actor", "archive.reason", "archive.act"


class Revision(models.Model):
    """One line of the history of an entry: what became of one row, when, by whom and why.

    Triggers write it, whichever way the row was changed, and nobody changes it afterwards. The state of a row at
    any line is worked out backwards from the row itself, or from the whole row that the line of its deletion keeps.
    """

    class Operation(models.TextChoices):
        INSERT = "insert"
        UPDATE = "update"
        DELETE = "delete"
        SCHEMA = "schema", "the table's columns changed, or its history began"
        ERASE = "erase", "erased by order of law"

    noun = models.CharField(max_length=20, help_text="The row's table, without its prefix.")
    row_id = models.BigIntegerField()
    entry_noun = models.CharField(max_length=20, help_text="The entry that the row is a part of, or itself.")
    entry_id = models.BigIntegerField()
    number = models.PositiveIntegerField(help_text="1, 2, 3 … for each row.")
    operation = models.CharField(max_length=6, choices=Operation)
    made_at = models.DateTimeField()
    actor = models.TextField()
    reason = models.TextField(blank=True)
    act_id = models.BigIntegerField(null=True, blank=True, help_text="The editor's act it was a part of.")
    role = models.TextField(help_text="The role that was logged in to the database.")
    before = models.JSONField(
        null=True, blank=True, help_text="The changed columns, or the whole deleted row."
    )
    after = models.JSONField(null=True, blank=True, help_text="The changed columns.")
    # With the salt gone, nobody can test by the digests whether a guess at erased words is right.
    salt = models.BinaryField(max_length=16, null=True, blank=True)
    row_sha256 = models.BinaryField(max_length=32, null=True, blank=True, help_text="Of salt and row.")
    content_sha256 = models.BinaryField(max_length=32, help_text="Of salt, before, after and reason.")
    previous_sha256 = models.BinaryField(max_length=32, null=True, blank=True)
    sha256 = models.BinaryField(max_length=32, help_text="Of the line, with digests for its content.")
    erased_by = models.BigIntegerField(null=True, blank=True, help_text="The act that erased the content.")

    class Meta:
        ordering = ["id"]
        indexes = [
            models.Index(fields=["entry_noun", "entry_id", "id"], name="revision_of_an_entry"),
            # Nearly all lines are the machine's.
            models.Index(
                fields=["act_id"], condition=models.Q(act_id__isnull=False), name="revision_of_an_act"
            ),
        ]
        constraints = [
            models.UniqueConstraint(fields=["noun", "row_id", "number"], name="revision_number_once"),
        ]

    def __str__(self) -> str:
        return f"{self.operation} of {self.noun} {self.row_id} by {self.actor}"

    @classmethod
    def check(cls, **kwargs: Any) -> list[checks.CheckMessage]:
        return [*super().check(**kwargs), *check_role()]


def check_role() -> list[checks.CheckMessage]:
    """A warning if the program works as the role that owns the history, which could take it away."""
    if settings.DATABASE_OWNER:
        return []
    try:
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT pg_has_role(session_user, relowner, 'MEMBER') FROM pg_class "
                "WHERE oid = to_regclass('statements_revision')"
            )
            if cursor.fetchone() != (True,):
                return []
    except Error:  # a database that does not answer is told of elsewhere
        return []
    return [
        checks.Warning(
            "The program's database role owns the tables: whoever gets hold of it can take the history away.",
            hint="Make a second role, name it in DATABASE_URL and the owner in DATABASE_OWNER_URL, and migrate.",
            id="statements.W001",
        )
    ]


@contextmanager
def naming(*, actor: str, reason: str = "", act: int | None = None) -> Iterator[None]:
    """Lines of history that are written within name this actor, reason and act (by its key).

    What was named before is named again afterwards. Raises TransactionManagementError outside a transaction.
    """
    if not connection.in_atomic_block:
        raise transaction.TransactionManagementError("An actor is named within a transaction only.")
    with connection.cursor() as cursor:
        settings = ", ".join(
            f"coalesce(current_setting('{name}', true), '')" for name in (ACTOR, REASON, ACT)
        )
        cursor.execute(f"SELECT {settings}")
        former = cursor.fetchone()
    _name(actor, reason, "" if act is None else str(act))
    try:
        yield
    finally:
        # After an error of the database the names go with the savepoint or transaction they were given in.
        if (
            connection.connection
            and connection.connection.info.transaction_status == TransactionStatus.INTRANS
        ):
            _name(*former)


def _name(actor: str, reason: str, act: str) -> None:
    """Set the three settings for the rest of the transaction."""
    with connection.cursor() as cursor:
        local = ", ".join(f"set_config('{name}', %s, true)" for name in (ACTOR, REASON, ACT))
        cursor.execute(f"SELECT {local}", [actor, reason, act])
