"""Forms for acts: what every one of them asks, and those for speakers, outlets, topics and acts themselves."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.db.models import Model

from statements import curation
from statements.admin.entry_field import EntryField, called
from statements.models import Act, Revision


class Why(forms.Form):
    """The reason, which every act has."""

    reason = forms.CharField(
        label="Why",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3, "class": "vLargeTextField"}),
        help_text="Stays in the history for good, and readers see it beside the version it makes.",
    )


class ActForm(Why):
    """One act on one entry. `entry.seen` is the entry's state as the editor sees it."""

    name = ""  # in the address
    label = ""  # of the link and the page
    button = ""  # if it says more than the label
    danger = False
    preview = False
    # What a link to the form may fill in.
    from_address: tuple[str, ...] = ()

    seen = forms.CharField(max_length=20, widget=forms.HiddenInput)

    def __init__(self, *args: Any, entry: Any, initial: Any = None, **kwargs: Any) -> None:
        self.entry = entry
        given = {name: initial[name] for name in self.from_address if initial and name in initial}
        first = {**self.first_values(entry), "seen": getattr(entry, "seen", ""), **given}
        super().__init__(*args, initial=first, **kwargs)
        self.prepare()
        self.order_fields([name for name in self.fields if name not in ("reason", "seen", "seen_into")])

    @staticmethod
    def fits(entry: Any) -> bool:
        """Whether the act is offered for an entry in this state; the act itself checks the rest."""
        return True

    def first_values(self, entry: Any) -> dict[str, Any]:
        """What the fields hold at first."""
        return {}

    def prepare(self) -> None:
        """Gives fields what depends on the entry."""

    def effect(self) -> str:
        """What will happen, in a sentence or two."""
        return ""

    def how(self, by: Any) -> dict[str, Any]:
        """What every act is told."""
        return {"by": by, "reason": self.cleaned_data["reason"], "seen": self.cleaned_data["seen"]}

    def perform(self, by: Any) -> None:
        """Does it. Raises Refused, or Conflict where the entry has changed since it was seen."""
        raise NotImplementedError


class Choice(forms.Form):
    """Which entry another is merged into."""

    def __init__(self, model: type[Model], **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.fields["into"] = EntryField(model, label="Merge into")


class MergeForm(ActForm):
    """In two steps: the other entry is chosen and shown beside this one, then both are merged."""

    name, label, danger, preview, button = "merge", "Merge into another", True, True, "Merge these two"
    from_address = ("into",)
    merge: Callable[..., Any]
    seen_into = forms.CharField(max_length=20, widget=forms.HiddenInput, required=False)

    def prepare(self) -> None:
        model = type(self.entry)
        self.fields["into"] = EntryField(model, widget=forms.HiddenInput)
        asked = (self.data if self.is_bound else self.initial).get("into")
        self.choice = Choice(model, data={"into": asked} if asked else None)
        self.target = self.choice.cleaned_data["into"] if self.choice.is_valid() else None
        if self.target is not None:
            self.initial["seen_into"] = curation.state_of(self.target)

    def effect(self) -> str:
        if self.target is None:
            return "Choose the entry that stays. You will see both side by side before anything is merged."
        return (
            f"{called(self.entry)} will lead to {called(self.target)}, which then holds what both held. "
            "Undoing brings it back."
        )

    def perform(self, by: Any) -> None:
        seen_into = self.cleaned_data["seen_into"]
        type(self).merge(self.entry, self.cleaned_data["into"], seen_into=seen_into, **self.how(by))


class MergeEntries(MergeForm):
    """Merges two speakers, outlets or topics."""

    @staticmethod
    def fits(entry: Any) -> bool:
        return entry.merged_into_id is None


class MergeSpeakers(MergeEntries):
    merge = staticmethod(curation.merge_speakers)


class MergeOutlets(MergeEntries):
    merge = staticmethod(curation.merge_outlets)


class MergeTopics(MergeEntries):
    merge = staticmethod(curation.merge_topics)


class UnmergeEntry(ActForm):
    """Takes a merge of speakers, outlets or topics back."""

    name, label = "unmerge", "Take the merge back"

    @staticmethod
    def fits(entry: Any) -> bool:
        return entry.merged_into_id is not None

    def effect(self) -> str:
        return (
            f"{called(self.entry)} stands for itself again, with all that it had. What came to the other one "
            "meanwhile stays there."
        )

    def perform(self, by: Any) -> None:
        curation.undo(act_of_merging(self.entry), **self.how(by))


def act_of_merging(entry: Any) -> Act:
    """The act by which an entry leads where it leads. Raises Refused if no act did that."""
    into = {"noun": entry._meta.model_name, "row_id": entry.pk, "after__has_key": "merged_into_id"}
    line = Revision.objects.filter(**into, act_id__isnull=False).order_by("-pk").first()
    if line is None:
        raise curation.Refused("This entry was not merged by an editor’s act.")
    return Act.objects.get(pk=line.act_id)


class UndoForm(ActForm):
    """Undoes an act."""

    name, label, danger = "undo", "Undo this act", True

    @staticmethod
    def fits(entry: Any) -> bool:
        return entry.kind != Act.Kind.ERASE and not hasattr(entry, "undone_by")

    def effect(self) -> str:
        return (
            "What this act changed goes back to what it was before; what came later stays. The act stays in the "
            "history, and its undoing can be undone in turn."
        )

    def perform(self, by: Any) -> None:
        curation.undo(self.entry, **self.how(by))
