"""Who speaks: persons and bodies, their names, their roles."""

from django.contrib.postgres.fields import DateRangeField
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models import Count, Q
from django.urls import reverse

from statements.models.public_id import PublicIdField, public_id_check


class SpeakerQuerySet(models.QuerySet["Speaker"]):
    """Reads of speakers."""

    def public(self) -> "SpeakerQuerySet":
        """Those of whom at least one statement was published."""
        return self.filter(public_id__isnull=False)

    def with_counts(self) -> "SpeakerQuerySet":
        """Adds `quote_count`: the published statements of each."""
        published = Q(credits__quote__status="published")
        return self.annotate(quote_count=Count("credits__quote", filter=published, distinct=True))


class Speaker(models.Model):
    """A person or a body that speaks."""

    class Kind(models.TextChoices):
        PERSON = "person"
        INSTITUTION = "institution"

    public_id = PublicIdField()
    kind = models.CharField(max_length=11, choices=Kind)
    name = models.CharField(max_length=200, help_text="The name shown; all spellings are in its names.")
    slug = models.SlugField(max_length=80)
    wikidata_id = models.CharField(max_length=16, unique=True, null=True, blank=True)
    added_at = models.DateTimeField(auto_now_add=True)
    merged_into = models.ForeignKey(
        "self", on_delete=models.PROTECT, related_name="merged_here", null=True, blank=True
    )

    objects = SpeakerQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        constraints = [
            public_id_check("speaker"),
            models.CheckConstraint(
                condition=Q(merged_into__isnull=True) | ~Q(merged_into=models.F("id")),
                name="speaker_merged_into_another",
            ),
            models.CheckConstraint(condition=~Q(name=""), name="speaker_has_a_name"),
            models.CheckConstraint(
                condition=Q(wikidata_id__isnull=True) | Q(wikidata_id__regex=r"^Q[1-9][0-9]*$"),
                name="speaker_wikidata_form",
                violation_error_message="A Wikidata id is a Q and a number, such as Q42.",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("speaker", args=[self.public_id, self.slug])


class Name(models.Model):
    """One way a speaker is written."""

    speaker = models.ForeignKey("Speaker", on_delete=models.CASCADE, related_name="names")
    name = models.CharField(max_length=200)
    folded = models.CharField(max_length=200, db_index=True, help_text="The form names are compared by.")
    used = DateRangeField(null=True, blank=True, help_text="Empty where not known.")

    class Meta:
        ordering = ["name"]
        constraints = [models.UniqueConstraint(fields=["speaker", "name"], name="name_once_per_speaker")]
        # Parts of a name, and what is spelt nearly so.
        indexes = [GinIndex(OpClass("folded", "gin_trgm_ops"), name="name_alike")]

    def __str__(self) -> str:
        return self.name


class Role(models.Model):
    """A post held in an organisation between two dates."""

    class Basis(models.TextChoices):
        TEXT = "article", "as articles called them"
        EDITOR = "editor", "an editor"

    speaker = models.ForeignKey("Speaker", on_delete=models.CASCADE, related_name="roles")
    title = models.CharField(max_length=300)
    organisation = models.CharField(max_length=200, blank=True)
    held = DateRangeField(null=True, blank=True, help_text="Empty where not known.")
    basis = models.CharField(max_length=8, choices=Basis)

    class Meta:
        ordering = ["title"]
        constraints = [
            models.UniqueConstraint(
                fields=["speaker", "title", "organisation", "held"],
                nulls_distinct=False,
                name="role_once_per_speaker",
            ),
            models.CheckConstraint(condition=~Q(title=""), name="role_has_a_title"),
        ]

    def __str__(self) -> str:
        return f"{self.title}, {self.organisation}" if self.organisation else self.title


class Credit(models.Model):
    """Who said a quote, and in which capacity. A quote without one is unattributed."""

    class Capacity(models.TextChoices):
        SELF = "self", "for themselves"
        ON_BEHALF = "on behalf", "on behalf of"
        JOINT = "joint", "jointly"

    quote = models.ForeignKey("Quote", on_delete=models.PROTECT, related_name="credits")
    speaker = models.ForeignKey("Speaker", on_delete=models.PROTECT, related_name="credits")
    capacity = models.CharField(max_length=9, choices=Capacity, default=Capacity.SELF)
    basis = models.CharField(max_length=200, help_text="How the speaker is known.")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["quote", "speaker"], name="credit_once_per_speaker"),
            models.CheckConstraint(condition=~Q(basis=""), name="credit_has_a_basis"),
        ]

    def __str__(self) -> str:
        return str(self.speaker)
