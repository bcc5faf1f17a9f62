"""What search engines and browsers ask for: robots.txt, sitemaps, the description of our search."""

from typing import Any, cast
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.sitemaps import Sitemap
from django.contrib.sitemaps.views import index
from django.contrib.sitemaps.views import sitemap as entries
from django.db.models import Model, OuterRef, QuerySet, Subquery
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from statements.models import Article, Occasion, Outlet, Quote, Speaker, Topic, Version
from statements.search.coverage import counted_refrains

# Pages that are made of others, and those that only editors see.
CLOSED = ("/admin/", "/suggest", "/export.", "/sets/new")
VERSIONED = ("quote", "refrain", "article")
OPENSEARCH = "application/opensearchdescription+xml"


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """What crawlers are asked to leave alone. Filtered lists are open to them, and say themselves that they are not to
    be indexed.
    """
    rules = "".join(f"Disallow: {path}\n" for path in CLOSED)
    text = f"User-agent: *\n{rules}\nSitemap: {settings.SITE_URL}/sitemap.xml\n"
    return HttpResponse(text, content_type="text/plain; charset=utf-8")


@require_safe
def opensearch(request: HttpRequest) -> HttpResponse:
    """How a browser searches here from its address bar (OpenSearch 1.1)."""
    return render(request, "opensearch.xml", {"site_url": settings.SITE_URL}, content_type=OPENSEARCH)


class Entries(Sitemap):
    """The pages of one kind of entries, with the day of their newest version where they have versions."""

    limit = 20_000

    def __init__(self, rows: QuerySet[Any]) -> None:
        super().__init__()
        self.rows = rows
        self.protocol, self.domain = urlsplit(settings.SITE_URL)[:2]

    def items(self) -> QuerySet[Any]:
        rows, noun = self.rows.order_by("pk"), self.rows.model._meta.model_name
        if noun not in VERSIONED:
            return rows
        newest = Version.objects.filter(**{noun: OuterRef("pk")}).order_by("-number")
        return rows.annotate(changed=Subquery(newest.values("made_at")[:1]))

    def lastmod(self, item: Model) -> Any:
        """When its newest version was frozen, if it has one."""
        return getattr(item, "changed", None)

    def get_latest_lastmod(self) -> None:
        """Not told: it would take a look at every entry."""

    def get_domain(self, site: Any = None) -> str:
        """That of the permalinks, whichever host was asked."""
        return str(self.domain)


# The sitemaps by name: every page that search engines may keep.
ROWS: dict[str, QuerySet[Any]] = {
    "statements": Quote.objects.published().filter(reviewed_at__isnull=False),
    "articles": Article.objects.public(),
    "refrains": counted_refrains(),
    "speakers": Speaker.objects.public(),
    "outlets": Outlet.objects.filter(public_id__isnull=False),
    "topics": Topic.objects.filter(public_id__isnull=False),
    "occasions": Occasion.objects.filter(public_id__isnull=False),
}


@require_safe
def sitemap_index(request: HttpRequest) -> HttpResponse:
    """All sitemaps and their pages."""
    return cast(HttpResponse, index(request, _sitemaps(), sitemap_url_name="sitemap"))


@require_safe
def sitemap(request: HttpRequest, section: str) -> HttpResponse:
    """One page of one sitemap."""
    return cast(HttpResponse, entries(request, _sitemaps(), section=section))


def _sitemaps() -> dict[str, Any]:
    """Made for one request: each keeps what it has counted."""
    return {name: Entries(rows.all()) for name, rows in ROWS.items()}
