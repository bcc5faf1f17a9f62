"""What all pages of the editors' desk keep to: nothing citable is deleted, what is fixed is only shown."""

from typing import Any

from django.contrib import admin
from django.contrib.postgres.fields import DateRangeField
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import slugify

from statements.admin.act_pages import ActedOn
from statements.admin.days import DaysField
from statements.admin.entry_field import desk_address
from statements.admin.history import WithHistory
from statements.admin.saving import SavedAsAct
from statements.citations.identifiers import mint_for

Row = models.Model


class Entry(SavedAsAct, ActedOn, WithHistory):
    """Pages of entries that stay for ever: they may be changed, but not deleted."""

    change_form_template = "admin/entry_form.html"
    formfield_overrides = {DateRangeField: {"form_class": DaysField}}
    list_per_page = 50
    show_full_result_count = False

    class Media:
        css = {"all": ["css/admin.css"]}

    def has_delete_permission(self, request: HttpRequest, obj: Row | None = None) -> bool:
        return False

    def render_change_form(
        self, request: HttpRequest, context: Any, *args: Any, **kwargs: Any
    ) -> HttpResponse:
        entry = context["original"]
        context["offers"] = self.offers(request, entry) if entry is not None else []
        return super().render_change_form(request, context, *args, **kwargs)

    def view_on_site(self, obj: Row) -> str | None:
        """The public page, which only an entry with a public id has."""
        has_page = hasattr(obj, "get_absolute_url") and getattr(obj, "public_id", None)
        return obj.get_absolute_url() if has_page else None


class NamedEntry(Entry):
    """An entry that editors also make by hand: saving gives it its slug and, once, its public id."""

    slug_from = "name"

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        obj.slug = slugify(getattr(obj, self.slug_from))[:80] or obj._meta.model_name
        super().save_model(request, obj, form, change)
        mint_for(obj)


class Record(Entry):
    """Pages of what programs write: they are read, and neither added nor changed by hand."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Row | None = None) -> bool:
        return False


class Shown(admin.TabularInline):
    """Rows under an entry that are only shown."""

    extra = 0
    can_delete = False
    formfield_overrides = {DateRangeField: {"form_class": DaysField}}

    def has_add_permission(self, request: HttpRequest, obj: Row | None = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Row | None = None) -> bool:
        return False


class Kept(admin.TabularInline):
    """Rows under an entry that editors write."""

    extra = 0
    formfield_overrides = {DateRangeField: {"form_class": DaysField}}


def link(row: Row | None) -> SafeString | str:
    """A link to a row's own page on the desk."""
    if row is None:
        return "–"
    return format_html('<a href="{}">{}</a>', desk_address(row), str(row) or row._meta.verbose_name)
