"""From the id in an address to its entry, and from any old form of the address to the permanent one."""

from typing import Any, TypeVar

from django.conf import settings
from django.core.exceptions import ObjectDoesNotExist
from django.db.models import Model, QuerySet
from django.http import Http404, HttpRequest, HttpResponsePermanentRedirect
from django.shortcuts import redirect

from statements.citations.identifiers import is_well_formed
from statements.filters import PageForm

Row = TypeVar("Row", bound=Model)

# What readers call an entry where it is not the name of its table.
READERS_WORDS = {"quote": "statement"}


def find(rows: QuerySet[Row], public_id: str) -> Row:
    """The row with this public id, in any letter case. Raises Http404 with words for the reader."""
    noun = str(rows.model._meta.verbose_name)
    if not is_well_formed(public_id.lower()):
        raise Http404(
            f"“{public_id}” is no id of this archive: it was mistyped, or a character of it was lost."
        )
    try:
        return rows.get(public_id=public_id.lower())
    except ObjectDoesNotExist:
        raise Http404(f"There is no {READERS_WORDS.get(noun, noun)} with the id “{public_id}”.") from None


def moved(request: HttpRequest, row: Any) -> HttpResponsePermanentRedirect | None:
    """A redirect to the row's own address if it was asked for under another letter case or slug."""
    url = row.get_absolute_url()
    if request.path == url:
        return None
    query = request.META.get("QUERY_STRING")
    return redirect(f"{url}?{query}" if query else url, permanent=True)


def page_number(request: HttpRequest, parameter: str = "page") -> int:
    """The page of a list that is asked for. Raises Http404 for what is no number of a page."""
    form = PageForm({"page": request.GET.get(parameter, "")})
    if not form.is_valid():
        raise Http404("There is no such page of this list.")
    return form.cleaned_data["page"] or 1


def is_editor(request: HttpRequest) -> bool:
    """Whether an editor is logged in. Without the cookie the session is not touched: public pages stay cacheable."""
    return settings.SESSION_COOKIE_NAME in request.COOKIES and request.user.is_staff
