"""The page of a speaker."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from statements.models import Speaker
from statements.search.entries import statements_of, with_other_names
from statements.views.permalinks import find, moved, page_number
from statements.views.unchanged import unless_unchanged


@require_safe
@unless_unchanged
def speaker(request: HttpRequest, public_id: str, slug: str) -> HttpResponse:
    """A person or body: names, roles, and what they said."""
    found = find(with_other_names(Speaker.objects.public()), public_id)
    if elsewhere := moved(request, found):
        return elsewhere
    context = {
        "speaker": found,
        "roles": found.roles.all(),
        "statements": statements_of(found, page_number(request)),
    }
    return render(request, "statements/speaker.html", context)
