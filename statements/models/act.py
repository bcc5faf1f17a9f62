"""What editors did."""

from django.conf import settings
from django.db import models


class Act(models.Model):
    """An editor's merge, split, reattribution … of one entry. Its lines in the history say what it changed, row by
    row; with them it can be undone. An undone act stays, and the act that undoes it names it."""

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
        UNDO = "undo"

    kind = models.CharField(max_length=11, choices=Kind)
    entry_noun = models.CharField(max_length=20, help_text="What kind of entry it is about.")
    entry_id = models.BigIntegerField(help_text="Of a merge the one that was merged into another.")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    reason = models.TextField()
    made_at = models.DateTimeField(auto_now_add=True)
    details = models.JSONField(
        default=dict, blank=True, help_text="What later work needs of it beside the history."
    )
    undoes = models.OneToOneField(
        "self", on_delete=models.PROTECT, related_name="undone_by", null=True, blank=True
    )

    class Meta:
        ordering = ["-id"]
        indexes = [models.Index(fields=["entry_noun", "entry_id"], name="act_entry")]
        constraints = [
            models.CheckConstraint(condition=~models.Q(reason=""), name="act_has_a_reason"),
            models.CheckConstraint(condition=~models.Q(entry_noun=""), name="act_has_an_entry"),
            models.CheckConstraint(
                condition=models.Q(undoes__isnull=True) | ~models.Q(undoes=models.F("id")),
                name="act_undoes_another",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} by {self.by}"
