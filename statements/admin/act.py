"""Acts: what editors did."""

from django.contrib import admin

from statements.admin.base import Record
from statements.models import Act


@admin.register(Act)
class ActAdmin(Record):
    list_display = ["made_at", "kind", "by", "reason"]
    list_filter = ["kind", "by"]
    list_select_related = ["by"]
    search_fields = ["reason"]
