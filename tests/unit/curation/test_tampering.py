"""A thousand ways in which the owner of the tables could rewrite the past, each of which is found.

The triggers are switched off, as only the owner can, and each change is made and looked for by itself.
"""
# ruff: noqa: S608  (the statements are put together of the columns and expressions below)

import hashlib
import random
from contextlib import contextmanager

import pytest
from django.contrib.auth.models import User
from django.db import connection, transaction
from django.db.models import Exists, OuterRef

from statements.curation.verify import (
    CONTENT_SHA256,
    LINE_SHA256,
    tracked_tables,
    verify,
    verify_nouns,
    verify_records,
    verify_seals,
    verify_versions,
)
from statements.models import Act, Revision, Seal, Topic, Version
from statements.models.seal import make_seal
from tests.factories import (
    make_judgement,
    make_occasion,
    make_outlet,
    make_quote,
    make_refrain,
    make_topic,
)

pytestmark = pytest.mark.usefixtures("owner")
TIMES = 60
# By noun, a column that may hold any text.
TEXTS = {
    "act": "reason",
    "article": "headline",
    "carriage": "basis",
    "credit": "basis",
    "judgement": "why",
    "name": "folded",
    "occasion": "place",
    "outlet": "slug",
    "outletname": "name",
    "quote": "wording",
    "refrain": "wording",
    "repetition": "wording",
    "speaker": "name",
    "topic": "description",
}
# By column of a line of history, another value.
OTHER = {
    "id": "id + 1000000",
    "noun": "noun || 's'",
    "row_id": "row_id + 1000000",
    "entry_noun": "entry_noun || 's'",
    "entry_id": "entry_id + 1",
    "number": "number + 1000",
    "operation": "CASE operation WHEN 'update' THEN 'delete' ELSE 'update' END",
    "made_at": "made_at - interval '1 microsecond'",
    "actor": "'somebody else'",
    "reason": "reason || '!'",
    "act_id": "coalesce(act_id, 0) + 1",
    "role": "'postgres'",
    "before": "coalesce(before, '{}') || '{\"x\": null}'",
    "after": "coalesce(after, '{}') || '{\"x\": null}'",
    "salt": "set_byte(salt, 15, 255 - get_byte(salt, 15))",
    "row_sha256": "CASE WHEN row_sha256 IS NULL THEN sha256('') END",
    "content_sha256": "set_byte(content_sha256, 0, 255 - get_byte(content_sha256, 0))",
    "previous_sha256": "CASE WHEN previous_sha256 IS NULL THEN sha256('') END",
    "sha256": "sha256(sha256)",
    "erased_by": "(SELECT max(id) FROM statements_act)",
}
OTHER_SEAL = {
    "number": "number + 10",
    "last_revision": "last_revision - 1",
    "count": "count + 1",
    "made_at": "made_at + interval '1 second'",
    "sha256": "sha256(sha256)",
}


def run(statement, *parameters):
    with connection.cursor() as cursor:
        cursor.execute(statement, parameters)
        return cursor.fetchall() if cursor.description else []


@pytest.fixture
def witness():
    """What a file outside would hold, of an archive with some history, sealed twice; the triggers are off."""
    editor = User.objects.create(username="ingrid")
    quotes = [make_quote(carried_by=[make_outlet(host=f"{n}.example"), make_outlet()]) for n in ("a", "b")]
    make_refrain(quotes=quotes)
    make_judgement(editor=editor)
    topic, occasion = make_topic(), make_occasion()
    act = Act.objects.create(kind="confirm", by=editor, reason="heard", entry_noun="quote", entry_id=1)
    make_seal()
    previous = None
    for number in (1, 2, 3):
        body = b'{"version": %d}' % number
        digest = hashlib.sha256(body).digest()
        quotes[0].versions.create(number=number, body=body, sha256=digest, previous_sha256=previous, act=act)
        previous = digest
    for text in ("ebb", "flow", "spring", "neap"):
        topic.description, occasion.place, quotes[1].language = text, text, text
        for row in (topic, occasion, quotes[1]):
            row.save()
    Topic.objects.create(name="Fog", slug="fog").delete()
    make_seal()
    seals = [seal.line for seal in Seal.objects.all()]
    assert list(verify(seals)) == []
    run("SET CONSTRAINTS ALL IMMEDIATE")
    for noun in (*tracked_tables(), "revision", "seal"):
        run(f"ALTER TABLE statements_{noun} DISABLE TRIGGER USER")
    run("SET CONSTRAINTS ALL DEFERRED")
    return seals


@contextmanager
def undone():
    """What is done within is undone."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def found(witness, *nouns):
    """Whether the checks of these nouns, and those of seals and versions, find anything."""
    checks = [verify_nouns(), verify_seals(witness), verify_versions(), *map(verify_records, nouns)]
    return any(finding for check in checks for finding in check)


def repeat(witness, tamper):
    """Tamper many times, each time anew; `tamper` gets a source of chance and gives the noun to look at."""
    chance = random.Random(20260211)
    for time in range(TIMES):
        with undone():
            noun = tamper(chance)
            assert found(witness, noun), (time, noun)


def some_line(chance, **conditions):
    """A line of history of a row that is still there."""
    gone = Revision.objects.filter(operation="delete", noun=OuterRef("noun"), row_id=OuterRef("row_id"))
    return chance.choice(list(Revision.objects.filter(~Exists(gone), **conditions)))


def last_of(line):
    return Revision.objects.filter(noun=line.noun, row_id=line.row_id).order_by("number").last()


def change(line, column, expression, *parameters):
    run(f"UPDATE statements_revision SET {column} = {expression} WHERE id = %s", *parameters, line.pk)


def test_any_column_of_a_line_of_history(witness):
    assert set(OTHER) == {field.column for field in Revision._meta.fields}
    lines = list(Revision.objects.all())
    for column, value in OTHER.items():
        for line in random.Random(column).sample(lines, TIMES // 4):
            with undone():
                change(line, column, value)
                assert found(witness, line.noun), (column, line.noun, line.number)


def test_any_column_of_a_seal(witness):
    assert {*OTHER_SEAL, "id"} == {field.column for field in Seal._meta.fields}
    for column, value in OTHER_SEAL.items():
        for seal in Seal.objects.all():
            with undone():
                run(f"UPDATE statements_seal SET {column} = {value} WHERE id = %s", seal.pk)
                assert found(witness), column


def test_line_taken_out_of_the_middle(witness):
    def tamper(chance):
        line = some_line(chance, noun__in=["topic", "quote", "occasion"], number__lt=3)
        run("DELETE FROM statements_revision WHERE id = %s", line.pk)
        return line.noun

    repeat(witness, tamper)


def test_last_line_taken_away_and_the_row_put_back(witness):
    def tamper(chance):
        line = last_of(some_line(chance, noun__in=["topic", "occasion"], operation="update"))
        run("DELETE FROM statements_revision WHERE id = %s", line.pk)
        for column, value in line.before.items():
            run(f"UPDATE statements_{line.noun} SET {column} = %s WHERE id = %s", value, line.row_id)
        return line.noun

    repeat(witness, tamper)


def test_record_taken_away_with_its_history(witness):
    def tamper(chance):
        line = some_line(chance, noun__in=TEXTS)
        run("DELETE FROM statements_revision WHERE noun = %s AND row_id = %s", line.noun, line.row_id)
        run(f"DELETE FROM statements_{line.noun} WHERE id = %s", line.row_id)
        return line.noun

    repeat(witness, tamper)


@pytest.mark.parametrize(("key", "step"), [(-1, 1), (10**6, -1)], ids=["after", "before"])
def test_line_put_in_with_a_digest_that_fits(witness, key, step):
    def tamper(chance):
        line = some_line(chance, number=1)
        line = last_of(line) if step > 0 else line
        line.pk, line.previous_sha256, line.number = key, line.sha256, line.number + step
        line.save(force_insert=True)
        change(line, "sha256", LINE_SHA256)
        return line.noun

    repeat(witness, tamper)


@pytest.mark.parametrize("column", ["number", "made_at", "before", "sha256"])
def test_two_lines_of_a_record_swapped(witness, column):
    def tamper(chance):
        line = some_line(chance, noun__in=["topic", "quote", "occasion"], operation="update")
        others = Revision.objects.filter(noun=line.noun, row_id=line.row_id, operation="update")
        other = chance.choice(list(others.exclude(pk=line.pk)))
        change(line, "number", "number + 1000")
        for row, value in ((other, getattr(line, column)), (line, getattr(other, column))):
            setattr(row, column, value)
            row.save(update_fields=["number", column])
        return line.noun

    repeat(witness, tamper)


@pytest.mark.parametrize("column", ["actor", "before", "made_at", "row_sha256"])
def test_line_changed_with_a_digest_that_fits(witness, column):
    def tamper(chance):
        line = some_line(chance, operation="update")
        change(line, column, OTHER[column])
        change(line, "content_sha256", CONTENT_SHA256)
        change(line, "sha256", LINE_SHA256)
        return line.noun

    repeat(witness, tamper)


@pytest.mark.parametrize("deed", ["UPDATE {table} SET {column} = {column} || '!'", "DELETE FROM {table}"])
def test_row_changed_or_deleted(witness, deed):
    def tamper(chance):
        line = some_line(chance, noun__in=TEXTS, operation="insert")
        table, column = f"statements_{line.noun}", TEXTS[line.noun]
        run(deed.format(table=table, column=column) + " WHERE id = %s", line.row_id)
        return line.noun

    repeat(witness, tamper)


def test_row_added(witness):
    with undone():
        Topic.objects.create(name="Mist", slug="mist")
        assert found(witness, "topic")


@pytest.mark.parametrize(
    "deed",
    [
        "body = body || 'x'",
        "sha256 = sha256(sha256)",
        "number = number + 7",
        "previous_sha256 = sha256(body)",
    ],
)
def test_version_changed(witness, deed):
    for version in Version.objects.filter(number__gt=1):
        with undone():
            run(f"UPDATE statements_version SET {deed} WHERE id = %s", version.pk)
            assert found(witness, "version")
            # The state of the row apart, by the versions themselves.
            assert list(verify_versions())


def test_history_sealed_anew(witness):
    def tamper(chance):
        line = last_of(some_line(chance, noun__in=["topic", "occasion"]))
        run("DELETE FROM statements_revision WHERE id = %s", line.pk)
        run("DELETE FROM statements_seal")
        make_seal()
        return "credit"

    repeat(witness, tamper)


def test_seal_taken_away(witness):
    for seal in Seal.objects.all():
        with undone():
            run("DELETE FROM statements_seal WHERE id = %s", seal.pk)
            assert found(witness)


def test_triggers_switched_off(witness):
    complaints = {finding.where for finding in verify(witness)}
    assert {
        "trigger quote_history_update",
        "trigger revision_keep_row",
        "trigger seal_keep_table",
    } <= complaints
