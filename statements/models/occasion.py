"""When, where and to whom something was said."""

from django.contrib.postgres.fields import DateRangeField
from django.db import models
from django.urls import reverse

from statements.language.days import DayRange
from statements.models.dated import dated_check, from_column, not_empty_check
from statements.models.public_id import PublicIdField, public_id_check


class Occasion(models.Model):
    """One event at which something was said. The machine makes one only where both day and venue are stated."""

    class Kind(models.TextChoices):
        PRESS_CONFERENCE = "press conference"
        SPEECH = "speech"
        INTERVIEW = "interview"
        DOORSTEP = "doorstep"
        WRITTEN = "written statement"
        POST = "post"
        UNKNOWN = "", "not known"

    public_id = PublicIdField()
    title = models.CharField(max_length=300)
    slug = models.SlugField(max_length=80)
    kind = models.CharField(max_length=20, choices=Kind, blank=True, default=Kind.UNKNOWN)
    held_on = DateRangeField(null=True, blank=True)
    held_basis = models.CharField(max_length=120, blank=True)
    place = models.CharField(max_length=200, blank=True)
    transcript_url = models.URLField(max_length=2000, blank=True)
    transcript = models.TextField(blank=True, help_text="The official transcript, where held.")

    class Meta:
        ordering = ["held_on", "title"]
        constraints = [
            public_id_check("occasion"),
            models.CheckConstraint(condition=~models.Q(title=""), name="occasion_has_a_title"),
            dated_check("held_on", "held_basis", name="occasion_date_has_a_basis"),
            not_empty_check("held_on", name="occasion_date_says_something"),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("occasion", args=[self.public_id, self.slug])

    @property
    def held(self) -> DayRange | None:
        """The days on one of which it took place; None where not known."""
        return from_column(self.held_on)
