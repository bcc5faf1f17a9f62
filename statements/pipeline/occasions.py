"""Occasions that articles state: the machine makes one only where both day and venue stand in the text."""

from collections.abc import Iterable

from django.utils.text import slugify

from statements.models import Appearance, Occasion
from statements.models.dated import to_column


def find_occasion(appearances: Iterable[Appearance]) -> Occasion | None:
    """The occasion that the first of these appearances to state both day and venue speaks of; None if none does."""
    for appearance in appearances:
        said = appearance.said
        if appearance.is_day_stated and appearance.place and said and said.is_day:
            return _at(appearance)
    return None


def _at(appearance: Appearance) -> Occasion:
    said = appearance.said
    assert said and said.first
    occasion = Occasion.objects.filter(held_on=to_column(said), place__iexact=appearance.place).first()
    if occasion:
        return occasion
    title = f"{appearance.place}, {said.first.day} {said.first:%B %Y}"
    return Occasion.objects.create(
        title=title,
        slug=slugify(title)[:80] or "occasion",
        held_on=to_column(said),
        held_basis=appearance.said_basis,
        place=appearance.place,
    )
