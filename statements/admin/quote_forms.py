"""Forms for acts on what a quote says, who said it and when, and which appearances it holds."""

from typing import Any

from django import forms

from statements import curation
from statements.admin.act_forms import ActForm, MergeForm
from statements.admin.days import DaysField
from statements.admin.entry_field import EntryField, called
from statements.models import Carriage, Credit, Judgement, Occasion, Quote, Speaker
from statements.models.dated import from_column

Verdict = Judgement.Verdict
PARTING = [
    (Verdict.DIFFERENT, "another statement: it never belonged here"),
    (Verdict.OTHER_OCCASION, "the same line, said on another occasion"),
    (Verdict.CHANGED, "the same line with another number, name or negation"),
]
# Boxes for speakers: what joint statements need, and room for more.
FEWEST_SPEAKERS, SPARE = 3, 1


class CarriageChoice(forms.ModelChoiceField):
    """One of the appearances that a quote holds."""

    def label_from_instance(self, obj: Any) -> str:
        return describe(obj)


class CarriagesChoice(forms.ModelMultipleChoiceField):
    """Some of the appearances that a quote holds."""

    def label_from_instance(self, obj: Any) -> str:
        return describe(obj)


def describe(carriage: Carriage) -> str:
    """An appearance in one line: where it was printed, and its words."""
    article = carriage.appearance.reading.article
    return f"{article.outlet}, “{article.headline or 'untitled'}”: “{carriage.appearance.text}”"


def held_by(quote: Quote) -> Any:
    """What a quote holds, without the articles' texts."""
    texts = ("appearance__reading__text", "appearance__reading__blocks")
    return quote.carriages.with_articles().defer(*texts)


class OfOpenQuote(ActForm):
    """An act on what is pending or published."""

    @staticmethod
    def fits(entry: Quote) -> bool:
        return entry.status in Quote.OPEN


class EditForm(OfOpenQuote):
    name, label, button = "edit", "Note or answer", "Set note and answer"
    note = forms.ChoiceField(choices=Quote.Note, required=False, help_text="Readers see it above the words.")
    answer_kind = forms.ChoiceField(label="Answers or denies", choices=Quote.AnswerKind, required=False)
    answer_to = EntryField(Quote, label="Which statement", required=False)

    def first_values(self, entry: Quote) -> dict[str, Any]:
        return {"note": entry.note, "answer_kind": entry.answer_kind, "answer_to": entry.answer_to}

    def effect(self) -> str:
        return "Sets the note, and which statement this one answers or denies. Empty takes it away."

    def perform(self, by: Any) -> None:
        names = ("note", "answer_kind", "answer_to")
        curation.edit(self.entry, **{name: self.cleaned_data[name] for name in names}, **self.how(by))


class WordingForm(OfOpenQuote):
    name, label, button = "wording", "Choose the wording", "Use this wording"
    carriage = CarriageChoice(
        Carriage.objects.none(), label="Wording as printed in", widget=forms.RadioSelect
    )

    def prepare(self) -> None:
        field = self.fields["carriage"]
        field.queryset, field.empty_label = held_by(self.entry), None
        self.initial["carriage"] = next(
            (row.pk for row in field.queryset if row.appearance_id == self.entry.reference_id), None
        )

    def effect(self) -> str:
        return "The statement reads as it is printed there, whatever comes in later; the others are compared with it."

    def perform(self, by: Any) -> None:
        curation.choose_wording(self.entry, self.cleaned_data["carriage"].appearance, **self.how(by))


class ReattributeForm(OfOpenQuote):
    name, label, button = "reattribute", "Reattribute", "Credit these speakers"

    def prepare(self) -> None:
        held = list(self.entry.credits.select_related("speaker").order_by("id"))
        for number in range(1, max(FEWEST_SPEAKERS, len(held) + SPARE) + 1):
            speaker = EntryField(Speaker, label=f"Speaker {number}", required=False)
            speaker.help_text = speaker.help_text if number == 1 else ""
            capacity = forms.ChoiceField(
                label="In which capacity", choices=Credit.Capacity, initial=Credit.Capacity.SELF
            )
            self.fields |= {f"speaker_{number}": speaker, f"capacity_{number}": capacity}
        for number, credit in enumerate(held, start=1):
            self.initial[f"speaker_{number}"] = credit.speaker
            self.initial[f"capacity_{number}"] = credit.capacity

    def effect(self) -> str:
        return "The statement is credited to these speakers and to nobody else. Empty a box to take a speaker away."

    def perform(self, by: Any) -> None:
        numbers = [name.removeprefix("speaker_") for name in self.fields if name.startswith("speaker_")]
        boxes = [(self.cleaned_data[f"speaker_{n}"], self.cleaned_data[f"capacity_{n}"]) for n in numbers]
        curation.reattribute(self.entry, [box for box in boxes if box[0]], **self.how(by))


class RedateForm(OfOpenQuote):
    name, label, button = "redate", "Re-date", "Set date and occasion"
    said_on = DaysField(label="Said on", required=False)
    said_basis = forms.CharField(
        label="Known from",
        max_length=120,
        required=False,
        help_text="“stated in the text”, “heard on tape” …",
        widget=forms.TextInput(attrs={"class": "vTextField"}),
    )
    occasion = EntryField(Occasion, required=False)

    def first_values(self, entry: Quote) -> dict[str, Any]:
        return {"said_on": entry.said_on, "said_basis": entry.said_basis, "occasion": entry.occasion}

    def clean(self) -> dict[str, Any]:
        days, basis = self.cleaned_data.get("said_on"), self.cleaned_data.get("said_basis")
        if basis and not days and "said_on" not in self.errors:
            self.add_error("said_on", "A basis needs its date.")
        return self.cleaned_data

    def effect(self) -> str:
        return (
            "Sets the days and the occasion; where the occasion has a date, that one is shown. The machine then "
            "leaves both alone."
        )

    def perform(self, by: Any) -> None:
        data = self.cleaned_data
        days = from_column(data["said_on"])
        curation.redate(
            self.entry, (days, data["said_basis"]) if days else None, data["occasion"], **self.how(by)
        )


class MergeQuotes(MergeForm):
    merge = staticmethod(curation.merge)

    @staticmethod
    def fits(entry: Quote) -> bool:
        return entry.status in Quote.OPEN

    def effect(self) -> str:
        if self.target is None:
            return super().effect()
        return (
            f"{called(self.entry)} will lead to {called(self.target)}, which takes over its appearances. Undoing "
            "brings it back."
        )


class SplitForm(OfOpenQuote):
    name, label, danger = "split", "Split", True
    leaving = CarriagesChoice(
        Carriage.objects.none(), label="These leave", widget=forms.CheckboxSelectMultiple
    )
    verdict = forms.ChoiceField(
        label="They are", choices=PARTING, initial=Verdict.DIFFERENT, widget=forms.RadioSelect
    )

    def prepare(self) -> None:
        self.fields["leaving"].queryset = held_by(self.entry)

    def effect(self) -> str:
        return (
            f"The ticked appearances and the others become two statements. {called(self.entry)} stays with the part "
            "that has more appearances, or the earlier one; the other part gets a link of its own."
        )

    def perform(self, by: Any) -> None:
        leaving = [carriage.appearance_id for carriage in self.cleaned_data["leaving"]]
        curation.split(self.entry, leaving, Verdict(self.cleaned_data["verdict"]), **self.how(by))


class OneCarriage(OfOpenQuote):
    """An act on one of the appearances that a quote holds; links beside each choose it."""

    from_address = ("carriage",)
    carriage = CarriageChoice(Carriage.objects.none(), label="Appearance", widget=forms.RadioSelect)

    def prepare(self) -> None:
        self.fields["carriage"].queryset, self.fields["carriage"].empty_label = held_by(self.entry), None


class ConfirmAppearance(OneCarriage):
    name, label, button = "confirm-appearance", "Confirm an appearance", "It belongs here"

    def effect(self) -> str:
        return "You stand for this appearance belonging to the statement: the machine will not part them."

    def perform(self, by: Any) -> None:
        curation.confirm_carriage(self.cleaned_data["carriage"], **self.how(by))


class RejectAppearance(OneCarriage):
    name, label, danger = "reject-appearance", "Take an appearance out", True
    button = "Take it out"

    def effect(self) -> str:
        return "The appearance leaves for a statement of its own, and the machine will not bring it back."

    def perform(self, by: Any) -> None:
        curation.reject_carriage(self.cleaned_data["carriage"], **self.how(by))
