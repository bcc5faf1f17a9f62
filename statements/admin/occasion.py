"""Occasions: when, where and to whom something was said."""

from django.contrib import admin

from statements.models import Occasion

from .base import NamedEntry
from .days import shown


@admin.register(Occasion)
class OccasionAdmin(NamedEntry):
    slug_from = "title"
    list_display = ["title", "kind", "held_days", "held_basis", "place", "public_id"]
    list_filter = ["kind", "place"]
    search_fields = ["title", "place", "=public_id"]
    fields = [
        "title", "kind", "held_on", "held_basis", "place", "transcript_url", "transcript", "public_id",
    ]  # fmt: skip
    readonly_fields = ["public_id"]

    @admin.display(description="held on", ordering="held_on")
    def held_days(self, occasion: Occasion) -> str:
        return shown(occasion.held)
