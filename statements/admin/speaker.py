"""Speakers, with their names and roles."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.utils.text import slugify

from statements.admin.act_forms import MergeSpeakers, UnmergeEntry
from statements.admin.base import Entry, Kept, link
from statements.language.normalise import fold
from statements.models import Name, Role, Speaker


class NameInline(Kept):
    model = Name
    exclude = ["folded"]


class RoleInline(Kept):
    model = Role


@admin.register(Speaker)
class SpeakerAdmin(Entry):
    list_display = ["name", "kind", "quote_count", "wikidata_id", "public_id"]
    list_filter = ["kind"]
    search_fields = ["name", "names__name", "=public_id", "=wikidata_id"]
    fields = ["name", "kind", "wikidata_id", ("public_id", "merged_page")]
    readonly_fields = ["public_id", "merged_page"]
    acts = (MergeSpeakers, UnmergeEntry)
    inlines = [NameInline, RoleInline]

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).with_counts()

    def save_model(self, request: HttpRequest, obj: Speaker, form: Any, change: bool) -> None:
        obj.slug = slugify(obj.name)[:80] or "speaker"
        super().save_model(request, obj, form, change)

    def save_formset(self, request: HttpRequest, form: Any, formset: Any, change: bool) -> None:
        if formset.model is Name:
            for row in formset.forms:
                row.instance.folded = fold(row.instance.name)
        super().save_formset(request, form, formset, change)

    @admin.display(description="published quotes", ordering="quote_count")
    def quote_count(self, speaker: Any) -> int:
        return speaker.quote_count

    @admin.display(description="merged into")
    def merged_page(self, speaker: Speaker) -> str:
        return link(speaker.merged_into)
