"""Occasions that articles state: the machine makes one only where both day and venue stand in the text."""

from collections.abc import Iterable
from datetime import date

from django.utils.text import slugify

from statements.language.days import DayRange
from statements.models import Appearance, Occasion
from statements.models.dated import to_column


def find_occasion(appearances: Iterable[Appearance]) -> Occasion | None:
    """The occasion that the first of these appearances to state both day and venue speaks of; None if none does."""
    for appearance in appearances:
        said = appearance.said
        if appearance.is_day_stated and appearance.place and said and said.first and said.is_day:
            return _at(appearance, said.first)
    return None


def _at(appearance: Appearance, day: date) -> Occasion:
    held_on = to_column(DayRange.on(day))
    occasion = Occasion.objects.filter(held_on=held_on, place__iexact=appearance.place).first()
    if occasion:
        return occasion
    title = f"{appearance.place}, {day.day} {day:%B %Y}"
    return Occasion.objects.create(
        title=title,
        slug=slugify(title)[:80] or "occasion",
        held_on=held_on,
        held_basis=appearance.said_basis,
        place=appearance.place,
    )
