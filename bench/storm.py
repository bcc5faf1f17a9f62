"""Random acts by many editors at once, and what must hold afterwards. Used by permanence.py and by the tests."""

import random
import threading
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.contrib.auth.models import User
from django.db import DatabaseError, connection
from django.db.models import Model, QuerySet

from statements import curation
from statements.curation import Conflict, Refused, acting, state_of
from statements.language.days import DayRange
from statements.models import (
    Act,
    Appearance,
    Carriage,
    Judgement,
    Outlet,
    Quote,
    Speaker,
    Topic,
    Version,
)
from statements.pipeline import link

# An attempt in so many is made by an editor who looked at the entry before somebody else changed it.
STALE = 3
DAY = date(2026, 2, 10)
PARTING = [Judgement.Verdict.DIFFERENT, Judgement.Verdict.OTHER_OCCASION]


@dataclass
class Outcome:
    """What became of all attempts, the bytes of each version when it was made, the notes that were saved, and how often
    everything was linked once more meanwhile."""

    counts: Counter[str] = field(default_factory=Counter)
    kinds: Counter[str] = field(default_factory=Counter)
    versions: dict[int, bytes] = field(default_factory=dict)
    notes: list[tuple[int, str]] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    linkings: int = 0


def storm(
    editor: User, *, acts: int, threads: int, seed: int = 1, tell: Callable[[], None] = lambda: None
) -> Outcome:
    """Lets so many threads act until `acts` acts are done in all; `tell` hears of each."""
    outcome, lock = Outcome(), threading.Lock()
    workers = [
        threading.Thread(
            target=_work, args=(Hand(editor, random.Random(f"{seed}/{i}"), outcome, lock, acts, tell),)
        )
        for i in range(threads)
    ]
    workers.append(threading.Thread(target=_link_meanwhile, args=(outcome, acts)))
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    return outcome


def _link_meanwhile(outcome: Outcome, acts: int) -> None:
    """Groups everything once more, again and again, while the editors act."""
    try:
        while outcome.counts["done"] < acts and not outcome.errors:
            link(is_anew=True)
            outcome.linkings += 1
    except (DatabaseError, ValueError, LookupError) as error:
        outcome.errors.append(f"linking: {type(error).__name__}: {error}")
    finally:
        connection.close()


@dataclass
class Hand:
    """One editor at work: makes up an act, tries it, and notes what came of it."""

    editor: User
    chance: random.Random
    outcome: Outcome
    lock: threading.Lock
    acts: int
    tell: Callable[[], None]

    def is_done(self) -> bool:
        return self.outcome.counts["done"] >= self.acts

    def how(self, entry: Model, reason: str = "a storm of acts") -> dict[str, Any]:
        """Who, why, and now and then what the editor had seen, perhaps long ago."""
        seen = state_of(entry) if self.chance.randrange(STALE) == 0 else ""
        return {"by": self.editor, "reason": reason, "seen": seen}

    def one(self, rows: QuerySet[Any]) -> Any:
        """One of the rows by chance. Raises Refused without any."""
        keys = list(rows.order_by("pk").values_list("pk", flat=True))
        if not keys:
            raise Refused("There is none.")
        row = rows.model._default_manager.filter(pk=self.chance.choice(keys)).first()
        if row is None:
            raise Refused("It went meanwhile.")
        return row

    def note(self, kind: str, act: Act | None, error: str = "") -> None:
        """Keeps count; of an act that was done, the bytes of its versions."""
        frozen = dict(Version.objects.filter(act=act).values_list("pk", "body")) if act else {}
        with self.lock:
            self.outcome.counts[kind] += 1
            self.outcome.versions.update({key: bytes(body) for key, body in frozen.items()})
            if act:
                self.outcome.kinds[act.kind] += 1
            if error:
                self.outcome.errors.append(error)
        if act:
            self.tell()


def _work(hand: Hand) -> None:
    names, weights = list(ATTEMPTS), [weight for weight, _ in ATTEMPTS.values()]
    try:
        while not hand.is_done() and len(hand.outcome.errors) < 100:
            name = hand.chance.choices(names, weights)[0]
            try:
                done = ATTEMPTS[name][1](hand)
                hand.note("done", done if isinstance(done, Act) else Act.objects.get(pk=done))
            except Conflict:
                hand.note("conflict shown", None)
            except Refused:
                hand.note("refused", None)
            except (DatabaseError, ValueError, LookupError) as error:
                hand.note("error", None, f"{name}: {type(error).__name__}: {error}")
    finally:
        connection.close()


def open_quotes() -> QuerySet[Quote]:
    return Quote.objects.filter(status__in=Quote.OPEN)


def _edit(hand: Hand) -> Act:
    quote = hand.one(open_quotes())
    return curation.edit(quote, note=hand.chance.choice(["", "disputed", "denied"]), **hand.how(quote))


def _write(hand: Hand) -> Act:
    """Adds a word to a topic's description as a form does, which reads, waits and writes; a loss would be seen."""
    topic = hand.one(Topic.objects.filter(merged_into=None))
    word, seen = f"{hand.chance.getrandbits(64):x}", state_of(topic)
    topic.refresh_from_db()
    description = f"{topic.description} {word}"
    with acting(Act.Kind.EDIT, topic, by=hand.editor, reason="one word more", seen=seen) as act:
        topic.description = description
        topic.save(update_fields=["description"])
    with hand.lock:
        hand.outcome.notes.append((topic.pk, word))
    return act


def _choose_wording(hand: Hand) -> Act:
    quote = hand.one(open_quotes())
    appearance = hand.one(Appearance.objects.filter(carriages__quote=quote, carriages__is_active=True))
    return curation.choose_wording(quote, appearance, **hand.how(quote))


def _merge(hand: Hand) -> Act:
    loser = hand.one(open_quotes())
    alike = open_quotes().filter(credits__speaker__in=loser.credits.values("speaker")).exclude(pk=loser.pk)
    return curation.merge(loser, hand.one(alike.distinct()), **hand.how(loser))


def _split(hand: Hand) -> int:
    quote = hand.one(open_quotes().filter(carriages__in=Carriage.objects.active()).distinct())
    held = list(quote.carriages.active().values_list("appearance", flat=True))
    leaving = hand.chance.sample(held, hand.chance.randint(1, max(len(held) - 1, 1)))
    new = curation.split(quote, leaving, hand.chance.choice(PARTING), **hand.how(quote))
    return int(Act.objects.filter(kind=Act.Kind.SPLIT, entry_id=new.split_from_id).latest("pk").pk)


def _reattribute(hand: Hand) -> Act:
    quote = hand.one(open_quotes())
    speaker = hand.one(Speaker.objects.filter(merged_into=None))
    return curation.reattribute(quote, [(speaker, "self")], **hand.how(quote))


def _redate(hand: Hand) -> Act:
    quote = hand.one(open_quotes())
    day = DAY + timedelta(days=hand.chance.randrange(3))
    said = (DayRange.on(day), "heard on tape") if hand.chance.random() < 0.5 else None
    return curation.redate(quote, said, **hand.how(quote))


def _withdraw(hand: Hand) -> Act:
    quote = hand.one(Quote.objects.published())
    return curation.withdraw(quote, **hand.how(quote))


def _restore(hand: Hand) -> Act:
    quote = hand.one(Quote.objects.filter(status=Quote.Status.WITHDRAWN))
    return curation.restore(quote, **hand.how(quote))


def _unmerge(hand: Hand) -> Act:
    quote = hand.one(Quote.objects.filter(status=Quote.Status.MERGED))
    return curation.unmerge(quote, **hand.how(quote))


def _confirm(hand: Hand) -> Act:
    quote = hand.one(open_quotes().filter(reviewed_at=None))
    return curation.confirm(quote, **hand.how(quote))


def _reject(hand: Hand) -> Act:
    quote = hand.one(Quote.objects.filter(status=Quote.Status.PENDING))
    return curation.reject(quote, **hand.how(quote))


def _confirm_carriage(hand: Hand) -> Act:
    carriage = hand.one(Carriage.objects.active().exclude(band=Carriage.Band.EDITOR))
    return curation.confirm_carriage(carriage, **hand.how(carriage.quote))


def _merge_entries(model: Any, merge: Callable[..., Act]) -> Callable[[Hand], Act]:
    def attempt(hand: Hand) -> Act:
        rows = model.objects.filter(merged_into=None)
        loser = hand.one(rows)
        return merge(loser, hand.one(rows.exclude(pk=loser.pk)), **hand.how(loser))

    return attempt


def _undo(hand: Hand) -> Act:
    """Undoes one of the newest acts, but no word that is looked for in the end."""
    newest = Act.objects.filter(undone_by=None).exclude(entry_noun="topic", kind=Act.Kind.EDIT)
    act = hand.one(Act.objects.filter(pk__in=list(newest.order_by("-pk").values_list("pk", flat=True)[:30])))
    return curation.undo(act, by=hand.editor, reason="a storm of second thoughts")


# By name: how often, and the attempt. Merges of speakers, outlets and topics are rare, or none would be left.
ATTEMPTS: dict[str, tuple[int, Callable[[Hand], Any]]] = {
    "edit": (8, _edit),
    "write": (8, _write),
    "choose wording": (6, _choose_wording),
    "merge": (20, _merge),
    "split": (14, _split),
    "reattribute": (4, _reattribute),
    "re-date": (8, _redate),
    "withdraw": (4, _withdraw),
    "restore": (5, _restore),
    "unmerge": (10, _unmerge),
    "confirm": (4, _confirm),
    "reject": (2, _reject),
    "confirm an appearance": (4, _confirm_carriage),
    "merge speakers": (1, _merge_entries(Speaker, curation.merge_speakers)),
    "merge outlets": (1, _merge_entries(Outlet, curation.merge_outlets)),
    "merge topics": (1, _merge_entries(Topic, curation.merge_topics)),
    "undo": (14, _undo),
}
