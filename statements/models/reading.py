"""The text of an article, as one version of the extractor read it."""

from django.db import models


class WireGroup(models.Model):
    """Readings that come from one agency text, so that twelve copies are not twelve witnesses."""

    class Basis(models.TextChoices):
        CREDIT = "credit line"
        TEXT = "near-identical text"
        EDITOR = "editor", "an editor"

    agency = models.ForeignKey("Outlet", on_delete=models.PROTECT, null=True, blank=True)
    basis = models.CharField(max_length=20, choices=Basis)

    def __str__(self) -> str:
        return f"copy of {self.agency or 'an agency'} ({self.basis})"


class Reading(models.Model):
    """The whole text with its typed blocks; the offsets of every span count in it. It never changes."""

    article = models.ForeignKey("Article", on_delete=models.PROTECT, related_name="readings")
    capture = models.ForeignKey(
        "Capture", on_delete=models.PROTECT, related_name="readings", null=True, blank=True
    )
    extractor_version = models.CharField(max_length=20)
    text = models.TextField()
    blocks = models.JSONField(default=list, help_text="In order: [kind, start, end], offsets in characters.")
    notes = models.JSONField(default=list, help_text="What the extractor left aside, and why.")
    is_current = models.BooleanField(default=True)
    wire_group = models.ForeignKey(
        "WireGroup", on_delete=models.PROTECT, related_name="readings", null=True, blank=True
    )
    read_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["article", "capture", "extractor_version"],
                nulls_distinct=False,
                name="reading_once_per_version",
            ),
            models.UniqueConstraint(
                fields=["article"], condition=models.Q(is_current=True), name="reading_one_current"
            ),
        ]

    def __str__(self) -> str:
        return f"reading {self.extractor_version}"
