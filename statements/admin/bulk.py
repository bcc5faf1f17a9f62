"""Acts on several quotes at once: one reason for all, and each quote an act of its own."""

from collections.abc import Callable
from typing import Any

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse

from statements.admin.act_forms import ActForm, Why
from statements.admin.entry_field import desk_address
from statements.curation import Refused, state_of
from statements.models import Quote

# Each is an act with its versions, some 50 ms; a page may not take longer than a proxy waits.
MOST = 50

Action = Callable[[Any, HttpRequest, QuerySet[Quote]], HttpResponse | None]


def on_selected(form_class: type[ActForm], name: str, label: str, effect: str) -> Action:
    """The action of a list that does an act to each selected quote, after a page that asks for the reason."""

    class Reason(Why):
        pass

    Reason.effect = effect

    @admin.action(permissions=["change"], description=label)
    def action(desk: Any, request: HttpRequest, selected: QuerySet[Quote]) -> HttpResponse | None:
        keys = list(selected.values_list("pk", flat=True)[: MOST + 1])
        if len(keys) > MOST:
            messages.error(request, f"Select at most {MOST} at a time: nothing was changed.")
            return None
        form = Reason(request.POST if "reason" in request.POST else None)
        if form.is_valid():
            _do_all(request, form_class, keys)
            return None
        context = {
            **desk.admin_site.each_context(request),
            "title": label,
            "opts": desk.opts,
            "form": form,
            "rows": _rows(request, keys),
            "action": name,
            "danger": form_class.danger,
            "media": desk.media + form.media,
        }
        return TemplateResponse(request, "admin/bulk.html", context)

    action.__name__ = name
    return action


def _rows(request: HttpRequest, keys: list[int]) -> list[dict[str, Any]]:
    """The quotes with their state, which stays the one first seen when the page is shown again."""
    states = {key: request.POST.get(f"seen-{key}") or state_of(Quote(pk=key)) for key in keys}
    rows = Quote.objects.filter(pk__in=keys).order_by("pk")
    return [
        {"key": row.pk, "title": str(row), "url": desk_address(row), "seen": states[row.pk]} for row in rows
    ]


def _do_all(request: HttpRequest, form_class: type[ActForm], keys: list[int]) -> None:
    """Does the act to each; what is refused is named with the reason, and keeps nothing else from being done."""
    done = 0
    for quote in Quote.objects.filter(pk__in=keys).order_by("pk"):
        data = {"reason": request.POST["reason"], "seen": request.POST.get(f"seen-{quote.pk}", "")}
        form = form_class(data, entry=quote)
        try:
            if not form.is_valid():
                raise Refused("It was not on the page that asked for the reason.")
            form.perform(request.user)
            done += 1
        except Refused as refusal:
            messages.warning(request, f"“{quote}”: {refusal}")
    if done:
        messages.success(
            request, f"{form_class.label}: done for {done}. Each can be undone from its history."
        )
