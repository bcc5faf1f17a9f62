"""Searches frozen for good, to be cited."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.urls import reverse

from statements.models.public_id import PublicIdField, public_id_check


class FrozenSet(models.Model):
    """What a search found at one moment: which versions of which quotes. But for its title it never changes."""

    public_id = PublicIdField("permanent id")
    title = models.CharField(
        max_length=200, help_text="As its maker named it; editors may name it otherwise."
    )
    search = models.JSONField(help_text="The parameters of the search, and of what was drawn by lot.")
    members = ArrayField(
        models.BigIntegerField(), help_text="The keys of the versions, which are never taken away, in order."
    )
    codebook = models.TextField(help_text="What the columns of its table mean, as CSV.")
    salt = models.BinaryField(max_length=16, help_text="In the manifest, until words of it are erased.")
    sha256 = models.BinaryField(max_length=32, help_text="Of the manifest as it was when the set was made.")
    made_at = models.DateTimeField(auto_now_add=True)
    origin = models.CharField(
        max_length=32, blank=True, help_text="A digest of where it came from; another one every day."
    )

    class Meta:
        verbose_name = "set"
        ordering = ["-id"]
        # How many were made in this hour.
        indexes = [models.Index(fields=["made_at"], name="frozenset_made_at")]
        constraints = [
            public_id_check("frozenset"),
            models.CheckConstraint(condition=~Q(title=""), name="frozenset_has_a_title"),
            models.CheckConstraint(condition=~Q(members=[]), name="frozenset_has_members"),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("set", args=[self.public_id])
