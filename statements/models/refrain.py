"""The same line said again on other occasions."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.urls import reverse

from statements.models.public_id import PublicIdField, public_id_check


class Refrain(models.Model):
    """A line that one speaker said on several occasions. Many outlets on one occasion are one quote, never this."""

    public_id = PublicIdField()
    wording = models.TextField(help_text="The line where it stands most compactly.")
    speaker = models.ForeignKey("Speaker", on_delete=models.PROTECT, related_name="refrains")
    added_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-added_at", "-id"]
        constraints = [
            public_id_check("refrain"),
            models.CheckConstraint(condition=~models.Q(wording=""), name="refrain_has_words"),
        ]

    def __str__(self) -> str:
        return self.wording[:80]

    def get_absolute_url(self) -> str:
        return reverse("refrain", args=[self.public_id])


class Repetition(models.Model):
    """One quote in which a refrain's line was said, and where in it."""

    refrain = models.ForeignKey("Refrain", on_delete=models.PROTECT, related_name="repetitions")
    quote = models.ForeignKey("Quote", on_delete=models.PROTECT, related_name="repetitions")
    spans = ArrayField(ArrayField(models.IntegerField(), size=2), help_text="Spans in the quote's wording.")
    wording = models.TextField(help_text="The line as it stands in this quote.")
    is_active = models.BooleanField(default=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["refrain", "quote"],
                condition=models.Q(is_active=True),
                name="repetition_once_per_quote",
            ),
            models.CheckConstraint(condition=~models.Q(wording=""), name="repetition_has_words"),
        ]

    def __str__(self) -> str:
        return self.wording[:80]
