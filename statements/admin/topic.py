"""Topics: subject headings and the terms that assign them."""

from django.contrib import admin

from statements.admin.base import NamedEntry
from statements.models import Topic


@admin.register(Topic)
class TopicAdmin(NamedEntry):
    list_display = ["name", "broader", "terms_shown", "public_id"]
    list_select_related = ["broader"]
    search_fields = ["name", "description", "=public_id"]
    fields = ["name", "broader", "description", "terms", "public_id"]
    readonly_fields = ["public_id"]
    autocomplete_fields = ["broader"]

    @admin.display(description="terms")
    def terms_shown(self, topic: Topic) -> str:
        return ", ".join(topic.terms)
