"""Every parameter of an address, declared and checked before anything is asked of the database."""

import re
from typing import Any

import django_filters
from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from statements.citations.identifiers import is_well_formed
from statements.models import Quote
from statements.models.document import Facet
from statements.search.criteria import (
    BEST,
    DEFAULT_SORT,
    EXPANDED,
    FACETS,
    LONGEST_NAME,
    NONE,
    PENDING,
    RANGES,
    SIZES,
    SORTS,
    SPANS,
    Criteria,
)
from statements.search.fields import FieldError
from statements.search.grammar import MAX_LENGTH, QueryError, parse
from statements.search.grouping import GROUPS
from statements.search.keyset import is_place
from statements.search.matches import READERS
from statements.search.results import LAST_PAGE

# More choices than anybody ticks by hand; it bounds the work of one request.
MOST_VALUES = 50
# "2018-04-04..2019-05-05" and no more.
LONGEST_RANGE = 30
# The characters that no text has (category Cc of Unicode).
CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")


class ValuesField(forms.MultipleChoiceField):
    """Any number of values of one form, each once and in order; the form is given by `is_valid_value`."""

    default_error_messages = {"invalid_choice": _("“%(value)s” cannot be chosen here: it may be mistyped.")}

    def clean(self, value: list[str]) -> tuple[str, ...]:
        """The values without empty ones. Raises ValidationError for one of another form, or too many of them."""
        values = sorted({v.lower() for v in value or () if v})
        if len(values) > MOST_VALUES:
            raise ValidationError(
                _("No more than %(most)s values can be chosen at once.") % {"most": MOST_VALUES}
            )
        return tuple(super().clean(values))

    def valid_value(self, value: str) -> bool:
        return value == NONE or self.is_valid_value(value)

    def is_valid_value(self, value: str) -> bool:
        return is_well_formed(value)


class YearsField(ValuesField):
    """Years of four digits."""

    def is_valid_value(self, value: str) -> bool:
        return re.fullmatch(r"[1-9][0-9]{3}", value, re.ASCII) is not None


class TermsField(ValuesField):
    """Words of the archive's: countries, verbs, roles. Capitals count."""

    def clean(self, value: list[str]) -> tuple[str, ...]:
        values = sorted({v for v in value or () if v})
        if len(values) > MOST_VALUES:
            raise ValidationError(
                _("No more than %(most)s values can be chosen at once.") % {"most": MOST_VALUES}
            )
        return tuple(forms.MultipleChoiceField.clean(self, values))

    def is_valid_value(self, value: str) -> bool:
        return len(value) <= MAX_LENGTH and not CONTROL.search(value)


class QueryField(forms.CharField):
    """A query in words. A NUL character is refused as by every CharField."""

    def clean(self, value: str) -> str:
        text = super().clean(value)
        try:
            parse(text)
        except QueryError as error:
            raise ValidationError(_with_proposal(error.message, error.proposal)) from error
        return text


class RangeField(forms.CharField):
    """Days or numbers as the query language has them: "2018..2019", ">5"."""

    def __init__(self, *args: Any, reader: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.reader = reader

    def clean(self, value: str) -> str:
        text = super().clean(value)
        try:
            if text:
                self.reader(text)
        except FieldError as error:
            raise ValidationError(_with_proposal(error.message, error.proposal)) from error
        return text


def _with_proposal(message: str, proposal: str) -> str:
    if not proposal:
        return message
    return gettext("%(message)s Did you mean %(proposal)s?") % {"message": message, "proposal": proposal}


class ValuesFilter(django_filters.Filter):
    """One facet: public ids of speakers, outlets or topics."""

    field_class = ValuesField


class YearsFilter(django_filters.Filter):
    """The facet of years."""

    field_class = YearsField


class TermsFilter(django_filters.Filter):
    """One facet: words of the archive's."""

    field_class = TermsField


class QueryFilter(django_filters.Filter):
    """The words searched for."""

    field_class = QueryField


class RangeFilter(django_filters.Filter):
    """Days or numbers."""

    field_class = RangeField


class AfterField(forms.CharField):
    """A place in a list."""

    def clean(self, value: str) -> str:
        place = super().clean(value)
        if place and not is_place(place):
            raise ValidationError(
                _("“%(place)s” is no place in a list: the address may be mistyped.") % {"place": place}
            )
        return place


class AfterFilter(django_filters.Filter):
    """A place in the list, after which the page begins."""

    field_class = AfterField


class NameFilter(django_filters.Filter):
    """The beginning of a name in the list that is shown whole."""

    field_class = forms.CharField


class PageFilter(django_filters.Filter):
    """The number of a page."""

    field_class = forms.IntegerField


def _with_spans(data: QueryDict) -> QueryDict:
    """The parameters with "2018..2019" for the two of a form that ask from and to which day."""
    given = data.copy()
    for name in SPANS:
        first, last = (" ".join(given.pop(f"{name}_{end}", [""])[-1].split()) for end in ("from", "to"))
        if first or last:
            given[name] = first if first == last else f"{first}..{last}"
    return given


class QuoteFilter(django_filters.FilterSet):
    """The search: every parameter it knows. Others are dropped from the address."""

    q = QueryFilter(label=_("Words"), max_length=MAX_LENGTH)
    sort = django_filters.ChoiceFilter(label=_("Sort"), choices=list(SORTS.items()))
    group = django_filters.ChoiceFilter(label=_("Show"), choices=list(GROUPS.items()))
    size = django_filters.ChoiceFilter(label=_("Per page"), choices=[(size, size) for size in SIZES])
    status = django_filters.ChoiceFilter(label=_("Status"), choices=[(PENDING, PENDING)])
    all = django_filters.ChoiceFilter(label=_("Whole list"), choices=[(facet, facet) for facet in FACETS])
    find = NameFilter(label=_("Part of a name"), max_length=LONGEST_NAME)
    after = AfterFilter(label=_("Place in the list"), max_length=30)
    page = PageFilter(label=_("Page"), min_value=1, max_value=LAST_PAGE)

    class Meta:
        model = Quote
        fields: list[str] = []

    def __init__(self, data: QueryDict, *args: Any, **kwargs: Any) -> None:
        given = _with_spans(data)
        # Each has a field made anew for every page: of what nobody asks for they would be a tenth of its time.
        known = type(self).base_filters
        self.base_filters: dict[str, django_filters.Filter] = {
            name: each for name, each in known.items() if name in given
        }
        super().__init__(given, *args, **kwargs)

    @classmethod
    def get_filters(cls) -> dict[str, django_filters.Filter]:
        """The filters declared above, and one for each facet and range."""
        filters = super().get_filters()
        for name, facet in FACETS.items():
            kind = (
                YearsFilter if facet.facet == Facet.YEAR else ValuesFilter if facet.is_entry else TermsFilter
            )
            filters[name] = kind(label=_(facet.title))
        for name, title in RANGES.items():
            filters[name] = RangeFilter(label=_(title), max_length=LONGEST_RANGE, reader=READERS[name])
        return filters

    def criteria(self) -> Criteria:
        """What is asked for, as far as it is well formed: a faulty parameter counts as absent."""
        self.is_valid()
        given = self.form.cleaned_data
        text, sort = given.get("q") or "", given.get("sort") or DEFAULT_SORT
        after = given.get("after") or "" if sort != BEST else ""
        return Criteria(
            text=text,
            facets={name: tuple(given.get(name) or ()) for name in FACETS},
            ranges={name: given.get(name) or "" for name in RANGES},
            sort=sort if text or sort != BEST else DEFAULT_SORT,
            expanded=given.get(EXPANDED) or "",
            find=" ".join((given.get("find") or "").split()),
            after=after,
            page=1 if after else given.get("page") or 1,
            is_pending=bool(given.get("status")),
            group=given.get("group") or "",
            size=int(given.get("size") or SIZES[0]),
        )

    def problems(self) -> list[str]:
        """What is wrong with the parameters, a sentence each."""
        labels = {name: field.label for name, field in self.form.fields.items()}
        return [f"{labels[name]}: {error}" for name, errors in self.form.errors.items() for error in errors]


class PageForm(forms.Form):
    """The one parameter of the lists."""

    page = forms.IntegerField(required=False, min_value=1, max_value=LAST_PAGE)
