"""Readers' reports."""

from django.contrib import admin
from django.http import HttpRequest

from statements.admin.base import Entry, link
from statements.models import Report


@admin.register(Report)
class ReportAdmin(Entry):
    list_display = ["public_id", "kind", "state", "quote", "made_at"]
    list_filter = ["state", "kind"]
    list_select_related = ["quote"]
    search_fields = ["=public_id", "body", "quote__wording"]
    fields = ["public_id", "quote_page", "kind", "body", "sender", "made_at", "state", "outcome"]
    readonly_fields = ["public_id", "quote_page", "kind", "body", "sender", "made_at"]

    def has_add_permission(self, request: HttpRequest) -> bool:
        """No: reports come from readers."""
        return False

    @admin.display(description="quote")
    def quote_page(self, report: Report) -> str:
        return link(report.quote)
