"""Quotes: who said what, and which outlets carried it."""

from typing import Any

from django import forms
from django.contrib import admin
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html_join

from statements.admin.base import Entry, Kept, Shown, link
from statements.admin.bulk import on_selected
from statements.admin.days import shown
from statements.admin.quote_forms import (
    ConfirmAppearance,
    EditForm,
    MergeQuotes,
    ReattributeForm,
    RedateForm,
    RejectAppearance,
    SplitForm,
    WordingForm,
)
from statements.admin.standing_forms import (
    ConfirmForm,
    RejectForm,
    RestoreForm,
    TakeUpForm,
    UnmergeForm,
    WithdrawForm,
)
from statements.models import Carriage, Credit, Quote, Repetition, Sentence, Subject


class CreditInline(Shown):
    model = Credit
    verbose_name_plural = "speakers"
    fields = readonly_fields = ["speaker_page", "capacity", "basis"]

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).select_related("speaker")

    @admin.display(description="speaker")
    def speaker_page(self, credit: Credit) -> str:
        return link(credit.speaker)


class CarriageInline(Shown):
    model = Carriage
    verbose_name_plural = "carried by"
    fields = readonly_fields = [
        "outlet",
        "article",
        "words",
        "relation",
        "carried",
        "band",
        "basis",
        "is_active",
        "acts",
    ]

    def get_queryset(self, request: HttpRequest) -> Any:
        texts = ("appearance__reading__text", "appearance__reading__blocks")
        rows = super().get_queryset(request).select_related("appearance__reading__article__outlet", "quote")
        return rows.defer(*texts)

    def outlet(self, carriage: Carriage) -> str:
        return link(carriage.appearance.reading.article.outlet)

    def article(self, carriage: Carriage) -> str:
        return link(carriage.appearance.reading.article)

    def words(self, carriage: Carriage) -> str:
        return link(carriage.appearance)

    @admin.display(description="share")
    def carried(self, carriage: Carriage) -> str:
        return f"{carriage.share:.0%}"

    @admin.display(description="what you can do")
    def acts(self, carriage: Carriage) -> str:
        if not carriage.is_active or carriage.quote.status not in Quote.OPEN:
            return "–"
        offered = (ConfirmAppearance, "confirm"), (RejectAppearance, "take out")
        address = "admin:statements_quote_act"
        ways = ((reverse(address, args=[carriage.quote_id, form.name]), label) for form, label in offered)
        places = ((url, carriage.pk, label) for url, label in ways)
        return format_html_join(", ", '<a href="{}?carriage={}">{}</a>', places)


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
    fieldsets = [
        (None, {"fields": ["wording", "reference_page", ("status", "public_id"), "note"]}),
        ("When it was said", {"fields": [("said_days", "said_basis"), "occasion_page"]}),
        ("Other quotes", {"fields": [("answer_kind", "answer_page"), ("merged_page", "origin_page")]}),
        ("Record", {"fields": ["language", "is_reported", "reviewed_by", "reviewed_at", "added_at"]}),
    ]
    # Acts change them; only what it is filed under is written in the form itself.
    readonly_fields = [
        "wording", "status", "public_id", "reference_page", "is_reported", "language", "note",
        "said_days", "said_basis", "occasion_page", "answer_kind", "answer_page", "merged_page", "origin_page",
        "reviewed_by", "reviewed_at", "added_at",
    ]  # fmt: skip
    acts = (
        *(ConfirmForm, EditForm, WordingForm, ReattributeForm, RedateForm, MergeQuotes, SplitForm),
        *(
            ConfirmAppearance,
            RejectAppearance,
            WithdrawForm,
            RejectForm,
            RestoreForm,
            UnmergeForm,
            TakeUpForm,
        ),
    )
    actions = [
        on_selected(ConfirmForm, "confirm_selected", "Confirm selected statements",
                    "You stand for each of them; pending ones are published."),
        on_selected(RejectForm, "reject_selected", "Reject selected pending statements",
                    "They are no statements: they are set aside, and the machine takes them up no more."),
        on_selected(WithdrawForm, "withdraw_selected", "Withdraw selected statements",
                    "Their pages will say only that they were withdrawn, when and why: everybody reads the reason."),
    ]  # fmt: skip
    inlines = [CreditInline, CarriageInline, SentenceInline, RepetitionInline, SubjectInline]

    def has_add_permission(self, request: HttpRequest) -> bool:
        """No: a quote is what at least one article printed."""
        return False

    def get_queryset(self, request: HttpRequest) -> Any:
        quotes = (
            super()
            .get_queryset(request)
            .with_counts()
            .select_related("occasion", "reference", "reviewed_by", "answer_to", "merged_into", "split_from")
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

    @admin.display(description="occasion")
    def occasion_page(self, quote: Quote) -> str:
        return link(quote.occasion)

    @admin.display(description="this statement")
    def answer_page(self, quote: Quote) -> str:
        return link(quote.answer_to)

    @admin.display(description="merged into")
    def merged_page(self, quote: Quote) -> str:
        return link(quote.merged_into)

    @admin.display(description="split from")
    def origin_page(self, quote: Quote) -> str:
        return link(quote.split_from)
