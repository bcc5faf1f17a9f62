"""Judgements: verdicts on pairs of appearances, and those that wait for an editor's."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from statements.admin.base import Record, link
from statements.models import Judgement


class Waiting(admin.SimpleListFilter):
    """The queue: what may be one statement and stands in two."""

    title = "waiting for an editor"
    parameter_name = "waiting"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [("yes", "Yes, the surest first")]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Judgement]) -> QuerySet[Judgement]:
        if self.value() != "yes":
            return queryset
        waiting = Judgement.objects.waiting().values("pk")
        return queryset.filter(pk__in=waiting).order_by("-score", "-pk")


@admin.register(Judgement)
class JudgementAdmin(Record):
    list_display = ["verdict", "left", "right", "score", "by", "editor", "made_at"]
    list_filter = [Waiting, "verdict", "by"]
    list_select_related = ["left", "right", "editor"]
    search_fields = ["left__speaker_name", "why"]
    fields = ["verdict", "left_page", "right_page", "score", "why", "rests_on", "by", "editor"]
    fields += ["linker_version", "made_at"]
    readonly_fields = ["left_page", "right_page", "rests_on"]

    @admin.display(description="one")
    def left_page(self, judgement: Judgement) -> str:
        return link(judgement.left)

    @admin.display(description="other")
    def right_page(self, judgement: Judgement) -> str:
        return link(judgement.right)

    @admin.display(description="rests on")
    def rests_on(self, judgement: Judgement) -> str:
        return "; ".join(f"{name}: {value}" for name, value in judgement.features.items() if value != "")
