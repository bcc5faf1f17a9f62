"""Revisions: the lines of the history of every entry."""

from django.contrib import admin

from statements.admin.base import Record
from statements.models import Revision


@admin.register(Revision)
class RevisionAdmin(Record):
    list_display = ["made_at", "operation", "noun", "row_id", "number", "actor", "reason"]
    list_filter = ["noun", "operation"]
    search_fields = ["actor", "reason", "=noun", "=entry_noun", "=entry_id", "=act_id"]
    ordering = ["-id"]
    fields = [
        *("entry_noun", "entry_id", "noun", "row_id", "number", "operation", "made_at"),
        *("actor", "reason", "act_id", "role", "before", "after", "hash", "erased_by"),
    ]
    readonly_fields = ["hash"]

    @admin.display(description="SHA-256")
    def hash(self, revision: Revision) -> str:
        return bytes(revision.sha256).hex()
