"""In which manner an outlet carries what was said: whole or cut, word by word or retold, first or later."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from statistics import median
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import F, OuterRef, QuerySet
from django.db.models.functions import JSONObject

from statements.models import Appearance, Article, Carriage, Outlet, Quote
from statements.models.quote import FirstDay
from statements.search.charts import FULL
from statements.search.facets import SHORT_LIST
from statements.search.plain import mark_for, percent_of, words_of

# Its newest ones say how an outlet works now, and are read in a moment.
ARTICLES = 500


@dataclass(frozen=True, slots=True)
class Kind:
    """One manner: how many printings, their share in percent or None, and how long its bar is."""

    label: str
    count: int
    percent: int | None
    length: float


@dataclass(frozen=True, slots=True)
class Manner:
    """How an outlet carried statements, of `printings` in its newest ARTICLES articles. `median` is the share of the
    words that its quotations carry, in percent or None; `headlines` are quotations in headlines, `headlines_only` those
    whose article does not carry the statement in its body; `earliest` were on the first day it was in this archive.
    """

    printings: int
    relations: tuple[Kind, ...]
    verbs: tuple[Kind, ...]
    median: int | None
    headlines: int
    headlines_only: int
    earliest: int


def with_manner(outlets: QuerySet[Outlet]) -> QuerySet[Outlet]:
    """Outlets with what `manner_of` reads, in the same query: their page has none to spare for it."""
    newest = Article.objects.public().filter(outlet=OuterRef(OuterRef("pk"))).order_by("-id")[:ARTICLES]
    printed = Carriage.objects.active().filter(
        quote__status=Quote.Status.PUBLISHED, appearance__reading__article__in=newest.values("pk")
    )
    row = JSONObject(
        relation="relation",
        share="share",
        kind="appearance__kind",
        part="appearance__part",
        cue="appearance__cue",
        quote="quote_id",
        reading="appearance__reading_id",
        day=FirstDay("appearance__reading__article__published_on"),
        earliest=F("quote__document__earliest"),
    )
    return outlets.annotate(printed=ArraySubquery(printed.values(json=row)))


def manner_of(outlet: Any) -> Manner | None:
    """The manner of an outlet loaded `with_manner`; None where it carried nothing."""
    rows = outlet.printed
    if not rows:
        return None
    quoted = [row["share"] for row in rows if mark_for(row["relation"], row["share"], row["kind"]) != "para"]
    in_body = {(row["reading"], row["quote"]) for row in rows if row["part"] == Appearance.Part.BODY}
    headlines = {(r["reading"], r["quote"]) for r in rows if r["part"] == Appearance.Part.HEADLINE}
    return Manner(
        printings=len(rows),
        relations=_kinds((words_of(Carriage.Relation(row["relation"])) for row in rows), len(rows)),
        verbs=_kinds((row["cue"] for row in rows if row["cue"]), len(rows)),
        median=round(100 * median(quoted)) if percent_of(0, len(quoted)) is not None else None,
        headlines=len(headlines),
        headlines_only=len(headlines - in_body),
        earliest=sum(row["day"] is not None and row["day"] == row["earliest"] for row in rows),
    )


def rows_of(manner: Manner) -> Iterator[tuple[str, str, str, str]]:
    """(what, value, printings, of how many) of every number of a manner; a median has its percent for a value."""
    of = str(manner.printings)
    for what, kinds in (("relation", manner.relations), ("verb", manner.verbs)):
        yield from ((what, kind.label, str(kind.count), of) for kind in kinds)
    yield "earliest", "", str(manner.earliest), of
    yield "headline", "", str(manner.headlines), of
    yield "headline-only", "", str(manner.headlines_only), str(manner.headlines)
    if manner.median is not None:
        yield "median-percent", str(manner.median), "", of


def _kinds(values: Iterable[str], cases: int) -> tuple[Kind, ...]:
    """The values with most printings, most first."""
    counted = sorted(Counter(values).items(), key=lambda pair: (-pair[1], pair[0]))[:SHORT_LIST]
    most = max((count for _, count in counted), default=1)
    return tuple(
        Kind(label, count, percent_of(count, cases), round(FULL * count / most, 1))
        for label, count in counted
    )
