"""Every permanent address of the archive, page by page."""

from collections.abc import Iterator
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet
from django.urls import reverse

from statements.models import (
    Appearance,
    Article,
    FrozenSet,
    Occasion,
    Outlet,
    Quote,
    Refrain,
    Repetition,
    Report,
    Speaker,
    Topic,
    Version,
)
from statements.search.export.fields import ROWS
from statements.search.export.frozen import FILES as SET_FILES

# Files that stand beside the page of an entry; citations in a style are on the page itself.
CITED = ("json", "jsonld", "bib", "ris", "csl.json")
OF_SETS = (*SET_FILES, "zip", "bib", "ris", "csl.json")
# Pages that are none of an entry.
LISTS = ("speakers", "outlets", "topics", "occasions", "refrains", "sets", "removals")
PLAIN = ("home", "statistics", "about", "method", "coverage", "how-to-cite", "accessibility", "robots")
SAID = Repetition.objects.filter(refrain=OuterRef("pk"), is_active=True, quote__status=Quote.Status.PUBLISHED)
# The kinds of entries that a list of contents has, as readers call them.
KINDS: dict[str, QuerySet[Any]] = {
    "statements": Quote.objects.exclude(status__in=(Quote.Status.PENDING, Quote.Status.REJECTED)),
    "refrains": Refrain.objects.annotate(is_said=Exists(SAID)),
    "articles": Article.objects.public(),
    "speakers": Speaker.objects.all(),
    "outlets": Outlet.objects.all(),
    "topics": Topic.objects.all(),
    "occasions": Occasion.objects.all(),
    "sets": FrozenSet.objects.defer("members", "codebook"),
    "printings": Appearance.objects.only("public_id"),
    "reports": Report.objects.only("public_id"),
}
FORMS = {
    "statements": CITED,
    "articles": CITED,
    "refrains": ("json",),
    "printings": ("json",),
    "sets": OF_SETS,
}
WITH_VERSIONS = ("statements", "refrains", "articles")
BATCH = 2000


def entries(kind: str) -> Iterator[Any]:
    """The entries of one of KINDS that have a permanent id, by key."""
    return _by_key(KINDS[kind].filter(public_id__isnull=False))


def title_of(entry: Any) -> str:
    """What a list of contents calls an entry: only its id where its words are gone, or are not its own."""
    is_gone = getattr(entry, "status", Quote.Status.PUBLISHED) != Quote.Status.PUBLISHED
    is_unsaid = not getattr(entry, "is_said", True)
    if is_gone or is_unsaid or isinstance(entry, Appearance | Report):
        return str(entry.public_id)
    return str(entry)


def _by_key(rows: QuerySet[Any]) -> Iterator[Any]:
    after = 0
    while batch := list(rows.filter(pk__gt=after).order_by("pk")[:BATCH]):
        yield from batch
        after = batch[-1].pk


def count_addresses() -> int:
    """How many `addresses` gives."""
    held = {kind: rows.filter(public_id__isnull=False).count() for kind, rows in KINDS.items()}
    of_entries = sum(count * (1 + len(FORMS.get(kind, ()))) for kind, count in held.items())
    others = sum(held[kind] for kind in WITH_VERSIONS)
    return of_entries + others + 2 * _versions_held().count() + len([*plain_addresses()])


def addresses() -> Iterator[str]:
    """The address of every page and file that has a permanent one."""
    yield from plain_addresses()
    for kind in KINDS:
        for entry in entries(kind):
            url = entry.get_absolute_url()
            yield url
            yield from (f"{url}.{form}" for form in FORMS.get(kind, ()))
            if kind in WITH_VERSIONS:
                yield f"{url}/history"
    yield from _versions()


def plain_addresses() -> Iterator[str]:
    """Those that are of no entry."""
    yield from map(reverse, (*PLAIN, *LISTS))
    yield from (reverse(f"{name}-feed") for name in LISTS)
    yield from (reverse("codebook", args=[rows]) for rows in ROWS)


def _versions_held() -> QuerySet[Any]:
    return Version.objects.exclude(quote__status__in=(Quote.Status.PENDING, Quote.Status.REJECTED))


def _versions() -> Iterator[str]:
    names = ("number", "quote__public_id", "refrain__public_id", "article__public_id")
    for row in _by_key(_versions_held().select_related("quote", "refrain", "article").only(*names)):
        entry = row.quote or row.refrain or row.article
        yield f"{entry.get_absolute_url()}/v{row.number}"
        yield f"{entry.get_absolute_url()}/v{row.number}.json"
