"""The home page."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from statements.search.cards import make_cards
from statements.search.coverage import read_home
from statements.views.unchanged import unless_unchanged

RECENT = 6


@require_safe
@unless_unchanged
def home(request: HttpRequest) -> HttpResponse:
    """What the archive is and holds, the most carried and the newest entries, and the ways in."""
    found = read_home(RECENT)
    most_carried = found.coverage.most_carried
    keys = list(dict.fromkeys((*most_carried, *found.recent)))
    cards = dict(zip(keys, make_cards(keys), strict=True))
    context = {
        "coverage": found.coverage,
        "month": found.coverage.month,
        "most_carried": [cards[key] for key in most_carried],
        "cards": [cards[key] for key in found.recent],
        "indexes": found.indexes,
    }
    return render(request, "statements/home.html", context)
