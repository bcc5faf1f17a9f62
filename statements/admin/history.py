"""The history of an entry on the desk: every change of it and of the rows under it."""

from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse

from statements.models.revision import UNTRACKED
from statements.search.history import history_of, read_history

# Lines of the history on one page; most steps have a few.
LINES_PER_PAGE = 60


class WithHistory(admin.ModelAdmin):
    """Pages whose history is that which the triggers write, not the admin's own log."""

    def history_view(self, request: HttpRequest, object_id: str, extra_context: Any = None) -> HttpResponse:
        entry = self.get_object(request, object_id)
        if entry is None:
            raise Http404("There is no such entry.")
        if not self.has_view_or_change_permission(request, entry):
            raise PermissionDenied
        page = self.get_paginator(request, history_of(entry), LINES_PER_PAGE).get_page(request.GET.get("p"))
        context = {
            **self.admin_site.each_context(request),
            "title": f"History of {self.opts.verbose_name}",
            "opts": self.opts,
            "original": entry,
            "steps": read_history(page.object_list),
            "page": page,
            "is_tracked": self.opts.model_name not in UNTRACKED,
            "media": self.media,
        }
        return TemplateResponse(request, "admin/entry_history.html", context)
