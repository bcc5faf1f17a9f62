"""The page of an article, and the way from an appearance in it to its quote."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe

from statements.models import Appearance, Article, Carriage, Quote
from statements.search.appearances import anchor_of
from statements.search.article import read_article
from statements.views.permalinks import find, is_editor, moved


@require_safe
def article(request: HttpRequest, public_id: str) -> HttpResponse:
    """What an outlet published, with its quotations marked: excerpts for everybody, the whole for editors."""
    found = find(Article.objects.public().select_related("outlet"), public_id)
    if elsewhere := moved(request, found):
        return elsewhere
    sees_all = is_editor(request)
    context = {
        "page": read_article(found, is_editor=sees_all),
        "is_editor": sees_all,
        "permalink": f"{settings.SITE_URL}{found.get_absolute_url()}",
    }
    response = render(request, "statements/article.html", context)
    if sees_all:
        patch_cache_control(response, private=True)
    return response


@require_safe
def appearance(request: HttpRequest, public_id: str) -> HttpResponse:
    """Leads to the quote that an appearance belongs to now, at its place there."""
    found = find(Appearance.objects.select_related("successor"), public_id)
    shown = Carriage.objects.active().exclude(quote__status=Quote.Status.PENDING).select_related("quote")
    for row in filter(None, (found, found.successor)):
        if carriage := shown.filter(appearance=row).order_by("id").first():
            return redirect(f"{carriage.quote.get_absolute_url()}#{anchor_of(row)}")
    raise Http404(f"The appearance “{public_id}” belongs to no statement of this archive now.")
