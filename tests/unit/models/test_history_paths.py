"""Whichever way a row is changed, its history says what was before and after, and who did it."""

import os
import pwd
import subprocess
import sys

import psycopg
import pytest
from django.db import connection
from django.urls import reverse

from archive.database import OWNER_URL
from statements.models import Name, Revision, Topic
from tests.factories import make_editor, make_speaker

DESCRIBE = "UPDATE statements_topic SET description = 'flow' WHERE name = 'Tides'"
INSERT = (
    "INSERT INTO statements_topic (name, slug, description, terms) VALUES ('Tides', 'tides', 'flow', '{}') "
    "ON CONFLICT (name) DO UPDATE SET description = excluded.description"
)
MERGE = """
MERGE INTO statements_topic USING (VALUES ('Tides', 'flow')) AS news (name, description)
ON statements_topic.name = news.name WHEN MATCHED THEN UPDATE SET description = news.description
WHEN NOT MATCHED THEN INSERT (name, slug, description, terms) VALUES (news.name, 'tides', news.description, '{}')
"""


def run(statement):
    with connection.cursor() as cursor:
        cursor.execute(statement)


def save(topic):
    topic.description = "flow"
    topic.save()


def bulk_update(topic):
    topic.description = "flow"
    Topic.objects.bulk_update([topic], ["description"])


def upsert(topic):
    again = Topic(name="Tides", slug="tides", description="flow")
    Topic.objects.bulk_create(
        [again], update_conflicts=True, unique_fields=["name"], update_fields=["description"]
    )


def copy():
    into = "COPY statements_topic (name, slug, description, terms) FROM STDIN"
    with connection.cursor() as cursor, cursor.copy(into) as rows:
        rows.write_row(("Fog", "fog", "ebb", []))


CHANGES = {
    "save": save,
    "update": lambda topic: Topic.objects.filter(pk=topic.pk).update(description="flow"),
    "bulk_update": bulk_update,
    "update_or_create": lambda topic: Topic.objects.update_or_create(
        name="Tides", defaults={"description": "flow"}
    ),
    "upsert": upsert,
    "plain SQL": lambda topic: run(DESCRIBE),
    "ON CONFLICT": lambda topic: run(INSERT),
    "MERGE": lambda topic: run(MERGE),
    "DO block": lambda topic: run(f"DO $$ BEGIN {DESCRIBE}; END $$"),
    "common table expression": lambda topic: run(f"WITH changed AS ({DESCRIBE} RETURNING id) TABLE changed"),
    "function": lambda topic: run(
        f"CREATE FUNCTION pg_temp.f() RETURNS void LANGUAGE sql AS $$ {DESCRIBE} $$; SELECT pg_temp.f()"
    ),
}
ADDITIONS = {
    "create": lambda: Topic.objects.create(name="Fog", slug="fog"),
    "bulk_create": lambda: Topic.objects.bulk_create(
        [Topic(name="Fog", slug="fog"), Topic(name="Ice", slug="ice")]
    ),
    "get_or_create": lambda: Topic.objects.get_or_create(name="Fog", defaults={"slug": "fog"}),
    "COPY": copy,
    "SELECT INTO": lambda: run(
        "INSERT INTO statements_topic (name, slug, description, terms) SELECT 'Fog', 'fog', '', '{}'"
    ),
}
DELETIONS = {
    "delete": lambda topic: topic.delete(),
    "delete of a query": lambda topic: Topic.objects.filter(name="Tides").delete(),
    "raw delete": lambda topic: Topic.objects.filter(name="Tides")._raw_delete("default"),
    "plain SQL": lambda topic: run("DELETE FROM statements_topic"),
    "DELETE USING": lambda topic: run(
        "DELETE FROM statements_topic AS a USING statements_topic AS b WHERE a.id = b.id"
    ),
}


@pytest.fixture
def topic(db):
    return Topic.objects.create(name="Tides", slug="tides", description="ebb")


def lines(noun, key):
    return list(Revision.objects.filter(noun=noun, row_id=key).order_by("number"))


def assert_changed(line, actor):
    told = (line.number, line.operation, line.before, line.after, line.actor)
    assert told == (2, "update", {"description": "ebb"}, {"description": "flow"}, actor)


@pytest.mark.parametrize("way", CHANGES)
def test_change(topic, way):
    CHANGES[way](topic)
    [_, line] = lines("topic", topic.pk)
    assert_changed(line, "test")


@pytest.mark.parametrize("way", ADDITIONS)
def test_addition(db, way):
    ADDITIONS[way]()
    for topic in Topic.objects.all():
        [line] = lines("topic", topic.pk)
        assert (line.number, line.operation, line.actor) == (1, "insert", "test")
    assert Topic.objects.filter(name="Fog").exists()


@pytest.mark.parametrize("way", DELETIONS)
def test_deletion(topic, way):
    key = topic.pk
    DELETIONS[way](topic)
    [_, line] = lines("topic", key)
    assert (line.operation, line.before["description"], line.actor) == ("delete", "ebb", "test")


def test_deletion_that_takes_rows_along(db):
    speaker = make_speaker()
    name = speaker.names.get()
    keys = {"speaker": speaker.pk, "name": name.pk}
    speaker.delete()
    assert not Name.objects.exists()
    for noun, key in keys.items():
        assert lines(noun, key)[-1].operation == "delete"
    gone = lines("name", keys["name"])[-1]
    assert (gone.entry_noun, gone.entry_id) == ("speaker", keys["speaker"])


def test_row_that_comes_back_goes_on_with_its_history(topic):
    key = topic.pk
    topic.delete()
    Topic.objects.create(pk=key, name="Tides", slug="tides")
    told = [(line.number, line.operation) for line in lines("topic", key)]
    assert told == [(1, "insert"), (2, "delete"), (3, "insert")]


def test_many_rows_in_one_statement(db):
    Topic.objects.bulk_create([Topic(name=f"Topic {n}", slug="topic", description="ebb") for n in range(50)])
    Topic.objects.update(description="flow")
    for topic in Topic.objects.all():
        assert_changed(lines("topic", topic.pk)[1], "test")


def test_change_by_a_page_of_the_desk(client, topic):
    client.force_login(make_editor(username="nerys"))
    address = reverse("admin:statements_topic_change", args=[topic.pk])
    form = client.get(address).context["adminform"].form
    sent = {name: form[name].value() or "" for name in form.fields}
    assert client.post(address, sent | {"description": "flow", "why": "seen"}).status_code == 302
    line = lines("topic", topic.pk)[1]
    assert (line.actor, line.reason, line.before["description"]) == ("editor nerys", "seen", "ebb")
    assert line.after["description"] == "flow"


@pytest.mark.django_db(transaction=True)
def test_change_by_the_owner_at_a_prompt(topic, database_url):
    with psycopg.connect(os.environ[OWNER_URL]) as owner:
        owner.execute(DESCRIBE)
        role = owner.info.user
    [_, line] = lines("topic", topic.pk)
    assert_changed(line, f"database role {role}")
    assert line.role == role


def test_change_by_a_command_of_its_own(database_url, tmp_path):
    file = tmp_path / "topics.csv"
    for description in ("ebb", "flow"):
        file.write_text(f"name,broader,description,terms\nTides,,{description},\n")
        command = [sys.executable, "manage.py", "load_topics", file]
        subprocess.run(
            command, env=os.environ | {"DATABASE_URL": database_url}, check=True, capture_output=True
        )
    [_, line] = lines("topic", Topic.objects.get().pk)
    assert_changed(line, f"load_topics, run by {pwd.getpwuid(os.geteuid()).pw_name}")
    assert line.role == connection.settings_dict["USER"]
