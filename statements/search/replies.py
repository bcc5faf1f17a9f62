"""What was said to a statement: other statements that answer or deny it, and readers' replies that editors accepted."""

from dataclasses import dataclass
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, QuerySet, Subquery
from django.db.models.functions import JSONObject
from django.urls import reverse
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext, gettext_noop

from statements.models import Credit, Quote, Report
from statements.search.plain import in_words

VERBS = {
    Quote.AnswerKind.ANSWERS: gettext_noop("%(who)s answered"),
    Quote.AnswerKind.DENIES: gettext_noop("%(who)s denied it"),
}


@dataclass(frozen=True, slots=True)
class Reply:
    """Who said what to a statement; `url` is of the statement that says it, empty for a reader's reply."""

    who: str
    words: str
    url: str


def with_replies(quotes: QuerySet[Quote]) -> QuerySet[Quote]:
    """Quotes with what `replies_to` reads, in the same query: their page has none to spare for it."""
    answers = Quote.objects.published().filter(answer_to=OuterRef("pk")).order_by("said_on", "pk")
    who = Credit.objects.filter(quote=OuterRef("pk")).order_by("pk").values("speaker__name")
    answer = JSONObject(id="public_id", kind="answer_kind", words="wording", who=Subquery(who[:1]))
    accepted = Report.objects.filter(
        quote=OuterRef("pk"), kind=Report.Kind.REPLY, state=Report.State.ACCEPTED
    ).order_by("pk")
    return quotes.annotate(
        answered=ArraySubquery(answers.values(json=answer)),
        replied=ArraySubquery(accepted.values(json=JSONObject(words="body", at="made_at"))),
    )


def replies_to(quote: Any) -> tuple[Reply, ...]:
    """The replies to a quote loaded `with_replies`: statements first, in time order."""
    said = [
        Reply(
            gettext(VERBS[row["kind"]]) % {"who": row["who"] or gettext("Somebody")},
            f"“{row['words']}”",
            reverse("quote", args=[row["id"]]),
        )
        for row in quote.answered
    ]
    to_archive = gettext("Reply to this archive, %(day)s")
    sent = [
        Reply(to_archive % {"day": in_words(parse_datetime(row["at"]))}, row["words"], "")
        for row in quote.replied
    ]
    return (*said, *sent)
