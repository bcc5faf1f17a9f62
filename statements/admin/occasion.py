"""Occasions: when, where and to whom something was said."""

from django.contrib import admin
from django.db import models

from statements.admin.base import NamedEntry
from statements.admin.days import shown
from statements.models import Occasion


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
    formfield_overrides = {**NamedEntry.formfield_overrides, models.URLField: {"assume_scheme": "https"}}

    @admin.display(description="held on", ordering="held_on")
    def held_days(self, occasion: Occasion) -> str:
        return shown(occasion.held)
