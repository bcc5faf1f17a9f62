"""Quotes: who said what, and which outlets carried it."""

from typing import Any

from django import forms
from django.contrib import admin
from django.http import HttpRequest

from statements.admin.base import Entry, Kept, Row, Shown, link
from statements.admin.days import shown
from statements.models import Carriage, Credit, Quote, Repetition, Sentence, Subject


class CreditInline(Kept):
    """Who said a quote: open as long as nobody can have cited it, only shown from then on."""

    model = Credit
    verbose_name, verbose_name_plural = "speaker", "speakers"
    autocomplete_fields = ["speaker"]

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).select_related("speaker")

    def has_add_permission(self, request: HttpRequest, obj: Row | None = None) -> bool:
        return is_pending(obj) and super().has_add_permission(request, obj)

    def has_change_permission(self, request: HttpRequest, obj: Row | None = None) -> bool:
        return is_pending(obj) and super().has_change_permission(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: Row | None = None) -> bool:
        return is_pending(obj) and super().has_delete_permission(request, obj)


class CarriageInline(Shown):
    model = Carriage
    verbose_name_plural = "carried by"
    fields = readonly_fields = [
        "outlet",
        "article",
        "words",
        "relation",
        "share",
        "band",
        "basis",
        "is_active",
    ]

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).select_related("appearance__reading__article__outlet")

    def outlet(self, carriage: Carriage) -> str:
        return link(carriage.appearance.reading.article.outlet)

    def article(self, carriage: Carriage) -> str:
        return link(carriage.appearance.reading.article)

    def words(self, carriage: Carriage) -> str:
        return link(carriage.appearance)


class SentenceInline(Shown):
    model = Sentence
    fields = readonly_fields = ["key", "words", "printed_in"]

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).select_related("appearance__reading__article__outlet")

    def printed_in(self, sentence: Sentence) -> str:
        return link(sentence.appearance.reading.article.outlet)


class RepetitionInline(Shown):
    model = Repetition
    verbose_name_plural = "refrains"
    fields = readonly_fields = ["refrain_page", "wording", "is_active"]

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).select_related("refrain")

    @admin.display(description="refrain")
    def refrain_page(self, repetition: Repetition) -> str:
        return link(repetition.refrain)


class SubjectForm(forms.ModelForm):
    """A row keeps its topic: a quote is kept out of it by a tick, not by choosing another."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            topic = self.fields["topic"]
            topic.disabled = True
            # The list of all topics would cost each row a query.
            topic.widget = forms.Select(choices=[(self.instance.topic_id, self.instance.topic)])


class SubjectInline(Kept):
    model = Subject
    form = SubjectForm
    verbose_name, verbose_name_plural = "topic", "topics"
    fields = ["topic", "is_rejected", "by"]
    readonly_fields = ["by"]
    autocomplete_fields = ["topic"]
    can_delete = False

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).select_related("topic")


@admin.register(Quote)
class QuoteAdmin(Entry):
    list_display = [
        "wording_short",
        "speakers",
        "status",
        "is_reviewed",
        "said_days",
        "outlet_count",
        "added_at",
    ]
    list_filter = ["status", "note", ("reviewed_by", admin.EmptyFieldListFilter), "is_reported", "topics"]
    search_fields = ["wording", "credits__speaker__name", "=public_id"]
    date_hierarchy = "added_at"
    autocomplete_fields = ["occasion", "answer_to"]
    readonly_fields = [
        "wording", "status", "public_id", "reference_page", "is_reported", "language",
        "said_days", "said_basis", "reviewed_by", "reviewed_at", "added_at",
    ]  # fmt: skip
    fieldsets = [
        (None, {"fields": ["wording", "reference_page", ("status", "public_id"), "note"]}),
        ("When it was said", {"fields": [("said_days", "said_basis"), "occasion"]}),
        ("Other quotes", {"fields": [("answer_kind", "answer_to")]}),
        ("Record", {"fields": ["language", "is_reported", "reviewed_by", "reviewed_at", "added_at"]}),
    ]
    inlines = [CreditInline, CarriageInline, SentenceInline, RepetitionInline, SubjectInline]

    def has_add_permission(self, request: HttpRequest) -> bool:
        """No: a quote is what at least one article printed."""
        return False

    def get_queryset(self, request: HttpRequest) -> Any:
        quotes = (
            super().get_queryset(request).with_counts().select_related("occasion", "reference", "reviewed_by")
        )
        return quotes.prefetch_related("credits__speaker")

    def save_formset(self, request: HttpRequest, form: Any, formset: Any, change: bool) -> None:
        if formset.model is Subject:
            for row in formset.forms:
                row.instance.by = Subject.By.EDITOR if row.has_changed() else row.instance.by
        super().save_formset(request, form, formset, change)

    @admin.display(description="wording", ordering="wording")
    def wording_short(self, quote: Quote) -> str:
        return str(quote)

    def speakers(self, quote: Quote) -> str:
        return ", ".join(credit.speaker.name for credit in quote.credits.all()) or "not attributed"

    @admin.display(description="reviewed", boolean=True)
    def is_reviewed(self, quote: Quote) -> bool:
        return quote.is_reviewed

    @admin.display(description="said on", ordering="said_on")
    def said_days(self, quote: Quote) -> str:
        return shown(quote.said)

    @admin.display(description="outlets", ordering="outlet_count")
    def outlet_count(self, quote: Any) -> int:
        return quote.outlet_count

    @admin.display(description="printed so in")
    def reference_page(self, quote: Quote) -> str:
        return link(quote.reference)


def is_pending(quote: Row | None) -> bool:
    """Whether a quote can still be put right by hand, since it was never published."""
    return isinstance(quote, Quote) and quote.status == Quote.Status.PENDING
