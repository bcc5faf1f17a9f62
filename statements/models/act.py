"""What editors did."""

from django.conf import settings
from django.db import models


class Act(models.Model):
    """An editor's merge, split, reattribution …, with what it moved, so that it can be undone."""

    class Kind(models.TextChoices):
        EDIT = "edit"
        MERGE = "merge"
        UNMERGE = "unmerge"
        SPLIT = "split"
        REATTRIBUTE = "reattribute"
        REDATE = "re-date"
        WITHDRAW = "withdraw"
        RESTORE = "restore"
        ERASE = "erase"
        CONFIRM = "confirm"
        REJECT = "reject"

    kind = models.CharField(max_length=11, choices=Kind)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    reason = models.TextField()
    made_at = models.DateTimeField(auto_now_add=True)
    moved = models.JSONField(default=dict, help_text="What stood where before.")
    undoes = models.OneToOneField(
        "self", on_delete=models.PROTECT, related_name="undone_by", null=True, blank=True
    )

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(condition=~models.Q(reason=""), name="act_has_a_reason"),
            models.CheckConstraint(
                condition=models.Q(undoes__isnull=True) | ~models.Q(undoes=models.F("id")),
                name="act_undoes_another",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} by {self.by}"
