"""Stored verdicts on pairs of appearances."""

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q

from statements.models.carriage import Carriage


class JudgementQuerySet(models.QuerySet["Judgement"]):
    """Reads of judgements."""

    def waiting(self) -> "JudgementQuerySet":
        """The machine's that wait for an editor: its newest word on two appearances that may be one statement, or one
        with a fact changed, that different quotes hold, and that no editor has judged."""
        pair = {"left": OuterRef("left"), "right": OuterRef("right")}
        newer = Judgement.objects.filter(**pair, by=Judgement.By.MACHINE, id__gt=OuterRef("id"))
        by_editor = Judgement.objects.filter(**pair, by=Judgement.By.EDITOR, act__undone_by=None)
        held = Carriage.objects.active().filter(quote__status__in=["pending", "published"])
        left, right = (held.filter(appearance=OuterRef(side)) for side in ("left", "right"))
        beside = left.filter(
            Exists(held.filter(quote=OuterRef("quote"), appearance=OuterRef(OuterRef("right"))))
        )
        open_ones = self.filter(by=Judgement.By.MACHINE, verdict__in=Judgement.FOR_EDITORS)
        return open_ones.filter(Exists(left), Exists(right)).exclude(
            Q(Exists(newer)) | Q(Exists(by_editor)) | Q(Exists(beside))
        )


class Judgement(models.Model):
    """A verdict on a pair. Rows are only ever added; of an editor's and the machine's the editor's wins,
    of two by an editor the newer."""

    class Verdict(models.TextChoices):
        SAME = "same", "same statement"
        OTHER_OCCASION = "other_occasion", "same line, other occasion"
        CHANGED = "changed", "same line, another number, name or negation"
        DIFFERENT = "different"
        UNSURE = "unsure"

    # What the machine leaves to editors where it joined nothing itself.
    FOR_EDITORS = (Verdict.SAME, Verdict.UNSURE, Verdict.CHANGED)

    class By(models.TextChoices):
        MACHINE = "machine"
        EDITOR = "editor"

    left = models.ForeignKey("Appearance", on_delete=models.PROTECT, related_name="judgements_left")
    right = models.ForeignKey("Appearance", on_delete=models.PROTECT, related_name="judgements_right")
    verdict = models.CharField(max_length=14, choices=Verdict)
    score = models.FloatField(null=True, blank=True)
    features = models.JSONField(
        default=dict, blank=True, help_text="What the machine's verdict rests on, by name."
    )
    linker_version = models.CharField(max_length=20, blank=True, help_text="Of the machine's verdicts.")
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

    objects = JudgementQuerySet.as_manager()

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
