"""Sets that readers froze."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from statements.admin.base import Entry
from statements.models import FrozenSet


@admin.register(FrozenSet)
class FrozenSetAdmin(Entry):
    list_display = ["public_id", "title", "made_at"]
    search_fields = ["=public_id", "title"]
    fields = ["public_id", "title", "search", "number", "sha256_in_hex", "made_at"]
    readonly_fields = ["public_id", "search", "number", "sha256_in_hex", "made_at"]

    def has_add_permission(self, request: HttpRequest) -> bool:
        """No: readers freeze what they found."""
        return False

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        return super().get_queryset(request).defer("codebook")

    @admin.display(description="statements")
    def number(self, row: FrozenSet) -> int:
        return len(row.members)

    @admin.display(description="SHA-256 of the manifest")
    def sha256_in_hex(self, row: FrozenSet) -> str:
        return bytes(row.sha256).hex()
