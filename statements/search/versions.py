"""Frozen states as readers see them: what one says, and what changed from one to the next."""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import pairwise
from typing import Any

from django.utils.translation import gettext, gettext_noop

from statements.language.days import DayRange
from statements.language.diff import compare_words
from statements.models import Act, Version
from statements.search.passages import Stretch
from statements.search.plain import when

# Lists among the facts, and what parts their members.
LISTS, SEPARATOR = {"appearances", "quotes"}, "; "
# What the page of a version shows outside its list of facts.
SHOWN_ELSEWHERE = {"appearances", "headline"}
# As many versions as a page of the history shows at once.
VERSIONS_PER_PAGE = 30

Document = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing that a frozen state says, in words."""

    label: str
    text: str


@dataclass(frozen=True, slots=True)
class FrozenCarrier:
    """An appearance as a frozen state holds it; `appearance` is the address that leads to where it is now."""

    outlet: str
    headline: str
    published: str
    words: str
    relation: str
    share: str
    appearance: str


@dataclass(frozen=True, slots=True)
class Change:
    """What differs between two states: one fact before and after, or for a wording the words compared."""

    label: str
    before: str
    after: str
    words: tuple[Stretch, ...] = ()


@dataclass(frozen=True, slots=True)
class Step:
    """One version with the act that made it, if any, and what it changed."""

    number: int
    made_at: datetime
    act: str
    reason: str
    sha256: str
    changes: tuple[Change, ...]
    is_first: bool


@dataclass(frozen=True, slots=True)
class FrozenPage:
    """A version: its words, facts and carriers, its hashes, and how the newest one differs, if it is not that."""

    number: int
    newest: int
    made_at: datetime
    title: str
    language: str
    facts: tuple[Fact, ...]
    carriers: tuple[FrozenCarrier, ...]
    sha256: str
    previous_sha256: str
    changes: tuple[Change, ...]


def read_version(version: Version, newest: Version) -> FrozenPage:
    """The page of a version, compared with the newest one of its entry."""
    document = opened(version)
    later = opened(newest) if newest.number != version.number else document
    return FrozenPage(
        number=version.number,
        newest=newest.number,
        made_at=version.made_at,
        title=title_in(document),
        language=document.get("language", ""),
        facts=tuple(
            Fact(label, text) for key, label, text in _facts(document) if text and key not in SHOWN_ELSEWHERE
        ),
        carriers=tuple(_carrier(entry) for entry in document.get("appearances", ())),
        sha256=bytes(version.sha256).hex(),
        previous_sha256=bytes(version.previous_sha256 or b"").hex(),
        changes=changes_between(document, later),
    )


def read_steps(
    versions: Iterable[Version], withheld: Callable[[Sequence[Document]], Sequence[bool]]
) -> tuple[Step, ...]:
    """Versions in ascending order, each with what it changed of the one before; the first of all changed nothing.

    The first in the list is only compared with, unless its number is 1. The acts are loaded with them. Of the states
    that are `withheld` nothing is told.
    """
    rows = list(versions)
    documents = [opened(row) for row in rows]
    documents = [{} if is_kept else row for row, is_kept in zip(documents, withheld(documents), strict=True)]
    steps = [
        _step(row, changes_between(before, after))
        for row, (before, after) in zip(rows[1:], pairwise(documents), strict=True)
    ]
    return (_step(rows[0], ()), *steps) if rows and rows[0].number == 1 else tuple(steps)


def opened(version: Version) -> Document:
    """The document of a version; an empty one where it was erased."""
    document: Document = json.loads(bytes(version.body) or b"{}")
    return document


def changes_between(before: Document, after: Document) -> tuple[Change, ...]:
    """What differs between two states of one entry, in the order of the page."""
    changes = []
    if not before or not after:
        return ()
    if before.get("wording") != after.get("wording"):
        changes.append(_wording_change(before.get("wording", ""), after.get("wording", "")))
    old, new = ({key: (label, text) for key, label, text in _facts(document)} for document in (before, after))
    for key in dict.fromkeys([*old, *new]):
        label, was = old.get(key, ("", ""))
        label, now = new.get(key, (label, ""))
        if was != now:
            changes.append(_list_change(label, was, now) if key in LISTS else Change(label, was, now))
    return tuple(changes)


def _list_change(label: str, was: str, now: str) -> Change:
    """Of a list no more than what left it and what came."""
    old, new = was.split(SEPARATOR), now.split(SEPARATOR)
    left, came = ([one for one in these if one not in those] for these, those in ((old, new), (new, old)))
    return Change(label, SEPARATOR.join(left), SEPARATOR.join(came))


def _wording_change(before: str, after: str) -> Change:
    pieces: list[Stretch] = []
    for piece in compare_words(before, after):
        if pieces and not pieces[-1].text[-1].isspace():
            pieces.append(Stretch("said", " "))
        pieces.append(Stretch({"same": "said"}.get(piece.kind, piece.kind), piece.text))
    return Change(gettext("Wording"), before, after, tuple(pieces))


def _step(version: Version, changes: tuple[Change, ...]) -> Step:
    act = version.act
    return Step(
        number=version.number,
        made_at=version.made_at,
        act=str(Act.Kind(act.kind).label) if act else "",
        reason=act.reason if act else "",
        sha256=bytes(version.sha256).hex(),
        changes=changes,
        is_first=version.number == 1,
    )


def _carrier(entry: Document) -> FrozenCarrier:
    article = entry["article"]
    return FrozenCarrier(
        outlet=article["outlet"]["name"],
        headline=article["headline"] or gettext("untitled article"),
        published=days_in(article["published"]),
        words=entry["clause"] or " […] ".join(entry["words"]),
        relation=entry["carries"]["relation"],
        share=f"{entry['carries']['share']:.0%}",
        appearance=f"/w/{entry['id']}" if entry["id"] else "",
    )


def title_in(document: Document) -> str:
    """What heads the page: the wording, or the clause of one that was quoted in part; an article's headline."""
    words = clause_in(document) or document.get("wording") or document.get("headline")
    return words or gettext("Untitled article")


def clause_in(document: Document) -> str:
    """The clause that carries the wording of a quote, if it was quoted in part."""
    own = [e for e in document.get("appearances", ()) if e["id"] and e["id"] == document["reference"]]
    return str(own[0]["clause"]) if own else ""


def _facts(document: Document) -> Iterator[tuple[str, str, str]]:
    """Key, label and text of what a document says beside its wording."""
    for key, (label, in_words) in FACTS.items():
        if key in document:
            yield key, gettext(label), in_words(document[key])


def _plain(value: Any) -> str:
    return str(value or "")


def _yes(value: bool) -> str:
    return gettext("yes") if value else gettext("no")


def days_in(value: Document | None) -> str:
    """Days of a document in words, with their basis; empty for none."""
    if not value:
        return ""
    first, last = (date.fromisoformat(value[end]) if value[end] else None for end in ("first", "last"))
    said = when(DayRange(first, last), value["basis"])
    return f"{said.text} ({said.basis})"


def _named(value: Document | None) -> str:
    return str(value["name"]) if value else ""


def _occasion(value: Document | None) -> str:
    return str(value["title"]) if value else ""


def _credits(value: Iterable[Document]) -> str:
    names = [
        f"{credit['speaker']['name']}{'' if credit['capacity'] == 'self' else ' (' + credit['capacity'] + ')'}"
        for credit in value
    ]
    return "; ".join(names) or gettext("unattributed")


def _answers(value: Document | None) -> str:
    return f"{value['kind']} {value['quote']}" if value else ""


def _appearances(value: Iterable[Document]) -> str:
    return SEPARATOR.join(
        f"{entry['article']['outlet']['name']} ({entry['carries']['relation']})" for entry in value
    )


def _quotes(value: Iterable[Document]) -> str:
    return SEPARATOR.join(quote["id"] for quote in value)


FACTS: dict[str, tuple[str, Callable[[Any], str]]] = {
    "status": (gettext_noop("State"), _plain),
    "merged_into": (gettext_noop("Merged into"), _plain),
    "split_from": (gettext_noop("Split from"), _plain),
    "credits": (gettext_noop("Said by"), _credits),
    "speaker": (gettext_noop("Said by"), _named),
    "said": (gettext_noop("Said on"), days_in),
    "occasion": (gettext_noop("Occasion"), _occasion),
    "note": (gettext_noop("Note"), _plain),
    "answers": (gettext_noop("Answer"), _answers),
    "is_reviewed": (gettext_noop("Reviewed by an editor"), _yes),
    "reference": (gettext_noop("Wording of"), _plain),
    "appearances": (gettext_noop("Carried by"), _appearances),
    "quotes": (gettext_noop("Statements"), _quotes),
    "outlet": (gettext_noop("Outlet"), _named),
    "headline": (gettext_noop("Headline"), _plain),
    "byline": (gettext_noop("Byline"), _plain),
    "dateline": (gettext_noop("Dateline"), _plain),
    "published": (gettext_noop("Published"), days_in),
    "url": (gettext_noop("Address"), _plain),
    "rights": (gettext_noop("Rights"), _plain),
    "language": (gettext_noop("Language"), _plain),
}
