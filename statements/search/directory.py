"""The lists of all speakers, outlets, topics and refrains, page by page."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from django.db.models import Case, CharField, F, Func, Model, QuerySet, Value, When
from django.db.models.functions import Upper

from statements.models import Speaker
from statements.search.coverage import counted_speakers
from statements.search.results import Pages, make_pages, page_of

# A list of names is read faster than cards are.
NAMES_PER_PAGE = 200


@dataclass(frozen=True, slots=True)
class Directory:
    """A page of a list, in groups by first letter; a list without letters is one group with the letter ""."""

    pages: Pages
    groups: tuple[tuple[str, tuple[Model, ...]], ...]


def listed_speakers() -> QuerySet[Speaker]:
    """All speakers with a page, persons by the last word of their name."""
    family_name = Func(
        F("name"), Value(r"^.*\s"), Value(""), function="regexp_replace", output_field=CharField()
    )
    key = Case(When(kind=Speaker.Kind.PERSON, then=family_name), default=F("name"))
    return counted_speakers().annotate(key=Upper(key)).order_by("key", "name")


def read_directory(rows: QuerySet, number: int) -> Directory:
    """One page of the rows, grouped by the first letter of their `key` where they have one; two queries."""
    pages = make_pages(number, rows.count(), NAMES_PER_PAGE)
    return Directory(pages, tuple(_by_letter(page_of(rows, pages))))


def _by_letter(rows: Iterable[Model]) -> Iterable[tuple[str, tuple[Model, ...]]]:
    for letter, group in groupby(rows, key=lambda row: getattr(row, "key", "")[:1]):
        yield letter, tuple(group)
