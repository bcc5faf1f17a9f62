"""Readings: the text of an article, and the quotations found in it."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from statements.admin.base import Entry, Record, Shown, link
from statements.models import Appearance, Reading, WireGroup


class AppearanceInline(Shown):
    model = Appearance
    fk_name = "reading"
    verbose_name_plural = "quotations found in it"
    fields = readonly_fields = [
        "quotation",
        "speaker_name",
        "attributed_by",
        "attribution_score",
        "kind",
        "part",
    ]

    def quotation(self, appearance: Appearance) -> str:
        return link(appearance)


@admin.register(Reading)
class ReadingAdmin(Record):
    list_display = ["article", "extractor_version", "is_current", "wire_group", "read_at"]
    list_filter = ["is_current", "extractor_version"]
    list_select_related = ["article__outlet", "wire_group__agency"]
    search_fields = ["article__headline"]
    fields = ["article_page", "extractor_version", "is_current", "wire_group", "read_at", "notes", "text"]
    readonly_fields = ["article_page"]
    inlines = [AppearanceInline]

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).defer("blocks")

    @admin.display(description="article")
    def article_page(self, reading: Reading) -> str:
        return link(reading.article)


@admin.register(WireGroup)
class WireGroupAdmin(Entry):
    list_display = ["__str__", "agency", "basis"]
    list_filter = ["basis"]
    list_select_related = ["agency"]
    fields = ["agency", "basis"]
    autocomplete_fields = ["agency"]
