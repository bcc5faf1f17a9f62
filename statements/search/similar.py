"""Other quotes that stand near one: a line with another number, name or negation, and pairs nobody is sure of."""

from dataclasses import dataclass
from datetime import date

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import BooleanField, Case, F, Func, OuterRef, Q, Subquery, When
from django.db.models.functions import JSONObject
from django.urls import reverse

from statements.language.days import DayRange
from statements.models import Carriage, Judgement, Quote
from statements.models.quote import FirstDay, LastDay
from statements.search import plain
from statements.search.passages import Baseline, Stretch, compared


@dataclass(frozen=True, slots=True)
class Similar:
    """Another published quote, how it differs, and the verdict: "changed" or "unsure"."""

    url: str
    said: plain.When
    line: tuple[Stretch, ...]
    verdict: str
    why: str


class IsOneOf(Func):
    """Whether a column is one of an array: read once and looked up in an index, where IN with a query in an OR reads
    the whole table."""

    template = "(%(expressions)s))"
    arg_joiner = " = ANY ("
    output_field = BooleanField()


def similar_quotes(quote: Quote) -> tuple[Similar, ...]:
    """The published quotes that a verdict in force holds to be a changed line or perhaps the same, in one query.

    Of the verdicts on a pair an editor's is in force, else the newest.
    """
    carriages = Carriage.objects.active().filter(
        appearance=OuterRef("other"), quote__status=Quote.Status.PUBLISHED
    )
    other_quote = carriages.exclude(quote=quote).values(
        json=JSONObject(
            id="quote__public_id",
            wording="quote__wording",
            first=FirstDay(F("quote__said_on")),
            last=LastDay(F("quote__said_on")),
            basis="quote__said_basis",
        )
    )
    own = ArraySubquery(Carriage.objects.active().filter(quote=quote).values("appearance"))
    is_left, is_right = (Q(IsOneOf(F(side), own)) for side in ("left_id", "right_id"))
    verdicts = (
        Judgement.objects.filter(is_left | is_right)
        .annotate(other=Case(When(is_left, then="right"), default="left"))
        .annotate(other_quote=Subquery(other_quote[:1]))
        .order_by("left_id", "right_id", "by", "-id")
        .distinct("left_id", "right_id")
    )
    found: dict[tuple[str, str], Similar] = {}
    for row in verdicts:
        if row.other_quote and row.verdict in (Judgement.Verdict.CHANGED, Judgement.Verdict.UNSURE):
            found.setdefault((row.other_quote["id"], row.verdict), _similar(quote, row))
    return tuple(sorted(found.values(), key=lambda similar: (similar.verdict, similar.url)))


def _similar(quote: Quote, row: Judgement) -> Similar:
    other = row.other_quote
    first, last = (date.fromisoformat(other[end]) if other[end] else None for end in ("first", "last"))
    is_changed = row.verdict == Judgement.Verdict.CHANGED
    return Similar(
        url=reverse("quote", args=[other["id"]]),
        said=plain.when(DayRange(first, last) if first or last else None, other["basis"]),
        line=compared(Baseline(quote.wording), [other["wording"]])[0]
        if is_changed
        else (Stretch("said", other["wording"]),),
        verdict=row.verdict,
        why=row.why,
    )
