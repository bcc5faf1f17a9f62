"""Frozen, citable states."""

from django.db import models
from django.db.models import Q


class Version(models.Model):
    """The state of a quote, refrain or article as it could be cited at one moment: byte-stable JSON in a hash chain."""

    quote = models.ForeignKey(
        "Quote", on_delete=models.PROTECT, related_name="versions", null=True, blank=True
    )
    refrain = models.ForeignKey(
        "Refrain", on_delete=models.PROTECT, related_name="versions", null=True, blank=True
    )
    article = models.ForeignKey(
        "Article", on_delete=models.PROTECT, related_name="versions", null=True, blank=True
    )
    number = models.PositiveIntegerField()
    body = models.BinaryField()
    sha256 = models.BinaryField(max_length=32)
    previous_sha256 = models.BinaryField(max_length=32, null=True, blank=True)
    act = models.ForeignKey("Act", on_delete=models.PROTECT, related_name="versions", null=True, blank=True)
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["number"]
        constraints = [
            models.CheckConstraint(
                condition=Q(quote__isnull=False, refrain__isnull=True, article__isnull=True)
                | Q(quote__isnull=True, refrain__isnull=False, article__isnull=True)
                | Q(quote__isnull=True, refrain__isnull=True, article__isnull=False),
                name="version_of_one_entry",
            ),
            models.UniqueConstraint(fields=["quote", "number"], name="version_once_per_quote"),
            models.UniqueConstraint(fields=["refrain", "number"], name="version_once_per_refrain"),
            models.UniqueConstraint(fields=["article", "number"], name="version_once_per_article"),
            models.CheckConstraint(
                condition=Q(number=1, previous_sha256__isnull=True)
                | Q(number__gt=1, previous_sha256__isnull=False),
                name="version_chain_is_closed",
            ),
        ]

    def __str__(self) -> str:
        return f"version {self.number}"
