"""From the id in an address to its entry, and from any old form of the address to where the entry is now."""

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar

from django.conf import settings
from django.core.exceptions import ObjectDoesNotExist
from django.db.models import Model, QuerySet
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext

from statements.citations.identifiers import is_well_formed
from statements.citations.permalinks import is_gone, where_now
from statements.citations.styles.table import FILES
from statements.filters import PageForm
from statements.models import Quote
from statements.search.record import read_tombstone

Row = TypeVar("Row", bound=Model)
View = Callable[..., HttpResponse]

# What readers call an entry where it is not the name of its table.
READERS_WORDS = {"quote": "statement"}
# What an address ends with, by what a client may ask for instead; in the order of what one that takes all gets.
FORMS = {"text/html": "html", "application/json": "json", "application/ld+json": "jsonld"}
FORMS |= {
    file.media_type: form
    for form, file in FILES.items()
    if file.media_type not in ("text/plain", "text/html")
}


def in_two_forms(view: View) -> View:
    """Gives a view `as_json`: whether the address ends in .json or the client asks for JSON; so are its errors."""

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, form: str, **kwargs: Any) -> HttpResponse:
        return view(request, *args, as_json=form == "json", **kwargs)

    return _in_form(answer, list(FORMS)[:2])


def in_all_forms(view: View) -> View:
    """Gives a view `form`: what the address ends with, or the client asks for; "html" where that is nothing."""
    return _in_form(view, list(FORMS))


def _in_form(view: View, media_types: list[str]) -> View:
    @wraps(view)
    def answer(request: HttpRequest, *args: Any, form: str = "", **kwargs: Any) -> HttpResponse:
        form = form or FORMS[request.get_preferred_type(media_types) or media_types[0]]
        try:
            response = view(request, *args, form=form, **kwargs)
        except Http404 as error:
            if form == "html":
                raise
            response = JsonResponse({"error": str(error)}, status=404)
        patch_vary_headers(response, ["Accept"])
        return response

    return answer


def find(rows: QuerySet[Row], public_id: str) -> Row:
    """The row with this public id, in any letter case. Raises Http404 with words for the reader."""
    noun = str(rows.model._meta.verbose_name)
    if not is_well_formed(public_id.lower()):
        raise Http404(
            gettext("“%(id)s” is no id of this archive: it was mistyped, or a character of it was lost.")
            % {"id": public_id}
        )
    try:
        return rows.get(public_id=public_id.lower())
    except ObjectDoesNotExist:
        raise Http404(
            gettext("There is no %(noun)s with the id “%(id)s”.")
            % {"noun": READERS_WORDS.get(noun, noun), "id": public_id}
        ) from None


def moved(request: HttpRequest, row: Any) -> HttpResponse | None:
    """Where the row's own address is another than the one asked for: the letter case, the slug, or the entry that it
    was merged into. That may be undone, so it is a temporary redirect (302); the others last (301)."""
    now = where_now(row)
    url = now.get_absolute_url()
    if form := request.resolver_match and request.resolver_match.kwargs.get("form"):
        url += f".{form}"
    if request.path == url:
        return None
    query = request.META.get("QUERY_STRING") if now == row else ""
    return redirect(f"{url}?{query}" if query else url, permanent=now == row)


def tombstone(request: HttpRequest, quote: Quote, *, as_json: bool = False) -> HttpResponse | None:
    """What is left of a quote that was withdrawn or erased, or merged into one that was; None for all others."""
    now = where_now(quote)
    if not is_gone(now):
        return None
    stone = read_tombstone(quote, now)
    if not as_json:
        return render(request, "410.html", {"stone": stone}, status=410)
    gone = {"id": stone.public_id, "status": now.status, "merged_into": stone.gone if now != quote else None}
    when = stone.gone_at.isoformat() if stone.gone_at else None
    return JsonResponse(
        gone | {"since": when, "reason": stone.reason, "citation": stone.citation}, status=410
    )


def page_number(request: HttpRequest, parameter: str = "page") -> int:
    """The page of a list that is asked for. Raises Http404 for what is no number of a page."""
    form = PageForm({"page": request.GET.get(parameter, "")})
    if not form.is_valid():
        raise Http404(gettext("There is no such page of this list."))
    return form.cleaned_data["page"] or 1


def is_editor(request: HttpRequest) -> bool:
    """Whether somebody is logged in who may see what is pending. Without the cookie the session is not touched: public
    pages stay cacheable."""
    return settings.SESSION_COOKIE_NAME in request.COOKIES and request.user.has_perm("statements.view_quote")
