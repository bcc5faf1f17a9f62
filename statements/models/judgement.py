"""Stored verdicts on pairs of appearances."""

from django.conf import settings
from django.db import models


class Judgement(models.Model):
    """A verdict on a pair. Rows are only ever added; of an editor's and the machine's the editor's wins,
    of two by an editor the newer."""

    class Verdict(models.TextChoices):
        SAME = "same", "same statement"
        OTHER_OCCASION = "other_occasion", "same line, other occasion"
        CHANGED = "changed", "same line, another number, name or negation"
        DIFFERENT = "different"
        UNSURE = "unsure"

    class By(models.TextChoices):
        MACHINE = "machine"
        EDITOR = "editor"

    left = models.ForeignKey("Appearance", on_delete=models.PROTECT, related_name="judgements_left")
    right = models.ForeignKey("Appearance", on_delete=models.PROTECT, related_name="judgements_right")
    verdict = models.CharField(max_length=14, choices=Verdict)
    score = models.FloatField(null=True, blank=True)
    features = models.JSONField(default=dict, blank=True)
    by = models.CharField(max_length=7, choices=By)
    editor = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    why = models.CharField(max_length=500)
    act = models.ForeignKey(
        "Act",
        on_delete=models.PROTECT,
        related_name="judgements",
        null=True,
        blank=True,
        help_text="The editor's act that it belongs to; undone with it.",
    )
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(left__lt=models.F("right")), name="judgement_pair_in_order"
            ),
            models.CheckConstraint(
                condition=models.Q(by="editor", editor__isnull=False)
                | models.Q(by="machine", editor__isnull=True),
                name="judgement_names_its_editor",
            ),
            models.CheckConstraint(condition=~models.Q(why=""), name="judgement_says_why"),
            models.CheckConstraint(
                condition=models.Q(score__isnull=True) | models.Q(score__range=(0, 1)),
                name="judgement_score_is_a_share",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_verdict_display()} ({self.by})"
