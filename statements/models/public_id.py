"""The column of a permanent name. Minting and checking live in citations; the database guards form and permanence."""

from typing import Any

from django.db import models

# Eight characters of NOID's alphabet of 29, which has no vowels and no l: no words, nothing to misread.
PUBLIC_ID_PATTERN = r"^[0-9b-df-hjkmnp-tv-xz]{8}$"


class PublicIdField(models.CharField):
    """A public id, or null as long as the entry was never published. A trigger keeps it from being changed."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs |= {"max_length": 8, "unique": True, "null": True, "blank": True, "editable": False}
        super().__init__(*args, **kwargs)


def public_id_check(table: str) -> models.CheckConstraint:
    """The constraint that a table's public ids are well formed."""
    return models.CheckConstraint(
        condition=models.Q(public_id__isnull=True) | models.Q(public_id__regex=PUBLIC_ID_PATTERN),
        name=f"{table}_public_id_form",
        violation_error_message="A public id has 8 characters of 0123456789bcdfghjkmnpqrstvwxz.",
    )
