"""What readers wrote to the editors."""

from django.db import models
from django.urls import reverse

from statements.models.public_id import PublicIdField, public_id_check


class Report(models.Model):
    """A reader's error report or reply to a quote; its ticket is its public id."""

    class Kind(models.TextChoices):
        ERROR = "error"
        REPLY = "reply"

    class State(models.TextChoices):
        OPEN = "open"
        ACCEPTED = "accepted"
        DECLINED = "declined"

    public_id = PublicIdField("ticket")
    quote = models.ForeignKey("Quote", on_delete=models.PROTECT, related_name="reports")
    kind = models.CharField(max_length=5, choices=Kind)
    body = models.TextField()
    sender = models.CharField(max_length=254, blank=True, help_text="How to reach the reader, if they said.")
    state = models.CharField(max_length=8, choices=State, default=State.OPEN)
    outcome = models.TextField(blank=True, help_text="What became of it.")
    made_at = models.DateTimeField(auto_now_add=True)
    origin = models.CharField(
        max_length=32, blank=True, help_text="A digest of where it came from; another one every day."
    )

    class Meta:
        ordering = ["-id"]
        # How many came in this hour.
        indexes = [models.Index(fields=["made_at"], name="report_made_at")]
        constraints = [
            public_id_check("report"),
            models.CheckConstraint(condition=~models.Q(body=""), name="report_has_words"),
            models.CheckConstraint(
                condition=models.Q(state="open") | ~models.Q(outcome=""), name="report_closed_has_an_outcome"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} report {self.public_id}"

    def get_absolute_url(self) -> str:
        return reverse("ticket", args=[self.public_id])
