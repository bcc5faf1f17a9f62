"""Names while they are typed."""

from django.http import HttpRequest, JsonResponse
from django.views.decorators.http import require_safe

from statements.forms import SuggestForm
from statements.search.suggest import suggest
from statements.views.unchanged import unless_unchanged


@require_safe
@unless_unchanged
def suggestions(request: HttpRequest) -> JsonResponse:
    """Speakers, outlets or topics that begin as typed: {"suggestions": [{"id", "label", "url"}]}."""
    form = SuggestForm(request.GET)
    if not form.is_valid():
        return JsonResponse({"errors": form.errors.get_json_data()}, status=400)
    found = suggest(form.cleaned_data["facet"], form.cleaned_data["q"])
    shown = [{"id": link.id, "label": link.label, "url": link.url} for link in found]
    return JsonResponse({"suggestions": shown})
