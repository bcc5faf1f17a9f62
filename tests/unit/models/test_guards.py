"""What holds for all models: permanent ids, rows that stay, and that each of these promises has a test."""

import re
from pathlib import Path

import pytest
from django.apps import apps
from django.db import connection
from psycopg import sql

from statements.curation.verify import expected_triggers
from statements.models import Act, Article, Report
from tests.factories import (
    make_appearance,
    make_article,
    make_editor,
    make_judgement,
    make_occasion,
    make_outlet,
    make_quote,
    make_reading,
    make_refrain,
    make_set,
    make_topic,
)

MODELS = list(apps.get_app_config("statements").get_models())


def make_act():
    return Act.objects.create(
        kind="confirm", by=make_editor(), reason="heard on tape", entry_noun="quote", entry_id=1
    )


def make_report():
    return Report.objects.create(quote=make_quote(), public_id="00000000", kind="error", body="Not gulls.")


def make_version():
    return make_quote().versions.create(number=1, body=b"{}", sha256=b"1" * 32)


CITABLE = {
    "outlet": make_outlet,
    "article": make_article,
    "appearance": lambda: make_quote().reference,
    "speaker": lambda: make_quote().credits.get().speaker,
    "quote": make_quote,
    "occasion": make_occasion,
    "topic": make_topic,
    "refrain": lambda: make_refrain(quotes=[make_quote()]),
    "report": make_report,
    "frozenset": lambda: make_set(quotes=[make_quote()]),
}
# What an unwary program might change in a row that stays as it is.
KEPT = {
    "appearance": (make_appearance, {"words": ["We will put the lighthouse out."]}),
    "reading": (make_reading, {"text": "Nobody met."}),
    "judgement": (make_judgement, {"verdict": "different"}),
    "act": (make_act, {"reason": "another reason"}),
    "version": (make_version, {"body": b"{1}"}),
    "frozenset": (CITABLE["frozenset"], {"members": [0]}),
}
CASCADING = {"OutletName.outlet", "Domain.outlet", "Ownership.outlet", "Name.speaker", "Role.speaker"}
CASCADING |= {"Fingerprint.quote", "SearchDocument.quote"}


@pytest.mark.parametrize("public_id", ["0000000", "0000000a", "0000000L", "0000000l", "0000-000"])
@pytest.mark.parametrize("table", CITABLE)
def test_public_id_form(refused, table, public_id):
    row = CITABLE[table]()
    row.pk, row.public_id = None, public_id
    with refused(f"{table}_public_id_form"):
        row.save(force_insert=True)


@pytest.mark.parametrize("table", CITABLE)
def test_public_id_unique(refused, table):
    row = CITABLE[table]()
    row.pk = None
    if table == "appearance":
        row.spans = [[0, 3]]
    if table == "article":
        row.text_sha256 = bytes(32)
    with refused("_public_id_"):
        row.save(force_insert=True)


@pytest.mark.parametrize("public_id", [None, "11111111"], ids=["taken away", "changed"])
@pytest.mark.parametrize("table", CITABLE)
def test_keep_public_id(refused, table, public_id):
    row = CITABLE[table]()
    row.public_id = public_id
    with refused("statements_keep_public_id"):
        row.save()


@pytest.mark.parametrize("table", CITABLE)
def test_keep_public_id_against_deleting(refused, table):
    row = CITABLE[table]()
    # Plain SQL: Django's own delete() would stop earlier, at the rows that point here.
    delete = sql.SQL("DELETE FROM {} WHERE id = %s").format(sql.Identifier(row._meta.db_table))
    with connection.cursor() as cursor, refused("statements_keep_public_id"):
        cursor.execute(delete, [row.pk])


def test_row_without_public_id_may_go():
    article = Article.objects.create(outlet=make_outlet(), text_sha256=b"0" * 32)
    article.delete()
    assert not Article.objects.exists()


@pytest.mark.parametrize("table", KEPT)
def test_keep_row(refused, table):
    make, changes = KEPT[table]
    row = make()
    with refused("statements_keep_row"):
        type(row).objects.filter(pk=row.pk).update(**changes)


@pytest.mark.parametrize("table", ["judgement", "act", "version"])
def test_keep_row_against_deleting(refused, table):
    row = KEPT[table][0]()
    with refused("statements_keep_row"):
        row.delete()


def test_appearance_may_be_marked_gone_and_superseded():
    old, new = make_appearance(), make_appearance()
    old.is_gone, old.successor, old.via_outlet = True, new, make_outlet()
    old.save()
    old.refresh_from_db()
    assert old.is_gone
    assert old.successor == new


def test_reading_may_be_superseded():
    reading = make_reading()
    reading.is_current = False
    reading.save()
    reading.refresh_from_db()
    assert not reading.is_current


def test_every_constraint_has_a_test():
    tests = "".join(path.read_text() for path in Path(__file__).parent.glob("test_*.py"))
    tested = set(re.findall(r"^def test_(\w+)\(", tests, re.MULTILINE))
    tested |= {f"{table}_public_id_form" for table in CITABLE}
    constraints = {constraint.name for model in MODELS for constraint in model._meta.constraints}
    assert constraints - tested == set()


def test_every_trigger_has_a_test():
    with connection.cursor() as cursor:
        cursor.execute("SELECT tgname FROM pg_trigger WHERE NOT tgisinternal")
        triggers = {name for (name,) in cursor.fetchall()}
    rows = {f"{t}_keep_public_id" for t in CITABLE} | {f"{t}_keep_row" for t in KEPT}
    assert triggers == rows | expected_triggers() | {
        "statements_search"
    }  # tests/unit/search/test_documents.py


def test_every_public_id_is_guarded():
    named = {m._meta.model_name for m in MODELS if any(f.name == "public_id" for f in m._meta.fields)}
    assert named == set(CITABLE)


def test_rows_go_only_with_the_entry_they_describe():
    keys = [(m, f) for m in MODELS for f in m._meta.fields if f.remote_field]
    rules = {f"{m.__name__}.{f.name}": f.remote_field.on_delete.__name__ for m, f in keys}
    assert set(rules.values()) == {"PROTECT", "CASCADE"}
    assert {name for name, rule in rules.items() if rule == "CASCADE"} == CASCADING
