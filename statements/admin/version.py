"""Versions: frozen, citable states."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from statements.admin.base import Record, link
from statements.models import Version


@admin.register(Version)
class VersionAdmin(Record):
    list_display = ["entry", "number", "made_at"]
    list_select_related = ["quote", "refrain", "article__outlet"]
    search_fields = ["=quote__public_id", "=refrain__public_id", "=article__public_id"]
    fields = ["entry", "number", "hash", "previous_hash", "act", "made_at", "content"]
    readonly_fields = ["entry", "hash", "previous_hash", "content"]

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).select_related(*self.list_select_related, "act__by")

    def entry(self, version: Version) -> str:
        return link(version.quote or version.refrain or version.article)

    @admin.display(description="SHA-256")
    def hash(self, version: Version) -> str:
        return bytes(version.sha256).hex()

    @admin.display(description="SHA-256 of the one before")
    def previous_hash(self, version: Version) -> str:
        return bytes(version.previous_sha256 or b"").hex() or "–"

    def content(self, version: Version) -> str:
        return bytes(version.body).decode()
