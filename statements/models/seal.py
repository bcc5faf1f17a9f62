"""Seals on the history."""

from django.db import connection, models


class Seal(models.Model):
    """A digest over all lines of history since the seal before it, and over that seal.

    The chain of a record does not tell that its last line, or all of it, was taken away: a seal does. Only a function
    of the database makes seals, and nobody changes them.
    """

    number = models.PositiveIntegerField(unique=True)
    last_revision = models.BigIntegerField(unique=True, help_text="The key of the last line that it covers.")
    count = models.BigIntegerField(help_text="How many lines it covers.")
    made_at = models.DateTimeField()
    sha256 = models.BinaryField(max_length=32)

    class Meta:
        ordering = ["number"]

    def __str__(self) -> str:
        return f"seal {self.number}"

    @property
    def line(self) -> str:
        """The seal as a file outside the database keeps it: number, last line, digest."""
        return f"{self.number} {self.last_revision} {bytes(self.sha256).hex()}"


def make_seal() -> None:
    """Seal the lines of history since the last seal, if there are any.

    Raises OperationalError where somebody has been writing for longer than the function waits.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT statements_make_seal()")
