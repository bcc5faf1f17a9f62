"""The page of an article, and the way from an appearance in it to its quote."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe

from statements.citations.cited import article_reference
from statements.citations.metadata import article_tags
from statements.citations.styles.reference import Reference
from statements.citations.styles.table import FILES
from statements.models import Appearance, Article, Carriage, Quote
from statements.search.appearances import anchor_of
from statements.search.article import read_article
from statements.search.printings import PAGE_SIZE
from statements.views.citations import OFFERED, citation_file, printed
from statements.views.permalinks import find, in_all_forms, in_two_forms, is_editor, moved, tombstone
from statements.views.versions import newest_state


@require_safe
@in_all_forms
def article(request: HttpRequest, public_id: str, *, form: str) -> HttpResponse:
    """What an outlet published, with its quotations marked: excerpts for everybody, the whole for editors."""
    found = find(Article.objects.public().select_related("outlet"), public_id)
    if elsewhere := moved(request, found):
        return elsewhere
    reference = article_reference(found, timezone.localdate())
    if form != "html":
        return _as_file(found, reference, form)
    sees_all = is_editor(request)
    context = {
        "page": read_article(found, is_editor=sees_all),
        "cited": printed(reference),
        "files": OFFERED,
        "tags": article_tags(found, reference),
        "is_editor": sees_all,
        "permalink": f"{settings.SITE_URL}{found.get_absolute_url()}",
    }
    response = render(request, "statements/article.html", context)
    if sees_all:
        patch_cache_control(response, private=True)
    return response


def _as_file(found: Article, reference: Reference, form: str) -> HttpResponse:
    if form in FILES:
        return citation_file(reference, form)
    if form == "json":
        return newest_state(found)
    return JsonResponse(article_tags(found, reference).linked, content_type="application/ld+json")


@require_safe
@in_two_forms
def appearance(request: HttpRequest, public_id: str, *, as_json: bool) -> HttpResponse:
    """Leads to the quote that an appearance belongs to now, at its place there; a tombstone where that is gone. Where
    editors took it out of every quote that can be seen, to the article that printed it: the link never dies."""
    found = find(Appearance.objects.select_related("successor", "reading__article"), public_id)
    hidden = (Quote.Status.PENDING, Quote.Status.REJECTED)
    shown = Carriage.objects.active().exclude(quote__status__in=hidden).select_related("quote")
    for row in filter(None, (found, found.successor)):
        if carriage := shown.filter(appearance=row).order_by("id").first():
            url = carriage.quote.get_absolute_url()
            at = f"?at={row.public_id}" if carriage.quote.carriages.active().count() > PAGE_SIZE else ""
            leads = f"{url}.json" if as_json else f"{url}{at}#{anchor_of(row)}"
            return tombstone(request, carriage.quote, as_json=as_json) or redirect(leads)
    article_url = found.reading.article.get_absolute_url()
    return redirect(f"{article_url}.json" if as_json else article_url)
