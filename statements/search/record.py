"""What became of a quote: its versions, what was merged into it or split off, and what is left when it is gone."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, QuerySet, Subquery
from django.db.models.functions import JSONObject
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext

from statements.citations.permalinks import act_behind
from statements.models import Act, Quote, Version
from statements.search.plain import said_when

# The newest versions that the page of a quote names; the page of its history has all.
NEWEST = 5


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the record: a version, and the act that made it, if it was an editor."""

    number: int
    made_at: datetime | None
    act: str
    reason: str


@dataclass(frozen=True, slots=True)
class Arrival:
    """A quote that was merged into this one, and why."""

    public_id: str
    reason: str


@dataclass(frozen=True, slots=True)
class Record:
    """The newest versions, newest first, the ids that lead here, and those of parts that were split off."""

    entries: tuple[Entry, ...]
    merged_here: tuple[Arrival, ...]
    split_off: tuple[str, ...]
    split_from: str


@dataclass(frozen=True, slots=True)
class Tombstone:
    """What stays of a quote that is gone. An erased one has no citation; `gone` differs from the id asked for where
    that was merged into it."""

    public_id: str
    gone: str
    is_erased: bool
    citation: str
    gone_at: datetime | None
    reason: str


def with_record(quotes: QuerySet[Quote]) -> QuerySet[Quote]:
    """Quotes with what `record_of` reads, in the same query: their page has none to spare for it."""
    frozen = Version.objects.filter(quote=OuterRef("pk")).order_by("-number")
    why = Version.objects.filter(quote=OuterRef("pk"), act__isnull=False).order_by("-number")
    merged = Quote.objects.filter(merged_into=OuterRef("pk"), public_id__isnull=False).order_by("public_id")
    parts = Quote.objects.published().filter(split_from=OuterRef("pk")).order_by("public_id")
    entry = JSONObject(number="number", made_at="made_at", act="act__kind", reason="act__reason")
    arrival = JSONObject(id="public_id", reason=Subquery(why.values("act__reason")[:1]))
    return quotes.annotate(
        frozen=ArraySubquery(frozen.values(json=entry)[:NEWEST]),
        arrived=ArraySubquery(merged.values(json=arrival)),
        parted=ArraySubquery(parts.values("public_id")),
    ).select_related("split_from")


def record_of(quote: Any) -> Record:
    """The record of a quote loaded `with_record`."""
    return Record(
        entries=tuple(
            Entry(row["number"], parse_datetime(row["made_at"]), _label(row["act"]), row["reason"] or "")
            for row in quote.frozen
        ),
        merged_here=tuple(Arrival(row["id"], row["reason"] or "") for row in quote.arrived),
        split_off=tuple(quote.parted),
        split_from=(quote.split_from.public_id or "") if quote.split_from else "",
    )


def read_tombstone(asked: Quote, gone: Quote) -> Tombstone:
    """What stays of a withdrawn or erased quote, under the id that was asked for. No words are in it."""
    act = act_behind(gone)
    is_erased = gone.status == Quote.Status.ERASED
    return Tombstone(
        public_id=asked.public_id or "",
        gone=gone.public_id or "",
        is_erased=is_erased,
        citation="" if is_erased else _citation(gone),
        gone_at=act.made_at if act else None,
        reason=act.reason if act and not is_erased else "",
    )


def _citation(quote: Quote) -> str:
    names = quote.credits.order_by("id").values_list("speaker__name", flat=True)
    who, day = "; ".join(names) or gettext("Unattributed"), said_when(quote).text
    return gettext("%(who)s (%(day)s). [Statement, withdrawn.] Statement Archive.") % {"who": who, "day": day}


def _label(kind: str | None) -> str:
    return str(Act.Kind(kind).label) if kind else ""
