"""The page of a refrain."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from statements.models import Refrain
from statements.search.refrain import heir_of, quotes_left, read_refrain
from statements.views.permalinks import find, in_two_forms, moved, page_number
from statements.views.versions import newest_state


@require_safe
@in_two_forms
def refrain(request: HttpRequest, public_id: str, *, as_json: bool) -> HttpResponse:
    """A line with every occasion on which it was said; where none is left, the way to the refrain that has it now."""
    found = find(Refrain.objects.select_related("speaker"), public_id)
    if elsewhere := moved(request, found):
        return elsewhere
    page = read_refrain(found, page_number(request))
    if page.pages.total == 0:
        return _gone(request, found, as_json)
    if as_json:
        return newest_state(found)
    if page.pages.is_beyond:
        raise Http404(gettext("There is no such page of this refrain."))
    context = {"page": page, "permalink": f"{settings.SITE_URL}{found.get_absolute_url()}"}
    return render(request, "statements/refrain.html", context)


def _gone(request: HttpRequest, found: Refrain, as_json: bool) -> HttpResponse:
    """The way to the refrain that has the line now, or else what is left of one without quotes."""
    if heir := heir_of(found):
        url = heir.get_absolute_url()
        return redirect(f"{url}.json" if request.path.endswith(".json") else url)
    left = quotes_left(found)
    if as_json:
        ids = list(left.order_by("public_id").values_list("public_id", flat=True))
        return JsonResponse({"id": found.public_id, "status": "gone", "quotes": ids}, status=410)
    return render(request, "410_refrain.html", {"refrain": found, "quotes": left}, status=410)
