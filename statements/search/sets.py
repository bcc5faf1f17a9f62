"""Frozen sets as readers see them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import F, Func, IntegerField

from statements.citations.sets import Member, read_members
from statements.models import FrozenSet
from statements.search.export.frozen import days_of
from statements.search.results import Pages, page_of
from statements.search.versions import days_in, title_in

MEMBERS_PER_PAGE = 50


@dataclass(frozen=True, slots=True)
class ShownMember:
    """A statement of a set as it was frozen; with a `mark` its words are gone."""

    quote: str
    number: int
    mark: str
    words: str
    language: str
    speakers: str
    said: str


def listed_sets(pages: Pages) -> Sequence[Any]:
    """One page of all sets, newest first, each with the `number` of its statements and without their keys."""
    number = Func(F("members"), function="cardinality", output_field=IntegerField())
    return list(page_of(FrozenSet.objects.defer("members", "codebook").annotate(number=number), pages))


def read_set(row: FrozenSet, pages: Pages) -> tuple[ShownMember, ...]:
    """One page of the statements of a set."""
    return tuple(map(_shown, read_members(row.members[pages.first - 1 : pages.last])))


def _shown(member: Member) -> ShownMember:
    document, leaf = member.document, member.leaf
    return ShownMember(
        quote=leaf.quote,
        number=leaf.number,
        mark=leaf.mark,
        words=title_in(document) if document else "",
        language=document.get("language", ""),
        speakers="; ".join(credit["speaker"]["name"] for credit in document.get("credits", ())),
        said=days_in(days_of(document)),
    )
