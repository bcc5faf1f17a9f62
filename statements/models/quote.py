"""What one speaker said on one occasion."""

from typing import Any

from django.apps import apps
from django.conf import settings
from django.contrib.postgres.fields import DateRangeField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVector, SearchVectorField
from django.db import models
from django.db.models import Count, DateField, F, Func, Prefetch, Q, Value
from django.urls import reverse

from statements.language.days import DayRange
from statements.language.normalise import PARSED_AS_LETTERS, PLAIN
from statements.models.dated import dated_check, from_column, not_empty_check
from statements.models.public_id import PublicIdField, public_id_check


class FirstDay(Func):
    """The first day of a date range column; null where it is open."""

    function = "lower"
    output_field = DateField()


class LastDay(Func):
    """The last day of a date range column, itself in the range; null where it is open."""

    template = "(upper(%(expressions)s) - 1)"
    output_field = DateField()


# The column as plain_for_search makes a text.
SEARCHED = Func(
    F("wording"),
    Value(PARSED_AS_LETTERS),
    Value(PLAIN),
    function="translate",
    output_field=models.TextField(),
)


class QuoteQuerySet(models.QuerySet["Quote"]):
    """Reads of quotes."""

    def published(self) -> "QuoteQuerySet":
        """Those that everybody may see."""
        return self.filter(status="published")

    def with_counts(self) -> "QuoteQuerySet":
        """Adds `outlet_count`: how many outlets carried each."""
        outlets = Count(
            "carriages__appearance__reading__article__outlet",
            filter=Q(carriages__is_active=True),
            distinct=True,
        )
        return self.annotate(outlet_count=outlets)

    def with_speakers(self) -> "QuoteQuerySet":
        """With the occasion, and with who said them, in one more query."""
        credits = apps.get_model("statements.Credit").objects.select_related("speaker").order_by("id")
        said = Prefetch("credits", queryset=credits)
        return self.select_related("occasion").defer("search", "occasion__transcript").prefetch_related(said)

    def with_carriages(self) -> "QuoteQuerySet":
        """With what outlets printed of them, in one more query."""
        carriages = apps.get_model("statements.Carriage").objects.with_articles()
        return self.prefetch_related(Prefetch("carriages", queryset=carriages))


class Quote(models.Model):
    """What was said on one occasion, one continuous utterance: it owns the permalink."""

    class Status(models.TextChoices):
        PENDING = "pending"
        PUBLISHED = "published"
        WITHDRAWN = "withdrawn"
        MERGED = "merged", "merged into another"
        REJECTED = "rejected", "rejected: no statement"
        ERASED = "erased", "erased by law"

    # The states in which the machine works on a quote; all others are an editor's decision.
    OPEN = (Status.PENDING, Status.PUBLISHED)

    class Note(models.TextChoices):
        NONE = "", "none"
        DISPUTED = "disputed"
        MISATTRIBUTED = "misattributed"
        DENIED = "denied", "denied by the speaker"
        RETRACTED = "retracted"

    class AnswerKind(models.TextChoices):
        NONE = "", "none"
        ANSWERS = "answers"
        DENIES = "denies"

    public_id = PublicIdField()
    status = models.CharField(max_length=9, choices=Status, default=Status.PENDING)
    reference = models.ForeignKey("Appearance", on_delete=models.PROTECT, related_name="reference_of")
    is_reference_chosen = models.BooleanField(
        default=False, help_text="An editor chose it; the machine leaves it."
    )
    # The reference's words, kept here because search and every list read them.
    wording = models.TextField()
    language = models.CharField(max_length=8, blank=True)
    is_reported = models.BooleanField(default=False, help_text="Nobody printed it in quotation marks.")
    said_on = DateRangeField(null=True, blank=True)
    said_basis = models.CharField(max_length=120, blank=True)
    occasion = models.ForeignKey(
        "Occasion", on_delete=models.PROTECT, related_name="quotes", null=True, blank=True
    )
    is_date_chosen = models.BooleanField(
        default=False, help_text="An editor set date or occasion; the machine leaves them."
    )
    note = models.CharField(max_length=13, choices=Note, blank=True, default=Note.NONE)
    answer_to = models.ForeignKey(
        "self", on_delete=models.PROTECT, related_name="answers", null=True, blank=True
    )
    answer_kind = models.CharField(max_length=7, choices=AnswerKind, blank=True, default=AnswerKind.NONE)
    merged_into = models.ForeignKey(
        "self", on_delete=models.PROTECT, related_name="merged_here", null=True, blank=True
    )
    split_from = models.ForeignKey(
        "self", on_delete=models.PROTECT, related_name="split_off", null=True, blank=True
    )
    topics: "models.ManyToManyField[Any, Any]" = models.ManyToManyField(
        "Topic", through="Subject", related_name="quotes"
    )
    reviewed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    reviewed_at = models.DateTimeField(null=True, blank=True)
    added_at = models.DateTimeField(auto_now_add=True)
    search = models.GeneratedField(
        expression=SearchVector(SEARCHED, config="english"),
        output_field=SearchVectorField(),
        db_persist=True,
    )

    objects = QuoteQuerySet.as_manager()

    class Meta:
        ordering = ["-added_at", "-id"]
        indexes = [
            GinIndex(fields=["search"], name="quote_search"),
            # What a report may report was said near its day.
            models.Index(LastDay("said_on"), name="quote_last_day"),
            # And by its day a report that may report new words.
            models.Index(LastDay("said_on"), name="quote_reported_day", condition=Q(is_reported=True)),
        ]
        constraints = [
            public_id_check("quote"),
            models.CheckConstraint(
                condition=~Q(status__in=["published", "withdrawn", "erased"]) | Q(public_id__isnull=False),
                name="quote_published_has_an_id",
            ),
            models.CheckConstraint(
                condition=Q(status="merged", merged_into__isnull=False)
                | (~Q(status="merged") & Q(merged_into__isnull=True)),
                name="quote_merged_into_one",
            ),
            models.CheckConstraint(
                condition=Q(merged_into__isnull=True) | ~Q(merged_into=models.F("id")),
                name="quote_merged_into_another",
            ),
            models.CheckConstraint(
                condition=Q(split_from__isnull=True) | ~Q(split_from=models.F("id")),
                name="quote_split_from_another",
            ),
            models.CheckConstraint(condition=~Q(wording=""), name="quote_has_words"),
            models.CheckConstraint(
                condition=Q(answer_to__isnull=True, answer_kind="")
                | (Q(answer_to__isnull=False) & ~Q(answer_kind="")),
                name="quote_answer_has_a_kind",
            ),
            models.CheckConstraint(
                condition=Q(answer_to__isnull=True) | ~Q(answer_to=models.F("id")),
                name="quote_answers_another",
            ),
            models.CheckConstraint(
                condition=Q(reviewed_by__isnull=True, reviewed_at__isnull=True)
                | Q(reviewed_by__isnull=False, reviewed_at__isnull=False),
                name="quote_review_is_whole",
            ),
            dated_check("said_on", "said_basis", name="quote_date_has_a_basis"),
            not_empty_check("said_on", name="quote_date_says_something"),
        ]

    def __str__(self) -> str:
        return self.wording[:80]

    def get_absolute_url(self) -> str:
        return reverse("quote", args=[self.public_id])

    @property
    def said(self) -> DayRange | None:
        """The days on one of which it was said; the occasion's, where an occasion is known, win."""
        return from_column(self.occasion.held_on if self.occasion else None) or from_column(self.said_on)

    @property
    def is_reviewed(self) -> bool:
        """Whether an editor has seen it; if not, pages say "machine, unreviewed"."""
        return self.reviewed_at is not None


class SentenceQuerySet(models.QuerySet["Sentence"]):
    """Reads of sentences."""

    def current(self) -> "SentenceQuerySet":
        """Those of the quote as it stands; of the others only the keys live on."""
        return self.filter(successor=None)


class Sentence(models.Model):
    """A sentence of a quote under a key that lasts, so that it can be pointed at: where other words took its place,
    its key leads to them."""

    quote = models.ForeignKey("Quote", on_delete=models.PROTECT, related_name="sentences")
    key = models.CharField(max_length=12)
    position = models.PositiveIntegerField(null=True, blank=True, help_text="Empty for a former sentence.")
    words = models.TextField()
    start = models.PositiveIntegerField(help_text="In the quote's wording.")
    end = models.PositiveIntegerField()
    appearance = models.ForeignKey("Appearance", on_delete=models.PROTECT, related_name="+")
    successor = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        related_name="predecessors",
        null=True,
        blank=True,
        help_text="The sentence that stands where this one stood.",
    )

    objects = SentenceQuerySet.as_manager()

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["quote", "key"], name="sentence_key_once"),
            models.UniqueConstraint(fields=["quote", "position"], name="sentence_position_once"),
            models.CheckConstraint(condition=Q(end__gt=models.F("start")), name="sentence_has_words"),
            models.CheckConstraint(
                condition=Q(position__isnull=True, successor__isnull=False)
                | Q(position__isnull=False, successor__isnull=True),
                name="sentence_stands_or_is_followed",
            ),
        ]

    def __str__(self) -> str:
        return self.words[:80]
