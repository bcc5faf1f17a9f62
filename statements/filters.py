"""Every parameter of an address, declared and checked before anything is asked of the database."""

import re

import django_filters
from django import forms
from django.core.exceptions import ValidationError

from statements.citations.identifiers import is_well_formed
from statements.models import Quote
from statements.search.criteria import DEFAULT_SORT, EXPANDED, FACETS, NONE, SORTS, Criteria
from statements.search.grammar import MAX_LENGTH, QueryError, normalise_query

# More choices than anybody ticks by hand; it bounds the work of one request.
MOST_VALUES = 50
# A reader who is so far back narrows the search; each page further back costs the database more.
LAST_PAGE = 500


class ValuesField(forms.MultipleChoiceField):
    """Any number of values of one form, each once and in order; the form is given by `is_valid_value`."""

    default_error_messages = {"invalid_choice": "“%(value)s” cannot be chosen here: it may be mistyped."}

    def clean(self, value: list[str]) -> tuple[str, ...]:
        """The values without empty ones. Raises ValidationError for one of another form, or too many of them."""
        values = sorted({v.lower() for v in value or () if v})
        if len(values) > MOST_VALUES:
            raise ValidationError(f"No more than {MOST_VALUES} values can be chosen at once.")
        return tuple(super().clean(values))

    def valid_value(self, value: str) -> bool:
        return value == NONE or self.is_valid_value(value)

    def is_valid_value(self, value: str) -> bool:
        return is_well_formed(value)


class YearsField(ValuesField):
    """Years of four digits."""

    def is_valid_value(self, value: str) -> bool:
        return re.fullmatch(r"[1-9][0-9]{3}", value, re.ASCII) is not None


class WordsField(forms.CharField):
    """Words to search for, with quotation marks in pairs. A NUL character is refused as by every CharField."""

    def clean(self, value: str) -> str:
        text = super().clean(value)
        try:
            normalise_query(text)
        except QueryError as error:
            proposal = f" Did you mean {error.proposal}?" if error.proposal else ""
            raise ValidationError(f"{error.message}{proposal}") from error
        return text


class ValuesFilter(django_filters.Filter):
    """One facet: public ids of speakers, outlets or topics."""

    field_class = ValuesField


class YearsFilter(django_filters.Filter):
    """The facet of years."""

    field_class = YearsField


class WordsFilter(django_filters.Filter):
    """The words searched for."""

    field_class = WordsField


class PageFilter(django_filters.Filter):
    """The number of a page."""

    field_class = forms.IntegerField


class QuoteFilter(django_filters.FilterSet):
    """The search: every parameter it knows. Others are dropped from the address."""

    q = WordsFilter(label="Words", max_length=MAX_LENGTH)
    speaker = ValuesFilter(label="Speaker")
    outlet = ValuesFilter(label="Outlet")
    topic = ValuesFilter(label="Topic")
    year = YearsFilter(label="Year")
    sort = django_filters.ChoiceFilter(label="Sort", choices=list(SORTS.items()))
    all = django_filters.ChoiceFilter(label="Whole list", choices=[(facet, facet) for facet in FACETS])
    page = PageFilter(label="Page", min_value=1, max_value=LAST_PAGE)

    class Meta:
        model = Quote
        fields: list[str] = []

    def criteria(self) -> Criteria:
        """What is asked for, as far as it is well formed: a faulty parameter counts as absent."""
        self.is_valid()
        given = self.form.cleaned_data
        return Criteria(
            text=given.get("q") or "",
            sort=given.get("sort") or DEFAULT_SORT,
            expanded=given.get(EXPANDED) or "",
            page=given.get("page") or 1,
            **{facet: tuple(given.get(facet) or ()) for facet in FACETS},
        )

    def problems(self) -> list[str]:
        """What is wrong with the parameters, a sentence each."""
        labels = {name: field.label for name, field in self.form.fields.items()}
        return [f"{labels[name]}: {error}" for name, errors in self.form.errors.items() for error in errors]


class PageForm(forms.Form):
    """The one parameter of the lists."""

    page = forms.IntegerField(required=False, min_value=1, max_value=LAST_PAGE)
