"""Acts: what editors did, what each changed, and the way to undo it."""

from typing import Any

from django.contrib import admin
from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.html import format_html

from statements.admin.act_forms import UndoForm
from statements.admin.base import Record, link
from statements.admin.quote_forms import ConfirmAppearance, RejectAppearance
from statements.curation import arrived_meanwhile, state_of
from statements.models import Act, Revision
from statements.search.history import read_history

# Lines that the page of an act shows; a merge of speakers may have thousands.
MOST_LINES = 100


@admin.register(Act)
class ActAdmin(Record):
    list_display = ["made_at", "kind", "entry_page", "by", "reason", "undone"]
    list_filter = ["kind", "by"]
    search_fields = ["reason", "=entry_noun", "=entry_id"]
    fields = [("kind", "entry_page"), ("by", "made_at"), "reason", ("undone", "undoes_page")]
    readonly_fields = ["entry_page", "undone", "undoes_page"]
    acts = (UndoForm,)

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).select_related("by", "undoes__by", "undone_by__by")

    def get_object(self, request: HttpRequest, object_id: str, from_field: str | None = None) -> Any:
        """The act, and in `seen` the state of the entry that it is about."""
        act = super().get_object(request, object_id, from_field)
        if act is not None:
            act.seen = state_of(self._model_of(act)(pk=act.entry_id))
        return act

    def subject_of(self, row: Act) -> Model:
        return self._model_of(row)(pk=row.entry_id)

    def may_act(self, request: HttpRequest, row: Act) -> bool:
        desk = self.admin_site.get_model_admin(self._model_of(row))
        return desk.has_change_permission(request, self.subject_of(row))

    def render_change_form(
        self, request: HttpRequest, context: Any, *args: Any, **kwargs: Any
    ) -> HttpResponse:
        act = context["original"]
        lines = Revision.objects.filter(act_id=act.pk).order_by("-pk")
        context["steps"] = read_history(lines[:MOST_LINES])
        context["line_count"] = lines.count()
        if context["line_count"] > MOST_LINES:
            context["more_lines"] = f"{reverse('admin:statements_revision_changelist')}?act_id={act.pk}"
        context["arrived"] = [_arrival(row) for row in arrived_meanwhile(act)]
        return super().render_change_form(request, context, *args, **kwargs)

    def _model_of(self, act: Act) -> type[Model]:
        return self.opts.apps.get_model("statements", act.entry_noun)

    @admin.display(description="entry", ordering="entry_id")
    def entry_page(self, act: Act) -> str:
        address = reverse(f"admin:statements_{act.entry_noun}_change", args=[act.entry_id])
        return format_html('<a href="{}">{} {}</a>', address, act.entry_noun, act.entry_id)

    @admin.display(description="undone by")
    def undone(self, act: Act) -> str:
        return link(getattr(act, "undone_by", None))

    @admin.display(description="undoes")
    def undoes_page(self, act: Act) -> str:
        return link(act.undoes)


def _arrival(carriage: Any) -> dict[str, Any]:
    """What came to a statement while it held another, with the ways to settle it."""
    ways = {"confirm_url": ConfirmAppearance, "reject_url": RejectAppearance}
    addresses = {
        name: reverse("admin:statements_quote_act", args=[carriage.quote_id, form.name])
        for name, form in ways.items()
    }
    of = f"?carriage={carriage.pk}"
    page = reverse("admin:statements_quote_change", args=[carriage.quote_id])
    return {"carriage": carriage, "quote_url": page} | {name: url + of for name, url in addresses.items()}
