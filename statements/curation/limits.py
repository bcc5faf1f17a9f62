"""What readers leave here: under which name the history has it, and how much of it in an hour."""

from datetime import timedelta

from django.db.models import Model, QuerySet
from django.utils import timezone
from django.utils.crypto import salted_hmac

from statements.curation.acts import Refused

READER = "a reader"
HOUR = timedelta(hours=1)


class TooMuch(Refused):
    """A refusal that another hour ends."""


def origin_of(address: str, purpose: str) -> str:
    """A digest of a network address, to count by; another one every day, so that nobody is known again by it."""
    today = timezone.now().date()
    return salted_hmac(purpose, f"{today} {address}", algorithm="sha256").hexdigest()[:32]


def is_too_much(rows: QuerySet[Model], origin: str, of_one: int, of_all: int) -> bool:
    """Whether this origin left `of_one` of the rows in this hour, or all together `of_all`. The rows have `made_at` and
    `origin`.
    """
    recent = rows.filter(made_at__gt=timezone.now() - HOUR)
    return recent.filter(origin=origin).count() >= of_one or recent.count() >= of_all
