"""The page of a topic."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from statements.models import Topic
from statements.search.entries import statements_of
from statements.search.plain import link_to
from statements.views.permalinks import find, moved, page_number
from statements.views.unchanged import unless_unchanged


@require_safe
@unless_unchanged
def topic(request: HttpRequest, public_id: str, slug: str) -> HttpResponse:
    """A subject heading: what it means, where it stands, and the statements filed under it."""
    found = find(Topic.objects.filter(public_id__isnull=False).select_related("broader"), public_id)
    if elsewhere := moved(request, found):
        return elsewhere
    context = {
        "topic": found,
        "broader": link_to(found.broader) if found.broader else None,
        "narrower": [link_to(row) for row in found.narrower.filter(public_id__isnull=False)],
        "statements": statements_of(found, page_number(request)),
    }
    return render(request, "statements/topic.html", context)
