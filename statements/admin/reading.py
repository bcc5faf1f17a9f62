"""Readings: the text of an article, and the quotations found in it."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from statements.admin.base import Entry, Record, Shown, link
from statements.models import Appearance, Reading, WireGroup
from statements.pipeline import explain_reading


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
    fields = [
        *("article_page", "explanation", "extractor_version", "is_current", "wire_group", "read_at"),
        *("notes", "text"),
    ]
    readonly_fields = ["article_page", "explanation"]
    inlines = [AppearanceInline]

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).defer("blocks")

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(self.explain_view)
        return [path("<int:key>/explain/", view, name="statements_reading_explain"), *super().get_urls()]

    def explain_view(self, request: HttpRequest, key: int) -> HttpResponse:
        """Every decision that the extraction makes on this text, with the scores and what they rest on."""
        reading = get_object_or_404(Reading.objects.select_related("article"), pk=key)
        context = self.admin_site.each_context(request) | {
            "title": "What the extraction decides",
            "opts": self.opts,
            "original": reading,
            "decisions": explain_reading(reading),
        }
        return render(request, "admin/explain.html", context)

    @admin.display(description="decisions")
    def explanation(self, reading: Reading) -> SafeString:
        address = reverse("admin:statements_reading_explain", args=[reading.pk])
        return format_html('<a href="{}">why these quotations, and whose</a>', address)

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
