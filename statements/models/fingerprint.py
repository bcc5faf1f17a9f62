"""By what words a quote is found when others like its own come in."""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models


class Fingerprint(models.Model):
    """The fingerprints of all that a quote holds, for each of its speakers and for whoever says it; they follow from
    the carriages and credits, and have no history of their own."""

    quote = models.OneToOneField("Quote", on_delete=models.CASCADE, related_name="fingerprint")
    keys = ArrayField(
        models.IntegerField(), help_text="Sorted, as statements.linking.fingerprints gives them."
    )
    is_due = models.BooleanField(
        default=False,
        help_text="An editor gave the quote another speaker: the next linking looks at it again.",
    )

    class Meta:
        indexes = [
            GinIndex(fields=["keys"], name="fingerprint_keys"),
            models.Index(fields=["quote"], condition=models.Q(is_due=True), name="fingerprint_due"),
        ]

    def __str__(self) -> str:
        return f"{len(self.keys)} keys of quote {self.quote_id}"
