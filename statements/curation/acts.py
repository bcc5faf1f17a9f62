"""What every act of an editor has in common: one at a time, whole or not at all, and undoable."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.contrib.auth.models import User
from django.core.exceptions import ObjectDoesNotExist
from django.db.models import Model

from statements.citations.versions import freeze_changed, history_mark
from statements.citations.writing import one_writer
from statements.models import Act, Quote, Revision, Speaker
from statements.models.revision import naming
from statements.pipeline import (
    recall_recredited,
    renew_changed_fingerprints,
    renew_fingerprints,
    save_refrains,
)

# What of a quote a refrain depends on.
RECURRING = {"wording", "status", "said_on", "said_basis", "occasion_id"}


class Refused(ValueError):
    """An act that cannot be done; its message tells the editor why, and what to do instead."""


class Conflict(Refused):
    """Somebody changed the entry after the editor had seen it."""

    def __init__(self) -> None:
        super().__init__("This entry was changed after you opened it. Look at both and decide again.")


def noun_of(entry: Model) -> str:
    """What the history calls the kind of an entry."""
    return str(entry._meta.model_name)


def state_of(entry: Model) -> str:
    """A mark of an entry's state, rows under it included: forms carry it, and `seen` takes it."""
    lines = Revision.objects.filter(entry_noun=noun_of(entry), entry_id=entry.pk)
    return str(lines.order_by("-pk").values_list("pk", flat=True).first() or 0)


def read_anew(row: Model) -> None:
    """Reads a row as it is now. Raises Refused where it is gone: a pending quote may go when a split is undone."""
    try:
        row.refresh_from_db()
    except ObjectDoesNotExist:
        raise Refused(
            "This is not there any more: an undoing, or a linking, took it away meanwhile."
        ) from None


def require_unchanged(entry: Model, seen: str) -> None:
    """Raises Conflict where an entry is no longer in the state that an editor saw, if one is named."""
    if seen and seen != state_of(entry):
        raise Conflict


@contextmanager
def acting(
    kind: Act.Kind, entry: Any, *, by: User, reason: str, seen: str = "", **columns: Any
) -> Iterator[Act]:
    """An act on one entry: within it the caller checks and changes rows, at its end versions are frozen.

    The entry is read anew first. `seen` is its `state_of` when the editor decided; `columns` are of the act. Raises
    Refused without a reason, and Conflict where the entry is no longer as it was seen.
    """
    with one_writer():
        read_anew(entry)
        if not reason.strip():
            raise Refused("Say why: readers and later editors will want to know.")
        require_unchanged(entry, seen)
        since = history_mark()
        with naming(actor=f"editor {by.get_username()}", reason=reason.strip()):
            act = Act.objects.create(
                kind=kind,
                entry_noun=noun_of(entry),
                entry_id=entry.pk,
                by=by,
                reason=reason.strip(),
                **columns,
            )
        with naming(actor=f"editor {by.get_username()}", reason=act.reason, act=act.pk):
            yield act
            if act.undoes_id is None:
                renew_refrains(act)
            renew_changed_fingerprints(since)
            recall_recredited(since)
            freeze_changed(since, act)


def renew_refrains(act: Act) -> None:
    """Finds the refrains anew of all whose quotes an act changed in words, days, standing or speaker."""
    speakers, quotes = _concerned(act)
    renew_fingerprints(quotes)
    for speaker in Speaker.objects.filter(pk__in=speakers).order_by("pk"):
        save_refrains(speaker, quotes)


def _concerned(act: Act) -> tuple[set[int], set[int]]:
    """The speakers and the quotes that an act's changes are of."""
    speakers: set[int] = set()
    quotes: set[int] = set()
    for line in Revision.objects.filter(act_id=act.pk, noun__in=["quote", "credit", "occasion"]):
        changed = {**(line.before or {}), **(line.after or {})}
        if line.noun == "credit":
            quotes.add(line.entry_id)
            speakers |= {
                row["speaker_id"] for row in (line.before, line.after) if row and "speaker_id" in row
            }
        elif line.noun == "occasion":
            quotes |= set(Quote.objects.filter(occasion=line.entry_id).values_list("pk", flat=True))
        elif line.operation != "update" or RECURRING & changed.keys():
            quotes.add(line.entry_id)
    credited = Quote.objects.filter(pk__in=quotes, credits__isnull=False)
    return speakers | set(credited.values_list("credits__speaker", flat=True)), quotes
