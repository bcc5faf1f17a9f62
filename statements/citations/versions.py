"""Frozen, citable states: canonical JSON, each holding the hash of the one before."""

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import Any

from django.db import transaction
from django.utils import timezone

from statements.citations.documents import (
    Document,
    article_documents,
    facts,
    quote_documents,
    refrain_documents,
)
from statements.citations.writing import one_writer
from statements.models import Act, Article, Carriage, Quote, Refrain, Repetition, Revision, Version

DOCUMENTS: dict[type, tuple[str, Callable[[Iterable[int]], Iterator[tuple[Any, Document]]]]] = {
    Quote: ("quote", quote_documents),
    Refrain: ("refrain", refrain_documents),
    Article: ("article", article_documents),
}
# As many documents as are held in memory at once.
BATCH = 500


def canonical(document: Document) -> bytes:
    """The one form of a document in bytes: keys in order, no spaces, UTF-8 (as RFC 8785, but for rare numbers)."""
    return json.dumps(document, sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode()


@transaction.atomic
def freeze(
    model: type[Quote] | type[Refrain] | type[Article], keys: Iterable[int], act: Act | None = None
) -> int:
    """Freezes the state of these entries, by database key, where it differs from their last version.

    Entries without a public id are passed over, and so is an erased quote, of which nothing may be kept. Returns how
    many versions were made.
    """
    waiting, made = iter(sorted(set(keys))), 0
    while batch := list(islice(waiting, BATCH)):
        made += _freeze(model, batch, act)
    return made


def _freeze(model: Any, keys: list[int], act: Act | None) -> int:
    name, documents = DOCUMENTS[model]
    held = Version.objects.filter(**{f"{name}__in": keys}).order_by(f"{name}_id", "-number")
    last = {getattr(row, f"{name}_id"): row for row in held.distinct(f"{name}_id")}
    now = timezone.now().replace(microsecond=0)
    rows = []
    for entry, document in documents(keys):
        is_erased = name == "quote" and entry.status == Quote.Status.ERASED
        before = last.get(entry.pk)
        if is_erased or (before and before.body and facts(json.loads(bytes(before.body))) == facts(document)):
            continue
        body = canonical(
            document
            | {
                "version": before.number + 1 if before else 1,
                "frozen_at": now.isoformat(),
                "previous_sha256": bytes(before.sha256).hex() if before else None,
            }
        )
        rows.append(
            Version(
                **{name: entry},
                number=before.number + 1 if before else 1,
                body=body,
                sha256=hashlib.sha256(body).digest(),
                previous_sha256=before.sha256 if before else None,
                act=act,
            )
        )
    return len(Version.objects.bulk_create(rows))


def unfrozen(entry: Any) -> bytes:
    """The state of an entry with a public id as it would be frozen now, for one that has no version yet."""
    _, documents = DOCUMENTS[type(entry)]
    _, document = next(documents([entry.pk]))
    return canonical(document)


def history_mark() -> int:
    """The newest line of the history so far: what `freeze_changed` starts from."""
    newest = Revision.objects.order_by("-pk").values_list("pk", flat=True).first()
    return newest or 0


def freeze_changed(since: int, act: Act | None = None) -> None:
    """Freezes what the history says was changed after a mark: the quotes of changed occasions and articles, and the
    refrains of changed quotes, with the rest. What a quote is filed under is not frozen with it."""
    changed: dict[str, set[int]] = {"occasion": set(), **{name: set() for name, _ in DOCUMENTS.values()}}
    lines = Revision.objects.filter(pk__gt=since, entry_noun__in=changed).exclude(noun="subject")
    for noun, key in lines.values_list("entry_noun", "entry_id").distinct():
        changed[noun].add(key)
    said_then = Quote.objects.filter(occasion__in=changed["occasion"])
    carried = Carriage.objects.active().filter(appearance__reading__article__in=changed["article"])
    changed["quote"].update(said_then.values_list("pk", flat=True), carried.values_list("quote", flat=True))
    repeated = Repetition.objects.filter(quote__in=changed["quote"]).values_list("refrain", flat=True)
    changed["refrain"].update(repeated)
    for model, (name, _) in DOCUMENTS.items():
        freeze(model, changed[name], act)


def freeze_missing() -> int:
    """Freezes every entry that can be cited and has no version yet, as in an archive of an older release."""
    made = 0
    for model, (name, _) in DOCUMENTS.items():
        rows = model._default_manager.filter(public_id__isnull=False)
        if name == "quote":
            rows = rows.exclude(status=Quote.Status.ERASED)
        missing = iter(list(rows.exclude(versions__isnull=False).values_list("pk", flat=True)))
        while batch := list(islice(missing, BATCH)):
            with one_writer():
                made += freeze(model, batch)
    return made
