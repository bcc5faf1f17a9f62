"""Articles, with what was captured and read of them."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from statements.admin.base import Entry, Record, Shown, link
from statements.admin.days import shown
from statements.models import Article, Capture, Reading


class ReadingInline(Shown):
    model = Reading
    fields = readonly_fields = ["text_as_read", "extractor_version", "is_current", "read_at"]

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).defer("text", "blocks")

    def text_as_read(self, reading: Reading) -> str:
        return link(reading)


class CaptureInline(Shown):
    model = Capture
    fields = readonly_fields = ["page_as_received", "captured_at", "url_final", "status", "media_type"]

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).defer("body")

    def page_as_received(self, capture: Capture) -> str:
        return link(capture)


@admin.register(Article)
class ArticleAdmin(Entry):
    list_display = ["headline_or_none", "outlet", "published_days", "published_basis", "rights", "added_at"]
    list_filter = ["outlet", "rights", "published_basis", "language"]
    list_select_related = ["outlet"]
    search_fields = ["headline", "url", "=public_id"]
    date_hierarchy = "added_at"
    fields = [
        ("outlet", "url"), "headline", "byline", "dateline", "language",
        "published_on", "published_at", "published_basis", "rights", ("public_id", "added_at"),
    ]  # fmt: skip
    readonly_fields = ["outlet", "url", "published_basis", "public_id", "added_at"]
    inlines = [ReadingInline, CaptureInline]

    def has_add_permission(self, request: HttpRequest) -> bool:
        """No: an article comes in with its bytes and its text, by ingest."""
        return False

    def save_model(self, request: HttpRequest, obj: Article, form: Any, change: bool) -> None:
        if {"published_on", "published_at"} & set(form.changed_data):
            basis = Article.PublishedBasis
            obj.published_basis = basis.EDITOR if obj.published_on else basis.UNKNOWN
        super().save_model(request, obj, form, change)

    @admin.display(description="headline", ordering="headline")
    def headline_or_none(self, article: Article) -> str:
        return article.headline or "(no headline)"

    @admin.display(description="published", ordering="published_on")
    def published_days(self, article: Article) -> str:
        return shown(article.published)


@admin.register(Capture)
class CaptureAdmin(Record):
    list_display = ["captured_at", "article", "status", "media_type"]
    list_filter = ["media_type", "status"]
    list_select_related = ["article__outlet"]
    search_fields = ["url_asked", "url_final", "article__headline"]
    fields = [
        "article_page", "captured_at", "url_asked", "url_final", "status", "headers", "media_type", "hash",
    ]  # fmt: skip
    readonly_fields = ["article_page", "hash"]

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).defer("body")

    @admin.display(description="article")
    def article_page(self, capture: Capture) -> str:
        return link(capture.article)

    @admin.display(description="SHA-256")
    def hash(self, capture: Capture) -> str:
        return bytes(capture.sha256).hex()
