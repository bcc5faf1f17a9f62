"""Frozen states of quotes, refrains and articles: one of them, and all of them in order."""

from typing import Any

from django.conf import settings
from django.db.models import Max
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from statements.citations.permalinks import name_gone, where_now
from statements.citations.versions import unfrozen
from statements.models import Article, Quote, Refrain, Version
from statements.search.results import make_pages
from statements.search.versions import VERSIONS_PER_PAGE, opened, read_steps, read_version
from statements.views.permalinks import find, in_two_forms, page_number, tombstone

MODELS: dict[str, Any] = {"quote": Quote, "refrain": Refrain, "article": Article}


@require_safe
@in_two_forms
def version(request: HttpRequest, public_id: str, *, noun: str, number: int, as_json: bool) -> HttpResponse:
    """One frozen state, for ever: the same bytes as JSON, and a page that tells if there is a newer one."""
    entry = find(MODELS[noun].objects.all(), public_id)
    if stone := _tombstone(request, entry, as_json):
        return stone
    if public_id != entry.public_id:
        return redirect(request.path.replace(public_id, entry.public_id, 1), permanent=True)
    rows = entry.versions.order_by("-number")
    frozen, newest = rows.filter(number=number).first(), rows.first()
    if frozen is None or newest is None:
        raise Http404(
            gettext("“%(id)s” has no version %(number)s.") % {"id": entry.public_id, "number": number}
        )
    if not frozen.body or name_gone([opened(frozen)])[0]:
        return _withheld(request, entry, frozen, as_json)
    if as_json:
        return _state(frozen)
    now = where_now(entry)
    context = {"page": read_version(frozen, newest), "entry": entry, "noun": noun, "now": now}
    context |= {"is_merged": now != entry, "permalink": f"{settings.SITE_URL}{request.path}"}
    return render(request, "statements/version.html", context)


@require_safe
def history(request: HttpRequest, public_id: str, *, noun: str) -> HttpResponse:
    """All frozen states of an entry, newest first, each with what it changed and why."""
    entry = find(MODELS[noun].objects.all(), public_id)
    if stone := _tombstone(request, entry, as_json=False):
        return stone
    if public_id != entry.public_id:
        return redirect(request.path.replace(public_id, entry.public_id, 1), permanent=True)
    total = entry.versions.aggregate(newest=Max("number"))["newest"] or 0
    pages = make_pages(page_number(request), total, VERSIONS_PER_PAGE)
    if pages.is_beyond:
        raise Http404(gettext("There is no such page of this history."))
    # One more than the page shows, which the earliest of them is compared with.
    first, last = total - pages.last, total - pages.first + 1
    rows = entry.versions.filter(number__range=(first, last)).select_related("act").order_by("number")
    steps = read_steps(rows, name_gone)[::-1]
    context = {"steps": steps, "entry": entry, "noun": noun, "pages": pages, "total": total}
    return render(request, "statements/history.html", context)


def newest_state(entry: Any) -> HttpResponse:
    """The newest version of an entry as JSON; for one that has none yet its state as it would be frozen."""
    newest = entry.versions.order_by("-number").first()
    return _state(newest) if newest else HttpResponse(unfrozen(entry), content_type="application/json")


def _state(frozen: Version) -> HttpResponse:
    headers = {"ETag": f'"{bytes(frozen.sha256).hex()}"'}
    return HttpResponse(bytes(frozen.body), content_type="application/json", headers=headers)


def _withheld(request: HttpRequest, entry: Any, frozen: Version, as_json: bool) -> HttpResponse:
    """A version with words that were erased or withdrawn since, of an entry that lives on."""
    status = "withheld" if frozen.body else "erased"
    if as_json:
        return JsonResponse({"id": f"{entry.public_id}/v{frozen.number}", "status": status}, status=410)
    context = {"entry": entry, "number": frozen.number, "is_erased": not frozen.body}
    return render(request, "410_version.html", context, status=410)


def _tombstone(request: HttpRequest, entry: Any, as_json: bool) -> HttpResponse | None:
    if not isinstance(entry, Quote):
        return None
    if entry.status == Quote.Status.PENDING:
        raise Http404(gettext("There is no statement with the id “%(id)s”.") % {"id": entry.public_id})
    return tombstone(request, entry, as_json=as_json)
