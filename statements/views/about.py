"""What the archive is, how it works and how well, and how to cite it."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from statements.citations.publication import PUBLISH_SCORE
from statements.search.coverage import read_coverage
from statements.search.figures import measured
from statements.search.sample import read_sample
from statements.views.unchanged import unless_unchanged


@require_safe
@unless_unchanged
def about(request: HttpRequest) -> HttpResponse:
    """What the archive holds, where it comes from, and what it promises."""
    return render(request, "statements/about.html", {"coverage": read_coverage()})


@require_safe
@unless_unchanged
def method(request: HttpRequest) -> HttpResponse:
    """How statements are found, attributed, dated and linked, with the measured figures."""
    context = {
        "extraction": measured("extraction", "dev"),
        "linking": measured("linking"),
        "marks": measured("marks"),
        "publish_score": PUBLISH_SCORE,
    }
    return render(request, "statements/method.html", context)


@require_safe
@unless_unchanged
def sample(request: HttpRequest) -> HttpResponse:
    """How many articles the archive holds of each outlet and year."""
    return render(request, "statements/coverage.html", {"sample": read_sample()})


@require_safe
@unless_unchanged
def accessibility(request: HttpRequest) -> HttpResponse:
    """What readers can rely on, whatever they read with."""
    return render(request, "statements/accessibility.html")


@require_safe
@unless_unchanged
def how_to_cite(request: HttpRequest) -> HttpResponse:
    """How to cite a statement, a version of it, an article, and the archive."""
    return render(request, "statements/how_to_cite.html", {"site_url": settings.SITE_URL})
