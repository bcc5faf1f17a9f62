"""Small values that every page prints: links, days in words, marks."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from functools import cache, lru_cache, wraps
from typing import Any, TypeVar, TypeVarTuple
from urllib.parse import quote as percent_encode

from django.db import models
from django.urls import reverse
from django.utils.formats import date_format, number_format
from django.utils.translation import get_language, gettext, gettext_noop, ngettext_lazy

from statements.citations.identifiers import BODY_LENGTH
from statements.language.days import DayRange
from statements.models import Appearance, Carriage, Quote
from statements.models.dated import from_column

Given = TypeVarTuple("Given")
Made = TypeVar("Made")

# What an outlet did with words, by the name of its mark; the shape on the page has this word beside it.
MARK_WORDS = {
    "full": gettext_noop("in full"),
    "part": gettext_noop("in part"),
    "para": gettext_noop("paraphrased"),
    "absent": gettext_noop("left out"),
}
# Rounding in the stored share must not make a whole quote a part of one.
WHOLE = 0.999
# Of fewer cases a share says nothing.
LEAST_CASES = 30


@dataclass(frozen=True, slots=True)
class Link:
    """A label that leads somewhere; `url` is empty for what has no page. A `note` stands behind it."""

    label: str
    url: str
    id: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class When:
    """A day or range of days for readers; `machine` is the day for <time>, empty for a range."""

    text: str
    machine: str
    basis: str


def outlet_of(carriage: Any) -> Link:
    """The outlet of a carriage loaded `with_articles`, and who controlled it then, where that is known."""
    return replace(link_to(carriage.appearance.reading.article.outlet), note=carriage.control or "")


def link_to(row: models.Model, label: str = "") -> Link:
    """The row's name and address; without an address as long as it was not published."""
    public_id = getattr(row, "public_id", None)
    url = row.get_absolute_url() if public_id else ""
    return Link(label or str(row), url, public_id or "")


def when(days: DayRange | None, basis: str) -> When:
    """Days in words: "4 April 2018", "by 26 May 2019", "3 to 5 May 2019", "Undated"."""
    if days is None:
        return When(gettext("Undated"), "", basis)
    if days.is_day and days.first:
        return When(in_words(days.first), days.first.isoformat(), basis)
    if days.first and days.last:
        return When(_between(days.first, days.last), "", basis)
    open_ended = gettext("by %(day)s") if days.last else gettext("since %(day)s")
    return When(open_ended % {"day": in_words(days.last or days.first)}, "", basis)


def said_when(quote: Quote) -> When:
    """When a quote was said: the day of its occasion with the basis of that, or else its own."""
    occasion = quote.occasion
    held = (occasion.held_on, occasion.held_basis) if occasion else (None, "")
    return when_said(quote.said_on, quote.said_basis, *held)


def when_said(said_on: Any, said_basis: str, held_on: Any, held_basis: str | None) -> When:
    """The same from the columns of a quote and of its occasion."""
    held = from_column(held_on)
    return when(held, held_basis or "") if held else when(from_column(said_on), said_basis)


def held_when(held: Any) -> str:
    """Days between which something was held, in words: "1 May 2025 to 14 April 2026", "until 14 April 2026"."""
    days = from_column(held)
    if days is None:
        return ""
    if days.first and days.last:
        return from_to(in_words(days.first), in_words(days.last))
    open_ended = gettext("until %(day)s") if days.last else gettext("from %(day)s")
    return open_ended % {"day": in_words(days.last or days.first)}


def from_to(first: str, last: str) -> str:
    """From one day or year to another, both already in words."""
    return gettext("%(first)s to %(last)s") % {"first": first, "last": last}


def kept_in_each_language(most: int) -> Callable[[Callable[[*Given], Made]], Callable[[*Given], Made]]:
    """Keeps what a function makes of the same things over and over, so many at most: a list asks it a hundred times a
    page.
    """

    def keeping(make: Callable[[*Given], Made]) -> Callable[[*Given], Made]:
        @lru_cache(most)
        def kept(_: str | None, *given: *Given) -> Made:
            return make(*given)

        @wraps(make)
        def made(*given: *Given) -> Made:
            return kept(get_language(), *given)

        return made

    return keeping


@kept_in_each_language(8192)
def in_words(day: date | None) -> str:
    """A day as the archive writes it: 4 April 2018."""
    return date_format(day, "j F Y") if day else ""


def _between(first: date, last: date) -> str:
    if (first.month, first.day, last.month, last.day) == (1, 1, 12, 31):
        return str(first.year) if first.year == last.year else from_to(str(first.year), str(last.year))
    if (first.year, first.month) == (last.year, last.month):
        return from_to(str(first.day), in_words(last))
    return from_to(in_words(first), in_words(last))


def is_paraphrase(carriage: Carriage) -> bool:
    """Whether an outlet told it in its own words."""
    return is_retold(carriage.relation, carriage.appearance.kind)


def mark_of(carriage: Carriage) -> str:
    """Which of MARK_WORDS a carriage gets as a whole."""
    return mark_for(carriage.relation, carriage.share, carriage.appearance.kind)


def mark_for(relation: str, share: float, kind: str) -> str:
    """Which of MARK_WORDS is for a carriage of this relation and share, of an appearance of this kind."""
    if is_retold(relation, kind):
        return "para"
    return "full" if share >= WHOLE else "part"


def is_retold(relation: str, kind: str) -> bool:
    """Whether a carriage of this relation, of an appearance of this kind, is in the outlet's own words."""
    return relation == Carriage.Relation.PARAPHRASED or kind == Appearance.Kind.INDIRECT


def choice_words(row: models.Model, field: str) -> str:
    """What a field with choices holds, in words: its label, or the value where the label says no more than that."""
    return _shortest(getattr(row, field), getattr(row, f"get_{field}_display")())


@kept_in_each_language(8192)
def words_of(choice: models.TextChoices) -> str:
    """The same for a choice by itself."""
    return _shortest(choice.value, choice.label)


def _shortest(value: str, label: str) -> str:
    return gettext(str(value if label.lower() in value.replace("-", " ") else label))


@kept_in_each_language(8192)
def mark_words(mark: str) -> str:
    """The word that stands beside one of the marks."""
    return gettext(MARK_WORDS[mark])


def address_of(noun: str, *parts: str) -> str:
    """The address of an entry by its public id, and its name in the address where it has one."""
    return _address(noun, len(parts)).format(*parts)


@cache
def _address(noun: str, number: int) -> str:
    """The address with {} for its parts, which are made of letters and digits: to reverse each takes a tenth of what a
    card does.
    """
    stand_ins = ("0" * (BODY_LENGTH + 1), "0")[:number]
    parts = reverse(noun, args=stand_ins).split("/")
    return "/".join("{}" if part in stand_ins else part for part in parts)


def fragment_words(words: str) -> str:
    """Words as they stand in a text fragment (WICG Scroll to Text Fragment), where a hyphen has a meaning."""
    return percent_encode(words, safe="").replace("-", "%2D")


def percent_of(number: int, cases: int) -> int | None:
    """Which share of some cases a number is, in whole percent; None where they are too few for a share to say
    anything.
    """
    return round(100 * number / cases) if cases >= LEAST_CASES else None


# What is counted in words, by the noun in the singular.
NOUNS = {
    "article": ngettext_lazy("%(shown)s article", "%(shown)s articles", "number"),
    "day": ngettext_lazy("%(shown)s day", "%(shown)s days", "number"),
    "owner": ngettext_lazy("%(shown)s owner", "%(shown)s owners", "number"),
    "outlet": ngettext_lazy("%(shown)s outlet", "%(shown)s outlets", "number"),
    "statement": ngettext_lazy("%(shown)s statement", "%(shown)s statements", "number"),
    "wording": ngettext_lazy("%(shown)s wording", "%(shown)s wordings", "number"),
}


@kept_in_each_language(8192)
def counted(number: int, noun: str) -> str:
    """A number with one of NOUNS: 1 outlet, 3 outlets."""
    return str(NOUNS[noun] % {"number": number, "shown": number_format(number, force_grouping=True)})
