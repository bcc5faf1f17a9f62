"""Who carried a quote and which part of it, of every printing: little of each, since there may be a thousand."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib.postgres.aggregates import JSONBAgg
from django.db.models import OuterRef, QuerySet, Subquery
from django.db.models.functions import JSONArray

from statements.language.spans import Span
from statements.models import Carriage, Quote
from statements.models.outlet import owner_of
from statements.search.plain import Link, address_of, is_retold

READING = "appearance__reading"
ARTICLE = f"{READING}__article"
COLUMNS = {
    "key": "pk",
    "appearance": "appearance_id",
    "public_id": "appearance__public_id",
    "reading": f"{READING}_id",
    "start": "appearance__spans__0__0",
    "outlet": f"{ARTICLE}__outlet__name",
    "outlet_id": f"{ARTICLE}__outlet__public_id",
    "slug": f"{ARTICLE}__outlet__slug",
    "relation": "relation",
    "kind": "appearance__kind",
    "carried": "carried",
    "role": "appearance__role",
    "prompt": "appearance__prompt",
    "copies": f"{READING}__wire_group_id",
    "agency": f"{READING}__wire_group__agency__name",
    "owner": owner_of(f"{ARTICLE}__outlet", f"{ARTICLE}__published_on"),
}


@dataclass(frozen=True, slots=True)
class Carried:
    """What one appearance carries of a quote, by the keys of its rows: `start` counts in the article, `spans` in the
    quote's wording. `copies` is the key of the articles that print one text, if it is one of these; `owner` is that of
    the outlet on the day of the article, empty where not known.
    """

    key: int
    appearance: int
    public_id: str
    reading: int
    start: int
    outlet: Link
    is_retold: bool
    spans: tuple[Span, ...]
    role: str
    prompt: str
    copies: int | None
    agency: str
    owner: str


def with_carried(quotes: QuerySet[Quote]) -> QuerySet[Quote]:
    """Quotes with what `carried_of` reads, in the same query: their page has none to spare for it."""
    rows = Carriage.objects.active().filter(quote=OuterRef("pk")).order_by().values("quote")
    printed = JSONBAgg(JSONArray(*COLUMNS.values()), order_by=Carriage.TIME_ORDER)
    return quotes.annotate(printed=Subquery(rows.values(all=printed)))


def carried_of(quote: Any) -> tuple[Carried, ...]:
    """Who carried a quote loaded `with_carried`, what was published first first."""
    # Most of a thousand printings carry the same words: what they have in common is made once.
    spans: dict[str, tuple[Span, ...]] = {}
    return tuple(_carried(row, spans) for row in quote.printed or ())


def _carried(row: Sequence[Any], known: dict[str, tuple[Span, ...]]) -> Carried:
    key, appearance, public_id, reading, start, outlet, outlet_id, slug, relation, kind, carried, *more = row
    role, prompt, copies, agency, owner = more
    places = repr(carried)
    if places not in known:
        known[places] = tuple(Span(*span) for span in carried)
    return Carried(
        key=key,
        appearance=appearance,
        public_id=public_id or "",
        reading=reading,
        start=start,
        outlet=Link(outlet, address_of("outlet", outlet_id, slug) if outlet_id else "", outlet_id or ""),
        is_retold=is_retold(relation, kind),
        spans=known[places],
        role=role,
        prompt=prompt,
        copies=copies,
        agency=agency or "",
        owner=owner or "",
    )


def by_article(carried: Iterable[Carried]) -> list[list[Carried]]:
    """Those of one article that carry different words of the quote, each group in the order of the text."""
    of_reading: dict[int, list[list[Carried]]] = {}
    groups: list[list[Carried]] = []
    for one in carried:
        beside = of_reading.setdefault(one.reading, [])
        group = next((group for group in beside if all(_goes_with(one, other) for other in group)), None)
        if group is None:
            group = []
            beside.append(group)
            groups.append(group)
        group.append(one)
    return [sorted(group, key=lambda one: one.start) for group in groups]


def _goes_with(one: Carried, other: Carried) -> bool:
    is_quoted = not one.is_retold and not other.is_retold
    return is_quoted and not any(own.overlaps(span) for own in one.spans for span in other.spans)
