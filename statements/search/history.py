"""The history of entries in words: who changed what, when and why, column by column, before and after."""

import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, TypeVar

from django.apps import apps
from django.db import connection, models
from django.utils.translation import gettext, gettext_noop
from psycopg import sql

from statements.language.diff import compare_words
from statements.models import Act, Revision
from statements.search.passages import Stretch
from statements.search.values import in_words, is_shown, label_of, names_of, target_of
from statements.search.versions import Change

# Lines without an act that follow one another within this time, by the same actor and for the same reason, are shown
# as one step: a transaction of the linker writes the lines of one quote within milliseconds.
TOGETHER = timedelta(seconds=2)
# Texts of more words are compared word by word; shorter ones are read faster one beside the other.
LONG_TEXT_WORDS = 5
# What tells the rows under an entry apart.
TITLES = {
    "carriage": "appearance_id",
    "credit": "speaker_id",
    "domain": "host",
    "name": "name",
    "outletname": "name",
    "ownership": "owner",
    "repetition": "quote_id",
    "role": "title",
    "subject": "topic_id",
}
DEEDS = {
    "insert": gettext_noop("added"),
    "update": gettext_noop("changed"),
    "delete": gettext_noop("taken away"),
    "schema": gettext_noop("columns changed, or history begun"),
    "erase": gettext_noop("erased by law"),
}

AS_ROW = "SELECT * FROM jsonb_populate_record(NULL::{table}, %s)"

Row = dict[str, Any]
Entry = TypeVar("Entry", bound=models.Model)


@dataclass(frozen=True, slots=True)
class Line:
    """What became of one row: of the entry itself (`title` is empty then) or of one under it."""

    entry_noun: str
    entry_id: int
    noun: str
    title: str
    deed: str
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class Step:
    """Lines that belong together, in the order in which they were written."""

    made_at: datetime
    actor: str
    reason: str
    act: Act | None
    lines: tuple[Line, ...]


def history_of(entry: models.Model) -> models.QuerySet[Revision]:
    """The lines of an entry and the rows under it, newest first."""
    lines = Revision.objects.filter(entry_noun=entry._meta.model_name, entry_id=entry.pk)
    return lines.order_by("-pk")


def read_history(lines: Iterable[Revision]) -> tuple[Step, ...]:
    """Lines given newest first, as steps, newest first. Takes a query for each table that they touch or name."""
    found = list(lines)
    rows = _rows_at(found)
    named = names_of(_pointers(found, rows))
    acts = Act.objects.select_related("by").in_bulk({line.act_id for line in found if line.act_id})
    return tuple(
        Step(
            made_at=group[0].made_at,
            actor=group[0].actor,
            reason=group[0].reason,
            act=acts.get(group[0].act_id or 0),
            lines=tuple(_line(line, rows.get(line.pk, {}), named) for line in reversed(group)),
        )
        for group in _together(found)
    )


def as_seen(entry: Entry, seen: int) -> Entry:
    """The entry as it was at a line of its history, worked out backwards from what it is now. Not to be saved."""
    noun = str(entry._meta.model_name)
    row = _rows_now(noun, [entry.pk])[entry.pk]
    for line in Revision.objects.filter(noun=noun, row_id=entry.pk, pk__gt=seen).order_by("-pk"):
        row |= line.before or {}
    table = entry._meta.db_table  # one of ours, no input
    rows = type(entry)._default_manager.raw(AS_ROW.format(table=table), [json.dumps(row)])
    return rows[0]


def _together(lines: Sequence[Revision]) -> list[list[Revision]]:
    groups: list[list[Revision]] = []
    for line in lines:
        last = groups[-1][-1] if groups else None
        if last and _is_one_step(last, line):
            groups[-1].append(line)
        else:
            groups.append([line])
    return groups


def _is_one_step(later: Revision, earlier: Revision) -> bool:
    if later.act_id or earlier.act_id:
        return later.act_id == earlier.act_id
    is_alike = (later.actor, later.reason) == (earlier.actor, earlier.reason)
    return is_alike and later.made_at - earlier.made_at <= TOGETHER


def _line(line: Revision, row: Row, named: dict[Any, str]) -> Line:
    model = apps.get_model("statements", line.noun)
    is_own = line.noun == line.entry_noun
    before, after = _sides(line, row)
    title = TITLES.get(line.noun, "")
    return Line(
        entry_noun=line.entry_noun,
        entry_id=line.entry_id,
        noun=str(model._meta.verbose_name),
        title="" if is_own or title not in row else in_words(model, title, row[title], named),
        deed=gettext(DEEDS["erase" if line.erased_by else line.operation]),
        changes=tuple(
            _change(model, column, (before.get(column), after.get(column)), named)
            for column in dict.fromkeys([*before, *after])
            if _is_told(line, model, column, (before, after))
        ),
    )


def _sides(line: Revision, row: Row) -> tuple[Row, Row]:
    """The columns before and after a line; of a row that was added all that it then had."""
    return line.before or {}, row if line.operation == Revision.Operation.INSERT else line.after or {}


def _is_told(line: Revision, model: type[models.Model], column: str, sides: tuple[Row, Row]) -> bool:
    """Whether a column is worth a line: of whole rows only what is filled and says something beyond the title."""
    if not is_shown(model, column):
        return False
    if line.operation == Revision.Operation.UPDATE:
        return True
    value = next((side[column] for side in sides if column in side), None)
    is_owner = line.noun != line.entry_noun and column == f"{line.entry_noun}_id"
    return value not in (None, "", False, [], {}) and not is_owner and column != TITLES.get(line.noun)


def _change(model: type[models.Model], column: str, values: tuple[Any, Any], named: dict[Any, str]) -> Change:
    before, after = (in_words(model, column, value, named) for value in values)
    words: tuple[Stretch, ...] = ()
    if all(isinstance(value, str) for value in values):
        words = _compared(before, after)
    return Change(label_of(model, column), before, after, words)


def _compared(before: str, after: str) -> tuple[Stretch, ...]:
    """Long texts word by word; nothing where only punctuation or case differ, which the comparison passes over."""
    if min(len(before.split()), len(after.split())) <= LONG_TEXT_WORDS:
        return ()
    pieces = compare_words(before, after)
    if all(piece.kind == "same" for piece in pieces):
        return ()
    return tuple(Stretch("said" if piece.kind == "same" else piece.kind, piece.text) for piece in pieces)


def _pointers(lines: Iterable[Revision], rows: dict[int, Row]) -> dict[type[models.Model], set[int]]:
    """The keys of rows that the lines point to, by model."""
    keys: dict[type[models.Model], set[int]] = defaultdict(set)
    for line in lines:
        model = apps.get_model("statements", line.noun)
        for side in (*_sides(line, rows.get(line.pk, {})), rows.get(line.pk, {})):
            for column, value in side.items():
                target = target_of(model, column)
                if target is not None and value is not None:
                    keys[target].add(value)
    return keys


def _rows_at(lines: Sequence[Revision]) -> dict[int, Row]:
    """The whole row as each line left it (or took it away), worked out backwards from the row as it is now.

    Only for lines that cannot be read without: of rows that were added, and of rows under an entry.
    """
    wanted = [line for line in lines if line.operation == "insert" or line.noun != line.entry_noun]
    keys: dict[str, set[int]] = defaultdict(set)
    for line in wanted:
        keys[line.noun].add(line.row_id)
    found: dict[int, Row] = {}
    for noun, ids in keys.items():
        rows = _rows_now(noun, ids)
        oldest = min(line.pk for line in wanted if line.noun == noun)
        for line in Revision.objects.filter(noun=noun, row_id__in=ids, pk__gte=oldest).order_by("-pk"):
            row = rows.get(line.row_id, {})
            if line.operation == Revision.Operation.DELETE:
                row = line.before or {}
            found[line.pk] = row
            rows[line.row_id] = row | (line.before or {})
    return found


def _rows_now(noun: str, ids: Iterable[int]) -> dict[int, Row]:
    """Rows as the database holds them, in the form in which the history keeps them."""
    table = sql.Identifier(apps.get_model("statements", noun)._meta.db_table)
    query = sql.SQL("SELECT id, (to_jsonb(entry) - 'search' - 'body') FROM {} entry WHERE id = ANY(%s)")
    with connection.cursor() as cursor:
        cursor.execute(query.format(table), [sorted(ids)])
        return {key: row if isinstance(row, dict) else json.loads(row) for key, row in cursor.fetchall()}
