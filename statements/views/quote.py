"""The page of a quote."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe

from statements.models import Act, Quote
from statements.search.quote import read_quote, with_topics
from statements.views.permalinks import find, is_editor, moved


@require_safe
def quote(request: HttpRequest, public_id: str) -> HttpResponse:
    """A published quote; a tombstone for a withdrawn one; a pending one for editors alone."""
    rows = Quote.objects.select_related("occasion", "reference__reading__article__outlet", "answer_to")
    found = find(rows.annotate(filed=with_topics()), public_id)
    if found.status == Quote.Status.PENDING and not is_editor(request):
        raise Http404(f"There is no statement with the id “{public_id}”.")
    if elsewhere := moved(request, found):
        return elsewhere
    if found.status == Quote.Status.WITHDRAWN:
        act = Act.objects.filter(kind=Act.Kind.WITHDRAW, versions__quote=found).first()
        return render(request, "410.html", {"quote": found, "act": act}, status=410)
    context = {"page": read_quote(found), "permalink": f"{settings.SITE_URL}{found.get_absolute_url()}"}
    response = render(request, "statements/quote.html", context)
    if found.status == Quote.Status.PENDING:
        patch_cache_control(response, private=True)
    return response
