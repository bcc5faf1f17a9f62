"""Forms for acts on the standing of a quote: confirmed, withdrawn, rejected, and back."""

from typing import Any

from statements import curation
from statements.admin.act_forms import ActForm
from statements.admin.entry_field import called
from statements.citations.permalinks import act_behind
from statements.models import Quote


class ConfirmForm(ActForm):
    name, label = "confirm", "Confirm"

    @staticmethod
    def fits(entry: Quote) -> bool:
        return entry.status in Quote.OPEN and not entry.is_reviewed

    def effect(self) -> str:
        if self.entry.status == Quote.Status.PENDING:
            return "You stand for this statement: it is published, with a permanent link, as reviewed by an editor."
        return "You stand for this statement: it no longer says “machine, unreviewed”."

    def perform(self, by: Any) -> None:
        curation.confirm(self.entry, **self.how(by))


class WithdrawForm(ActForm):
    name, label, danger = "withdraw", "Withdraw", True

    @staticmethod
    def fits(entry: Quote) -> bool:
        return entry.status == Quote.Status.PUBLISHED

    def prepare(self) -> None:
        self.fields["reason"].help_text = "Everybody will read this in place of the statement."

    def effect(self) -> str:
        return (
            f"{called(self.entry)} will say only that the statement was withdrawn, when and why. It leaves search, "
            "lists and refrains. Restoring brings it back."
        )

    def perform(self, by: Any) -> None:
        curation.withdraw(self.entry, **self.how(by))


class RejectForm(ActForm):
    name, label, danger = "reject", "Reject", True

    @staticmethod
    def fits(entry: Quote) -> bool:
        return entry.status == Quote.Status.PENDING

    def effect(self) -> str:
        return "This is no statement: it is set aside, and the machine takes it up no more."

    def perform(self, by: Any) -> None:
        curation.reject(self.entry, **self.how(by))


class ComeBack(ActForm):
    """The way back from a state in which a quote rests."""

    status = Quote.Status.WITHDRAWN

    @classmethod
    def fits(cls, entry: Quote) -> bool:
        return entry.status == cls.status


class RestoreForm(ComeBack):
    name, label = "restore", "Restore"

    def effect(self) -> str:
        return f"{called(self.entry)} shows the statement again, as it was."

    def perform(self, by: Any) -> None:
        curation.restore(self.entry, **self.how(by))


class UnmergeForm(ComeBack):
    name, label, status = "unmerge", "Take the merge back", Quote.Status.MERGED

    def effect(self) -> str:
        return (
            f"{called(self.entry)} is a statement of its own again. What reached the other one meanwhile stays there; "
            "the page of the act will list it."
        )

    def perform(self, by: Any) -> None:
        curation.unmerge(self.entry, **self.how(by))


class TakeUpForm(ComeBack):
    name, label, status = "take-up", "Take up again", Quote.Status.REJECTED

    def effect(self) -> str:
        return "The statement is pending again."

    def perform(self, by: Any) -> None:
        act = act_behind(self.entry)
        if act is None:
            raise curation.Refused("No act of an editor set this statement aside.")
        curation.undo(act, **self.how(by))
