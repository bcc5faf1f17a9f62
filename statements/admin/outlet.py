"""Outlets, with their names, domains and owners."""

from django.contrib import admin

from statements.admin.act_forms import MergeOutlets, UnmergeEntry
from statements.admin.base import Kept, NamedEntry, link
from statements.models import Domain, Outlet, OutletName, Ownership


class NameInline(Kept):
    model = OutletName


class DomainInline(Kept):
    model = Domain


class OwnershipInline(Kept):
    model = Ownership


@admin.register(Outlet)
class OutletAdmin(NamedEntry):
    list_display = ["name", "kind", "country", "language", "public_id"]
    list_filter = ["kind", "country"]
    search_fields = ["name", "names__name", "domains__host", "=public_id"]
    fields = [
        "name",
        "kind",
        "country",
        "language",
        "is_linked",
        "is_excerpted",
        ("public_id", "merged_page"),
    ]
    readonly_fields = ["public_id", "merged_page"]
    acts = (MergeOutlets, UnmergeEntry)
    inlines = [NameInline, DomainInline, OwnershipInline]

    @admin.display(description="merged into")
    def merged_page(self, outlet: Outlet) -> str:
        return link(outlet.merged_into)
