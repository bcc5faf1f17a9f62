"""Links what was taken in: speakers, quotes, refrains, topics. Can be stopped at any moment and run again."""

from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from django.db import connection
from django.db.models import Q, QuerySet

from statements.citations.versions import freeze_changed, history_mark
from statements.citations.writing import one_writer
from statements.models import Appearance, Carriage, Fingerprint, Quote, Speaker
from statements.pipeline.fingerprints import fill_fingerprints, renew_changed_fingerprints
from statements.pipeline.neighbours import neighbours
from statements.pipeline.quotes import save_quotes, save_unattributed
from statements.pipeline.refrains import save_refrains
from statements.pipeline.speakers import resolve, unresolved
from statements.pipeline.topics import assign_topics
from statements.pipeline.wires import group_copies

# Any number, but one: PostgreSQL's advisory locks are named by numbers. "link" in ASCII.
LINKING_LOCK = 0x6C696E6B


def link(on_progress: Callable[[int, int], None] = lambda done, total: None, *, is_anew: bool = False) -> int:
    """Links all appearances that no quote holds yet and returns how many there were; with `is_anew` groups all others
    with them once more.

    Each speaker is one transaction, and what it changed of published quotes is frozen in it; a second linker waits
    for the first. Without `is_anew` only what the new appearances may change is looked at, and the quotes that an
    editor gave another speaker are taken like new ones. `on_progress` hears (done, total).
    """
    with _one_linker():
        fill_fingerprints()
        with one_writer():
            found = resolve(unresolved())
        waiting = Appearance.objects.unlinked().count()
        by_speaker: dict[Speaker, list[int]] = defaultdict(list)
        for key, speaker in found.items():
            by_speaker[speaker].append(key)
        looked_at = _with_open_quotes() if is_anew else _recalled()
        by_speaker |= {speaker: by_speaker.get(speaker, []) for speaker in looked_at}
        for done, (speaker, keys) in enumerate(sorted(by_speaker.items(), key=lambda item: item[0].name)):
            on_progress(done, len(by_speaker))
            _link_speaker(speaker, keys, is_anew=is_anew)
        on_progress(len(by_speaker), len(by_speaker))
        for appearance in Appearance.objects.unlinked().with_days():
            with one_writer():
                save_unattributed(appearance)
        assign_topics()
        if waiting:
            fill_fingerprints()
            _analyse()
        return waiting


def _with_open_quotes() -> QuerySet[Speaker]:
    return Speaker.objects.filter(credits__quote__status__in=Quote.OPEN).distinct()


def _recalled() -> QuerySet[Speaker]:
    """The speakers to whom an editor gave quotes since the last linking."""
    return Speaker.objects.filter(credits__quote__fingerprint__is_due=True).distinct()


def _analyse() -> None:
    """Tells the planner how full the tables are: one that it takes for empty makes a page wait for minutes."""
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


@one_writer()
def _link_speaker(speaker: Speaker, new: list[int], *, is_anew: bool) -> None:
    since = history_mark()
    current = Appearance.objects.current().with_days()
    due = Fingerprint.objects.filter(is_due=True, quote__credits__speaker=speaker)
    recalled = Carriage.objects.active().filter(quote__fingerprint__in=due)
    new = [*new, *recalled.values_list("appearance", flat=True)]
    theirs = Q(carriages__is_active=True, carriages__quote__credits__speaker=speaker)
    if not is_anew:
        theirs &= Q(pk__in=neighbours(speaker, current.filter(pk__in=new)))
    closed = Q(carriages__is_active=True) & ~Q(carriages__quote__status__in=Quote.OPEN)
    appearances = (
        current.filter(theirs | Q(pk__in=new))
        .exclude(pk__in=Appearance.objects.filter(closed).values("pk"))
        .distinct()
    )
    rows = list(appearances)
    save_quotes(speaker, rows)
    group_copies(row.reading_id for row in rows if is_anew or row.pk in new)
    changed = renew_changed_fingerprints(since)
    save_refrains(speaker, None if is_anew else changed)
    due.update(is_due=False)
    freeze_changed(since)


@contextmanager
def _one_linker() -> Iterator[None]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [LINKING_LOCK])
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [LINKING_LOCK])
