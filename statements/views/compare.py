"""Two outlets beside each other."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from statements.forms import CompareForm
from statements.search.side_by_side import comparable, side_by_side
from statements.views.permalinks import page_number
from statements.views.unchanged import unless_unchanged


@require_safe
@unless_unchanged
def compare(request: HttpRequest) -> HttpResponse:
    """What both of two outlets carried, in whose words, and how much each carried without the other."""
    is_asked = {"a", "b"} <= request.GET.keys()
    form = CompareForm(request.GET if is_asked else None, initial=request.GET.dict())
    asked = [form.cleaned_data[name] for name in ("a", "b")] if form.is_valid() else []
    held = comparable(*asked)
    context = {"form": form, "outlets": held.outlets}
    if asked:
        first, second = map(held.find, asked)
        if first is None or second is None:
            raise Http404("There is no such outlet in this archive: the address may be mistyped.")
        page = side_by_side(first, second, page_number(request), held)
        if page.pages.is_beyond:
            raise Http404("There is no such page of this list.")
        context |= {"first": first, "second": second, "page": page}
    return render(request, "statements/compare.html", context, status=400 if form.errors else 200)
