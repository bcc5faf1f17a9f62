"""Appearances: each quotation as an article printed it."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from statements.admin.base import Record, Shown, link
from statements.admin.days import shown
from statements.models import Appearance, Carriage


class CarriageInline(Shown):
    model = Carriage
    verbose_name_plural = "quotes that it carries"
    fields = readonly_fields = ["quote_page", "relation", "share", "score", "band", "basis", "is_active"]

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).select_related("quote")

    @admin.display(description="quote")
    def quote_page(self, carriage: Carriage) -> str:
        return link(carriage.quote)


@admin.register(Appearance)
class AppearanceAdmin(Record):
    list_display = ["__str__", "speaker_name", "attributed_by", "attribution_score", "kind", "outlet"]
    list_filter = ["kind", "part", "attributed_by", "is_gone", "reading__article__outlet"]
    list_select_related = ["reading__article__outlet"]
    search_fields = ["speaker_name", "reading__article__headline", "=public_id"]
    fieldsets = [
        (None, {"fields": ["words_printed", "article", "outlet", "part", "kind", "evidence", "public_id"]}),
        (
            "Who said it",
            {
                "fields": [
                    "speaker_name", "jointly", "role", "attributed_by", "attribution_score", "cue", "source",
                    "chain", "runners_up", "via", "via_outlet",
                ]
            },
        ),
        (
            "When, where and how",
            {"fields": ["said_days", "said_basis", "place", "prompt", "said_language", "is_translated"]},
        ),
        ("Later readings", {"fields": ["is_gone", "successor"]}),
    ]  # fmt: skip
    readonly_fields = ["words_printed", "article", "outlet", "said_days"]
    inlines = [CarriageInline]

    @admin.display(description="words")
    def words_printed(self, appearance: Appearance) -> str:
        return " […] ".join(appearance.words)

    def article(self, appearance: Appearance) -> str:
        return link(appearance.reading.article)

    def outlet(self, appearance: Appearance) -> str:
        return link(appearance.reading.article.outlet)

    @admin.display(description="said on")
    def said_days(self, appearance: Appearance) -> str:
        return shown(appearance.said)
