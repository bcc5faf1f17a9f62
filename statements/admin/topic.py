"""Topics: subject headings and the terms that assign them."""

from django.contrib import admin

from statements.admin.act_forms import MergeTopics, UnmergeEntry
from statements.admin.base import NamedEntry, link
from statements.models import Topic


@admin.register(Topic)
class TopicAdmin(NamedEntry):
    list_display = ["name", "broader", "terms_shown", "public_id"]
    list_select_related = ["broader"]
    search_fields = ["name", "description", "=public_id"]
    fields = ["name", "broader", "description", "terms", ("public_id", "merged_page")]
    readonly_fields = ["public_id", "merged_page"]
    acts = (MergeTopics, UnmergeEntry)
    autocomplete_fields = ["broader"]

    @admin.display(description="terms")
    def terms_shown(self, topic: Topic) -> str:
        return ", ".join(topic.terms)

    @admin.display(description="merged into")
    def merged_page(self, topic: Topic) -> str:
        return link(topic.merged_into)
