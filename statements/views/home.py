"""The home page."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from statements.models import Quote
from statements.search.cards import make_cards
from statements.search.coverage import read_coverage, read_indexes

RECENT = 6


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """What the archive is and holds, the newest entries, and the ways in."""
    recent = Quote.objects.published().order_by("-added_at", "-id").values_list("pk", flat=True)[:RECENT]
    context = {"coverage": read_coverage(), "cards": make_cards(list(recent)), "indexes": read_indexes()}
    return render(request, "statements/home.html", context)
