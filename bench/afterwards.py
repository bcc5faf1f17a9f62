"""What must hold after a storm of acts: every address answers, every version is as it was, nothing is lost."""

import json
from collections.abc import Callable, Iterator

from django.db.models import Exists, OuterRef
from django.test import Client

from bench.storm import Outcome
from statements.citations.permalinks import is_gone, name_gone, where_now
from statements.curation.verify import verify
from statements.models import (
    Appearance,
    Article,
    Carriage,
    Occasion,
    Outlet,
    Quote,
    Refrain,
    Speaker,
    Topic,
    Version,
)

CITABLE = [Quote, Refrain, Article, Appearance, Speaker, Outlet, Topic, Occasion]
# At the end of a redirect there is a page, or a tombstone.
ALIVE = {200, 410}
ENTRIES = ("quote", "refrain", "article")


def violations(outcome: Outcome, client: Client, *, tell: Callable[[], None] = lambda: None) -> Iterator[str]:
    """Each promise that does not hold, in words; none, if all do. `tell` hears of each address that was fetched."""
    yield from outcome.errors
    yield from _stranded()
    yield from _lost(outcome)
    for model in CITABLE:
        for row in model.objects.filter(public_id__isnull=False):
            yield from _dead(client, row.get_absolute_url())
            tell()
    rows = Version.objects.select_related(*ENTRIES).order_by("pk")
    for version in rows.iterator(chunk_size=200):
        yield from _changed(client, version, outcome)
        tell()
    yield from map(str, verify([]))


def _stranded() -> Iterator[str]:
    """Appearances that no living quote holds, quotes without any, references that are held elsewhere."""
    held = Carriage.objects.active().filter(appearance=OuterRef("pk"))
    living = held.exclude(quote__status=Quote.Status.MERGED)
    for row in Appearance.objects.current().filter(~Exists(living)):
        yield f"appearance {row.pk} is stranded"
    for carriage in Carriage.objects.active().filter(quote__status=Quote.Status.MERGED):
        yield f"carriage {carriage.pk} is held by quote {carriage.quote_id}, which was merged"
    own = Carriage.objects.active().filter(quote=OuterRef("pk"), appearance=OuterRef("reference"))
    for quote in Quote.objects.exclude(status=Quote.Status.MERGED).filter(~Exists(own)):
        yield f"quote {quote.pk} does not hold the appearance that gives its wording"


def _lost(outcome: Outcome) -> Iterator[str]:
    """Words that somebody saved and that are not there any more."""
    texts = dict(Topic.objects.values_list("pk", "description"))
    for key, word in outcome.notes:
        if word not in texts[key].split():
            yield f"“{word}” was saved in topic {key} and is lost"


def _dead(client: Client, address: str) -> Iterator[str]:
    response = client.get(address, follow=True)
    if response.status_code not in ALIVE:
        yield f"{address} gives {response.status_code}"
    if len(response.redirect_chain) > 1:
        yield f"{address} takes {len(response.redirect_chain)} redirects"


def _changed(client: Client, version: Version, outcome: Outcome) -> Iterator[str]:
    """A version that is not as it was, or not to be had though its quote is not gone."""
    entry = next(row for row in (version.quote, version.refrain, version.article) if row)
    if version.pk in outcome.versions and outcome.versions[version.pk] != bytes(version.body):
        yield f"{version} of {entry} is not as it was made"
    address = f"{entry.get_absolute_url()}/v{version.number}"
    gone = isinstance(entry, Quote) and is_gone(where_now(entry))
    gone = gone or name_gone([json.loads(bytes(version.body))])[0]
    frozen, page = client.get(f"{address}.json"), client.get(address)
    if {frozen.status_code, page.status_code} != {410 if gone else 200}:
        yield f"{address} gives {page.status_code}, its JSON {frozen.status_code}"
    elif not gone and frozen.content != bytes(version.body):
        yield f"{address} differs from its version"
    elif not gone and json.loads(frozen.content)["version"] != version.number:
        yield f"{address} tells another number"
