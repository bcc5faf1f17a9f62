"""The inverse of an act, row by row, out of its lines in the history."""

import json
from collections.abc import Iterable
from typing import Any

from django.apps import apps
from django.db import connection
from django.db.models import Model, QuerySet
from psycopg import sql

from statements.curation.acts import Refused
from statements.models import Act, Quote, Revision
from statements.pipeline import realign

# Given once and kept, whatever is undone.
KEPT = "public_id"
# Only ever added: they say what was done, and stay.
RECORDS = ("act", "judgement", "version")

UPDATE = """
UPDATE {table} SET ({names}) = (SELECT {names} FROM jsonb_populate_record(NULL::{table}, %s)) WHERE id = %s
"""
INSERT = "INSERT INTO {table} ({names}) SELECT {names} FROM jsonb_populate_record(NULL::{table}, %s)"

Values = dict[str, Any]
# The lines of a row that came after the act, by others.
Since = QuerySet[Revision]


def invert(act: Act, undoing: Act) -> bool:
    """Puts the rows that an act changed back as they were. Returns whether nothing had touched them before.

    What the machine changed since is left as it is; what a later act changed raises Refused, naming that act.
    """
    is_clean = True
    for line in Revision.objects.filter(act_id=act.pk).exclude(noun__in=RECORDS).order_by("-pk"):
        if line.erased_by is not None:
            raise Refused("The words that this act changed were erased: it cannot be undone.")
        since = Revision.objects.filter(noun=line.noun, row_id=line.row_id, pk__gt=line.pk)
        since = since.exclude(act_id__in=[act.pk, undoing.pk])
        is_clean = INVERSES[line.operation](line, since) and is_clean
    return is_clean


def _change_back(line: Revision, since: Since) -> bool:
    """Writes the former values where the row still has those of the act."""
    row = _row(line)
    if row is None:
        raise Refused(f"The {line.noun} that this act changed is not there any more.")
    former = {name: value for name, value in (line.before or {}).items() if name != KEPT}
    stale = {name for name in former if row[name] != (line.after or {})[name]}
    _refuse_later_act(since, stale)
    values = {name: value for name, value in former.items() if name not in stale}
    if line.noun == "quote" and row[KEPT] and values.get("status") == Quote.Status.PENDING:
        # Its link was public: a pending quote would leave it dead.
        values["status"] = Quote.Status.WITHDRAWN
    _write(line, values)
    return not stale


def _take_away(line: Revision, since: Since) -> bool:
    """Takes away a row that the act added; one with a public id stays, and a quote then leads to its origin."""
    row = _row(line)
    if row is None:
        return False
    at_first: Values = {}
    for change in since.order_by("-pk"):
        at_first |= change.before or {}
    stale = {name for name, value in at_first.items() if name != KEPT and row[name] != value}
    _refuse_later_act(since, stale)
    if line.noun == "quote":
        _fold_in(Quote.objects.get(pk=line.row_id))
    elif not row.get(KEPT):
        model_of(line.noun)._default_manager.filter(pk=line.row_id).delete()
    return not stale


def _fold_in(quote: Quote) -> None:
    """A quote that a split made goes back into the one it came from, with all that it holds by now."""
    origin = quote.split_from
    left = [carriage.appearance for carriage in quote.carriages.with_articles()]
    quote.carriages.active().update(is_active=False)
    if origin is not None and left:
        realign(origin, left)
    if quote.public_id is None:
        quote.sentences.all().delete()
        quote.carriages.all().delete()
        quote.delete()
    else:
        Quote.objects.filter(pk=quote.pk).update(status=Quote.Status.MERGED, merged_into=origin)


def _bring_back(line: Revision, since: Since) -> bool:
    """Adds a row again that the act had taken away."""
    table, names = _table(line), _names(line.before or {})
    _execute(INSERT, [json.dumps(line.before)], table=table, names=names)
    return True


def _refuse_later_act(since: Since, columns: Iterable[str]) -> None:
    """Raises Refused if an act was the last to change one of these columns of a row."""
    for name in columns:
        last = since.filter(after__has_key=name).order_by("-pk").first()
        if last and last.act_id:
            act = Act.objects.select_related("by").get(pk=last.act_id)
            when = f"{act.made_at:%-d %B %Y}"
            raise Refused(f"A later act ({act}, {when}, number {act.pk}) changed the same: undo that first.")


def _row(line: Revision) -> Values | None:
    """The row of a line as it is now, in the form in which the history keeps it; None where it is gone."""
    found = _execute(
        "SELECT to_jsonb(entry) FROM {table} entry WHERE id = %s", [line.row_id], table=_table(line)
    )
    return found and (json.loads(found) if isinstance(found, str) else found)


def _write(line: Revision, values: Values) -> None:
    if values:
        _execute(UPDATE, [json.dumps(values), line.row_id], table=_table(line), names=_names(values))


def _execute(query: str, values: list[Any], **parts: sql.Composable) -> Any:
    """Runs a query made of names out of our own models; returns the first value of its first row, if it has any."""
    with connection.cursor() as cursor:
        cursor.execute(sql.SQL(query).format(**parts), values)
        found = cursor.fetchone() if cursor.description else None
    return found and found[0]


def _table(line: Revision) -> sql.Identifier:
    return sql.Identifier(model_of(line.noun)._meta.db_table)


def _names(values: Values) -> sql.Composed:
    return sql.SQL(", ").join(map(sql.Identifier, values))


def model_of(noun: str) -> type[Model]:
    """The model whose rows the history calls so."""
    return apps.get_model("statements", noun)


INVERSES = {"update": _change_back, "insert": _take_away, "delete": _bring_back}
