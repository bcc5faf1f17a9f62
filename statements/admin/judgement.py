"""Judgements: verdicts on pairs of appearances."""

from django.contrib import admin

from statements.admin.base import Record, link
from statements.models import Judgement


@admin.register(Judgement)
class JudgementAdmin(Record):
    list_display = ["verdict", "left", "right", "score", "by", "editor", "made_at"]
    list_filter = ["verdict", "by"]
    list_select_related = ["left", "right", "editor"]
    search_fields = ["left__speaker_name", "why"]
    fields = ["verdict", "left_page", "right_page", "score", "features", "by", "editor", "why", "made_at"]
    readonly_fields = ["left_page", "right_page"]

    @admin.display(description="one")
    def left_page(self, judgement: Judgement) -> str:
        return link(judgement.left)

    @admin.display(description="other")
    def right_page(self, judgement: Judgement) -> str:
        return link(judgement.right)
