"""Refrains: the same line on several occasions."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from statements.admin.base import Record, Shown, link
from statements.admin.days import shown
from statements.models import Refrain, Repetition


class RepetitionInline(Shown):
    model = Repetition
    fields = readonly_fields = ["quote_page", "said_days", "wording", "is_active"]

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).select_related("quote__occasion")

    @admin.display(description="quote")
    def quote_page(self, repetition: Repetition) -> str:
        return link(repetition.quote)

    @admin.display(description="said on")
    def said_days(self, repetition: Repetition) -> str:
        return shown(repetition.quote.said)


@admin.register(Refrain)
class RefrainAdmin(Record):
    list_display = ["__str__", "speaker", "public_id", "added_at"]
    list_select_related = ["speaker"]
    search_fields = ["wording", "speaker__name", "=public_id"]
    fields = ["wording", "speaker", "public_id", "added_at"]
    inlines = [RepetitionInline]
