"""Seals: digests over the history."""

from django.contrib import admin

from statements.admin.base import Record
from statements.models import Seal


@admin.register(Seal)
class SealAdmin(Record):
    list_display = ["number", "last_revision", "count", "made_at"]
    fields = ["number", "last_revision", "count", "made_at", "hash"]
    readonly_fields = ["hash"]

    @admin.display(description="SHA-256")
    def hash(self, seal: Seal) -> str:
        return bytes(seal.sha256).hex()
