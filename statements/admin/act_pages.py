"""The pages on which editors act on an entry: one form for each act, under the entry's own page."""

from collections.abc import Sequence
from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html

from statements.admin.act_forms import ActForm
from statements.admin.clash import Clash, clash_of, keep_theirs
from statements.admin.entry_field import desk_address
from statements.admin.summaries import summary_of
from statements.curation import Conflict, Refused
from statements.models import Act


class ActedOn(admin.ModelAdmin):
    """Pages of entries on which editors act. `acts` are the forms, in the order in which they are offered."""

    acts: Sequence[type[ActForm]] = ()

    def get_urls(self) -> list[URLPattern]:
        name = f"{self.opts.app_label}_{self.opts.model_name}_act"
        view = self.admin_site.admin_view(self.act_view)
        return [path("<path:object_id>/act/<slug:name>/", view, name=name), *super().get_urls()]

    def subject_of(self, row: Any) -> Any:
        """The entry whose state and permission count for acts on a row: itself."""
        return row

    def may_act(self, request: HttpRequest, row: Any) -> bool:
        """Whether the user may act on it: whoever may change the entry."""
        return self.has_change_permission(request, row)

    def offers(self, request: HttpRequest, row: Any) -> list[tuple[str, str]]:
        """Address and label of each act that fits the entry's state."""
        if not self.acts or not self.may_act(request, row):
            return []
        return [(self.act_address(row, form), form.label) for form in self.acts if form.fits(row)]

    def act_address(self, row: Any, form: type[ActForm]) -> str:
        return reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_act", args=[row.pk, form.name])

    def act_view(self, request: HttpRequest, object_id: str, name: str) -> HttpResponse:
        """The form of one act. A GET changes nothing; a POST does it or shows why not, with all that was typed."""
        form_class = next((form for form in self.acts if form.name == name), None)
        row = self.get_object(request, object_id)
        if form_class is None or row is None:
            raise Http404("There is no such entry, or no such act on it.")
        if not self.may_act(request, row):
            raise PermissionDenied
        if request.method == "POST":
            return self._do(request, row, form_class)
        if not form_class.fits(row):
            messages.warning(request, f"“{form_class.label}” does not fit the state that this is in.")
            return HttpResponseRedirect(desk_address(row))
        return self._show(request, form_class(entry=row, initial=request.GET.dict()))

    def _do(self, request: HttpRequest, row: Any, form_class: type[ActForm]) -> HttpResponse:
        form = form_class(request.POST, entry=row)
        if not form.is_valid():
            return self._show(request, form)
        try:
            form.perform(request.user)
        except Conflict as conflict:
            return self._show_clash(request, row, form_class, str(conflict))
        except Refused as refusal:
            form.add_error(None, str(refusal))
            return self._show(request, form)
        tell(request, self.subject_of(row), form.label)
        return HttpResponseRedirect(desk_address(row))

    def _show_clash(
        self, request: HttpRequest, row: Any, form_class: type[ActForm], message: str
    ) -> HttpResponse:
        """The form again, with the editor's input, for the entry as it is now."""
        now = self.get_object(request, str(row.pk)) or row
        data = request.POST.copy()
        if self.subject_of(now) is now:
            keep_theirs(data, now, data.get("seen", ""), lambda sent, entry: form_class(sent, entry=entry))
        data["seen"] = now.seen
        sent = form_class(data, entry=now)
        if "seen_into" in sent.initial:
            data["seen_into"] = sent.initial["seen_into"]
        sent.add_error(None, message)
        fresh = form_class(entry=now, initial=request.GET.dict())
        clash = clash_of(self.subject_of(now), request.POST.get("seen", ""), sent, fresh)
        return self._show(request, sent, clash)

    def _show(self, request: HttpRequest, form: ActForm, clash: Clash | None = None) -> HttpResponse:
        entry, target = form.entry, getattr(form, "target", None)
        context = {
            **self.admin_site.each_context(request),
            "title": form.label,
            "opts": self.opts,
            "original": entry,
            "form": form,
            "clash": clash,
            "summaries": [summary_of(one) for one in (entry, target) if one is not None],
            "media": self.media + form.media,
        }
        return TemplateResponse(request, "admin/act.html", context)


def tell(request: HttpRequest, entry: Any, label: str) -> None:
    """The message that an act is done, with the way to see what it changed."""
    about = {"entry_noun": entry._meta.model_name, "entry_id": entry.pk, "by": request.user}
    act = Act.objects.filter(**about).first()
    if act is None:
        return
    text = '{}: done. <a href="{}">See what it changed, or undo it.</a>'
    messages.success(request, format_html(text, label, desk_address(act)))
