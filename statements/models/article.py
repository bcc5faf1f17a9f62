"""One page as one outlet published it."""

from django.contrib.postgres.fields import DateRangeField
from django.contrib.postgres.indexes import GistIndex
from django.db import models
from django.urls import reverse

from statements.language.days import DayRange
from statements.models.dated import dated_check, from_column, not_empty_check
from statements.models.public_id import PublicIdField, public_id_check


class ArticleQuerySet(models.QuerySet["Article"]):
    """Reads of articles."""

    def public(self) -> "ArticleQuerySet":
        """Those that have a page of their own."""
        return self.filter(public_id__isnull=False)


class Article(models.Model):
    """One page as one outlet published it. Its words are in its readings, its bytes in its captures."""

    class Rights(models.TextChoices):
        OWN = "own", "our own"
        OPEN = "open", "open licence"
        LICENSED = "licensed"
        EXCERPT = "excerpt", "excerpts only"
        NONE = "none", "metadata only"

    class PublishedBasis(models.TextChoices):
        METADATA = "page metadata"
        TEXT = "text", "the page's text"
        URL = "url", "the address"
        EDITOR = "editor", "an editor"
        INFERRED = "inferred"
        UNKNOWN = "unknown"

    public_id = PublicIdField()
    outlet = models.ForeignKey("Outlet", on_delete=models.PROTECT, related_name="articles")
    url = models.TextField(blank=True)
    # Of the canonical URL: an address may be longer than a B-tree entry can be.
    url_sha256 = models.BinaryField(max_length=32, null=True, unique=True, editable=False)
    text_sha256 = models.BinaryField(max_length=32, editable=False)
    headline = models.TextField(blank=True)
    byline = models.TextField(blank=True)
    dateline = models.TextField(blank=True)
    language = models.CharField(max_length=8, blank=True)
    published_on = DateRangeField(null=True, blank=True)
    published_at = models.DateTimeField(null=True, blank=True, help_text="Where the page states the instant.")
    published_basis = models.CharField(max_length=16, choices=PublishedBasis, default=PublishedBasis.UNKNOWN)
    rights = models.CharField(max_length=8, choices=Rights, default=Rights.EXCERPT)
    added_at = models.DateTimeField(auto_now_add=True)

    objects = ArticleQuerySet.as_manager()

    class Meta:
        ordering = ["-added_at", "-id"]
        # Whose articles of a week are held.
        indexes = [GistIndex(fields=["published_on"], include=["outlet"], name="article_published")]
        constraints = [
            public_id_check("article"),
            models.UniqueConstraint(
                fields=["outlet", "text_sha256"],
                condition=models.Q(url_sha256__isnull=True),
                name="article_without_url_once",
            ),
            models.CheckConstraint(
                condition=models.Q(url="", url_sha256__isnull=True)
                | (~models.Q(url="") & models.Q(url_sha256__isnull=False)),
                name="article_url_has_its_hash",
            ),
            dated_check(
                "published_on", "published_basis", name="article_date_has_a_basis", unknown="unknown"
            ),
            not_empty_check("published_on", name="article_date_says_something"),
            models.CheckConstraint(
                condition=models.Q(published_at__isnull=True) | models.Q(published_on__isnull=False),
                name="article_instant_has_its_day",
            ),
        ]

    def __str__(self) -> str:
        return self.headline or f"untitled article of {self.outlet}"

    def get_absolute_url(self) -> str:
        return reverse("article", args=[self.public_id])

    @property
    def published(self) -> DayRange | None:
        """The days on one of which it was published; None where not known."""
        return from_column(self.published_on)
