"""The page of a speaker."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from statements.models import Role, Speaker
from statements.search.entries import statements_of, with_names_and_lines
from statements.views.permalinks import find, moved, page_number
from statements.views.unchanged import unless_unchanged


@require_safe
@unless_unchanged
def speaker(request: HttpRequest, public_id: str, slug: str) -> HttpResponse:
    """A person or body: names, roles, and what they said."""
    found = find(with_names_and_lines(Speaker.objects.public()), public_id)
    if elsewhere := moved(request, found):
        return elsewhere
    roles = found.roles.all()
    context = {
        "speaker": found,
        "roles": [role for role in roles if role.basis != Role.Basis.TEXT],
        "called": [role for role in roles if role.basis == Role.Basis.TEXT],
        "statements": statements_of(found, page_number(request)),
    }
    return render(request, "statements/speaker.html", context)
