"""Forms of the public pages that are no filters."""

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from statements.models import Report
from statements.search.check import MAX_LENGTH
from statements.search.criteria import FACETS, LONGEST_NAME
from statements.search.suggest import NAMES

# A newsroom's day; more are several files.
MOST_LINES = 1000
# By what a sample may be stratified.
STRATA = ("year", "speaker", "outlet", "topic", "kind", "lang")
MOST_DRAWN, MOST_COLUMNS = 100_000, 20
NAME_OF_COLUMN = re.compile(r"[A-Za-z]\w{0,40}", re.ASCII)
# A page and a half.
LONGEST_REPORT = 4000


class CheckForm(forms.Form):
    """A sentence to look up."""

    text = forms.CharField(
        label=_("A sentence, with or without who said it"),
        required=False,
        max_length=MAX_LENGTH,
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
    )


class CompareForm(forms.Form):
    """Two or three outlets by their public ids."""

    a = forms.CharField(label=_("Outlet"), max_length=32)
    b = forms.CharField(label=_("and"), max_length=32)
    c = forms.CharField(label=_("and"), max_length=32, required=False)

    def clean(self) -> dict[str, Any]:
        """Adds `asked`, the ids. Refuses one outlet twice."""
        given = super().clean() or {}
        asked = [given[name] for name in ("a", "b", "c") if given.get(name)]
        if len(set(asked)) < len(asked):
            raise ValidationError(_("Choose different outlets: two of these are one."))
        return given | {"asked": asked}


class WordingForm(forms.Form):
    """The printings of a quote: which page, or with which appearance on it; compared with which, and how closely."""

    against = forms.CharField(max_length=32, required=False)
    diff = forms.ChoiceField(choices=[("", "words"), ("exact", "exact")], required=False)
    printings = forms.IntegerField(min_value=1, max_value=10_000, required=False)
    at = forms.CharField(max_length=32, required=False)


class ReportForm(forms.Form):
    """What a reader writes to the editors about a statement."""

    kind = forms.ChoiceField(
        label=_("What is it?"),
        choices=[
            (Report.Kind.ERROR, _("Something here is wrong")),
            (Report.Kind.REPLY, _("I was quoted or named, and reply")),
        ],
        initial=Report.Kind.ERROR,
        widget=forms.RadioSelect,
    )
    body = forms.CharField(
        label=_("What should the editors know?"),
        max_length=LONGEST_REPORT,
        widget=forms.Textarea(attrs={"rows": 6, "dir": "auto"}),
    )
    sender = forms.EmailField(
        label=_("Your e-mail address, if the editors may ask you back"), required=False, max_length=254
    )


class SuggestForm(forms.Form):
    """The beginning of a name."""

    facet = forms.ChoiceField(choices=[(noun, noun) for noun in NAMES])
    q = forms.CharField(max_length=LONGEST_NAME)


class LinesForm(forms.Form):
    """A file with a sentence on each line."""

    file = forms.FileField(label=_("A text or CSV file, a sentence on each line"))

    def clean(self) -> dict[str, Any]:
        """Adds `lines`. Refuses what is not UTF-8, and more or longer lines than are looked up at once."""
        given = super().clean() or {}
        if "file" not in given:
            return given
        try:
            text = given["file"].read().decode("utf-8-sig")
        except UnicodeDecodeError as error:
            raise ValidationError(_("The file is not UTF-8: save it as UTF-8 text.")) from error
        lines = [line.strip().strip('"') for line in text.splitlines() if line.strip()]
        if len(lines) > MOST_LINES:
            raise ValidationError(
                _("The file has %(lines)s lines; at most %(most)s are looked up at once.")
                % {"lines": len(lines), "most": MOST_LINES}
            )
        long = next((number for number, line in enumerate(lines, 1) if len(line) > MAX_LENGTH), 0)
        if long:
            raise ValidationError(
                _("Line %(line)s is longer than %(most)s characters.") % {"line": long, "most": MAX_LENGTH}
            )
        return given | {"lines": lines}


class ExportForm(forms.Form):
    """What of a search is taken away, and how much of it is drawn by lot."""

    rows = forms.ChoiceField(
        label=_("One row for each"),
        choices=[
            ("quotes", _("statement")),
            ("appearances", _("printing")),
            ("changes", _("change of words")),
        ],
        required=False,
    )
    form = forms.ChoiceField(label=_("As"), choices=[("csv", "CSV"), ("jsonl", "JSON Lines")], required=False)
    n = forms.IntegerField(
        label=_("Draw so many by lot"),
        min_value=1,
        max_value=MOST_DRAWN,
        required=False,
        help_text=_("Empty: all."),
    )
    strata = forms.ChoiceField(
        label=_("of each"),
        choices=[("", _("search")), *((name, _(FACETS[name].title)) for name in STRATA)],
        required=False,
    )
    seed = forms.CharField(label=_("Seed"), max_length=64, required=False)
    code = forms.CharField(
        label=_("Empty columns for coders, commas between"), max_length=400, required=False
    )

    def clean_code(self) -> tuple[str, ...]:
        """The names of the columns. Refuses what is no name in R or Python."""
        names = [name.strip() for name in self.cleaned_data["code"].split(",") if name.strip()]
        faulty = next((name for name in names if not NAME_OF_COLUMN.fullmatch(name)), "")
        if faulty:
            raise ValidationError(
                _("“%(name)s” is no name of a column: take letters, digits and _.") % {"name": faulty}
            )
        if len(names) > MOST_COLUMNS:
            raise ValidationError(_("At most %(most)s columns can be added.") % {"most": MOST_COLUMNS})
        return tuple(dict.fromkeys(names))

    def clean(self) -> dict[str, Any]:
        """Refuses strata of which nothing is drawn: all would come, and nobody would notice."""
        given = super().clean() or {}
        if given.get("strata") and not given.get("n") and "n" not in self.errors:
            self.add_error("n", _("Say how many are drawn of each."))
        return given


class SetForm(forms.Form):
    """The title of a set."""

    title = forms.CharField(
        label=_("Title"),
        max_length=200,
        widget=forms.TextInput(attrs={"size": 60, "dir": "auto"}),
        help_text=_(
            "What these statements are, for who reads your citation: “Fishing quotas, January to March 2026”."
        ),
    )
