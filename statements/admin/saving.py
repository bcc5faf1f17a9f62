"""The plain forms of entries: saving one is an act like any other, with a reason, and can be undone."""

from typing import Any

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse

from statements.admin.clash import clash_of, keep_theirs
from statements.citations.writing import one_writer
from statements.curation import Conflict, acting, state_of
from statements.models import Act, Revision
from statements.models.revision import naming

BY_HAND = "added by hand"


class EntryForm(forms.ModelForm):
    """The form of an entry, with the reason for the change and the state that the editor saw."""

    why = forms.CharField(
        label="Why",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2, "class": "vLargeTextField"}),
        help_text="Stays in the history for good.",
    )
    seen = forms.CharField(max_length=20, widget=forms.HiddenInput)
    # Set for one request, on a class made for it.
    conflict = ""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk is None:
            self.fields["seen"].required = self.fields["why"].required = False
            self.fields["why"].initial = BY_HAND
        else:
            self.fields["seen"].initial = getattr(self.instance, "seen", "")

    def clean(self) -> Any:
        if self.conflict:
            raise ValidationError(self.conflict)
        return super().clean()


class NotSaved(Exception):
    """Nothing was changed, so that the act is none; the response says why."""

    def __init__(self, response: HttpResponse) -> None:
        super().__init__()
        self.response = response


class SavedAsAct(admin.ModelAdmin):
    """Pages whose form is saved as an act of the editor, unless another changed the entry meanwhile."""

    form = EntryForm

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        form = super().get_form(request, obj, change=change, **kwargs)
        form.conflict = getattr(request, "conflict", "")
        return form

    def get_object(self, request: HttpRequest, object_id: str, from_field: str | None = None) -> Any:
        """The entry, and in `seen` its state from before it was read: what is shown may be newer, but never older."""
        try:
            key = self.opts.pk.to_python(object_id)
        except ValidationError:
            return None
        seen = state_of(self.model(pk=key))
        entry = super().get_object(request, object_id, from_field)
        if entry is not None:
            entry.seen = seen
        return entry

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: Any = None,
    ) -> HttpResponse:
        show = super().changeform_view
        if request.method != "POST":
            return show(request, object_id, form_url, extra_context)
        if object_id is None:
            why = request.POST.get("why", "").strip() or BY_HAND
            with one_writer(), naming(actor=f"editor {request.user.get_username()}", reason=why):
                return show(request, None, form_url, extra_context)
        return self._change(request, object_id, form_url, extra_context)

    def _change(self, request: Any, object_id: str, form_url: str, extra_context: Any) -> HttpResponse:
        """Saves a change as an act; shows the form again where it is not in order, or clashes with another change."""
        show = super().changeform_view
        entry = self.get_object(request, object_id)
        why, seen = (request.POST.get(name, "").strip() for name in ("why", "seen"))
        if entry is None or not self.has_change_permission(request, entry) or not why or not seen:
            return show(request, object_id, form_url, extra_context)
        try:
            with acting(Act.Kind.EDIT, entry, by=request.user, reason=why, seen=seen) as act:
                response = show(request, object_id, form_url, extra_context)
                if not Revision.objects.filter(act_id=act.pk).exists():
                    raise NotSaved(response)
        except NotSaved as nothing:
            return nothing.response
        except Conflict as conflict:
            request.conflict, request.seen = str(conflict), seen
            request.POST = request.POST.copy()
            form = self.get_form(request, entry, change=True)
            keep_theirs(request.POST, entry, seen, lambda sent, row: form(sent, instance=row))
            request.POST["seen"] = state_of(entry)
            return show(request, object_id, form_url, extra_context)
        return response

    def render_change_form(self, request: Any, context: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        if getattr(request, "conflict", ""):
            sent = context["adminform"].form
            now = self.model._default_manager.get(pk=sent.instance.pk)
            context["clash"] = clash_of(now, request.seen, sent, type(sent)(instance=now))
        return super().render_change_form(request, context, *args, **kwargs)
