"""What the program's own role tries in vain, to write the past anew or to change something without a line."""

import psycopg
import pytest
from django.db import DatabaseError, connection, transaction

from statements.models import Revision, Topic
from statements.models.seal import make_seal

ANYBODY = "CREATE TABLE {name} (LIKE public.statements_topic)"
FORGED = (
    "INSERT INTO statements_revision (noun, row_id, entry_noun, entry_id, number, operation, made_at, actor, reason, "
    "role, content_sha256, sha256) VALUES ('topic', 1, 'topic', 1, 9, 'update', now(), 'nerys', '', 'x', '', '')"
)
OWNER = "(SELECT rolname FROM pg_roles JOIN pg_class ON relowner = pg_roles.oid WHERE relname = 'statements_revision')"
# As the owner of the tables is called on this server.
AS_OWNER = f"DO $$ BEGIN EXECUTE 'SET ROLE ' || quote_ident({OWNER}); END $$"
ATTEMPTS = {
    "change a line": "UPDATE statements_revision SET actor = 'somebody else'",
    "take a line away": "DELETE FROM statements_revision",
    "empty the history": "TRUNCATE statements_revision",
    "empty it with others": "TRUNCATE statements_topic, statements_revision CASCADE",
    "empty a table": "TRUNCATE statements_topic CASCADE",
    "forge a line": FORGED,
    "forge a line of an upsert": f"{FORGED} ON CONFLICT (noun, row_id, number) DO UPDATE SET actor = 'x'",
    "forge lines by a merge": "MERGE INTO statements_revision AS r USING statements_topic AS t ON r.row_id = t.id "
    "WHEN MATCHED THEN DELETE",
    "lock the history": "LOCK TABLE statements_revision IN ACCESS EXCLUSIVE MODE",
    "change a seal": "UPDATE statements_seal SET count = 0",
    "take a seal away": "DELETE FROM statements_seal",
    "forge a seal": "INSERT INTO statements_seal (number, last_revision, count, made_at, sha256) "
    "VALUES (9, 9, 9, now(), '')",
    "drop a trigger": "DROP TRIGGER topic_history_update ON statements_topic",
    "switch a trigger off": "ALTER TABLE statements_topic DISABLE TRIGGER topic_history_update",
    "switch all triggers off": "ALTER TABLE statements_topic DISABLE TRIGGER ALL",
    "put a trigger before": "CREATE TRIGGER a BEFORE UPDATE ON statements_topic FOR EACH ROW "
    "EXECUTE FUNCTION suppress_redundant_updates_trigger()",
    "pass for a replica": "SET session_replication_role = replica",
    "become the owner": AS_OWNER,
    "become another session": "SET SESSION AUTHORIZATION postgres",
    "replace the function": "CREATE OR REPLACE FUNCTION public.statements_note_update() RETURNS trigger "
    "LANGUAGE plpgsql AS $$ BEGIN RETURN NULL; END $$",
    "change the function": "ALTER FUNCTION statements_note_update() RESET ALL",
    "drop the function": "DROP FUNCTION statements_note_update() CASCADE",
    "call the function": "SELECT statements_note_insert()",
    "add lines": "SELECT statements_note_schema('statements_topic')",
    "use the function for a table of one's own": "CREATE TEMP TABLE statements_quote (id bigint); "
    "CREATE TRIGGER t AFTER INSERT ON statements_quote REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT "
    "EXECUTE FUNCTION statements_note_insert('quote', 'id')",
    "change the table": "ALTER TABLE statements_revision ALTER actor SET DEFAULT 'nerys'",
    "add a column": "ALTER TABLE statements_topic ADD forged text",
    "rename the table": "ALTER TABLE statements_revision RENAME TO elsewhere",
    "drop the table": "DROP TABLE statements_revision CASCADE",
    "drop all": "DROP OWNED BY current_user; UPDATE statements_revision SET actor = 'x'",
    "give itself rights": "GRANT ALL ON statements_revision TO current_user; DELETE FROM statements_revision",
    "take the owner's rights": "REASSIGN OWNED BY current_user TO postgres",
    "make rules": "CREATE RULE r AS ON INSERT TO statements_revision DO INSTEAD NOTHING",
    "make policies": "CREATE POLICY p ON statements_topic USING (false)",
    "inherit": "CREATE TEMP TABLE mine () INHERITS (statements_revision)",
    "turn the numbers back": "SELECT setval('statements_revision_id_seq', 1)",
    "use up the numbers": "SELECT nextval('statements_revision_id_seq')",
    "name nobody": "SET LOCAL archive.actor = ''; UPDATE statements_topic SET description = 'x'",
    "change a key": "UPDATE statements_topic SET id = id + 1000000",
    "make a table in front": ANYBODY.format(name="public.statements_revision2"),
    "make a schema in front": "CREATE SCHEMA mine",
    "catch the writes by a view": "CREATE VIEW public.v AS SELECT 1",
    "write by a catalogue": "UPDATE pg_trigger SET tgenabled = 'D'",
    "read a file": "COPY statements_revision FROM '/etc/hostname'",
    "seal with an old view of things": "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ; SELECT statements_make_seal()",
}


def state():
    return list(Revision.objects.order_by("pk").values_list("pk", "actor", "sha256"))


@pytest.fixture
def topic(db):
    topic = Topic.objects.create(name="Tides", slug="tides", description="ebb")
    make_seal()
    return topic


@pytest.mark.parametrize("attempt", ATTEMPTS)
def test_attempt_is_refused(topic, attempt):
    before = state()
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(ATTEMPTS[attempt])
    assert state() == before
    topic.refresh_from_db()
    assert topic.description == "ebb"


def test_copy_into_the_history_is_refused(topic):
    copy = "COPY statements_revision (noun) FROM STDIN"
    with pytest.raises(psycopg.Error), connection.cursor() as cursor, cursor.copy(copy) as rows:
        rows.write_row(("topic",))


SHADOWS = {
    "a temporary history": "CREATE TEMP TABLE statements_revision (LIKE public.statements_revision)",
    "a temporary sequence": "CREATE TEMP SEQUENCE statements_revision_id_seq",
    "a function": "CREATE FUNCTION pg_temp.sha256(bytea) RETURNS bytea LANGUAGE sql AS $$ SELECT ''::bytea $$",
    "a path of one's own": "SET LOCAL search_path = pg_temp, public",
    "other forms of values": "SET LOCAL timezone = 'Asia/Tokyo'; SET LOCAL datestyle = 'SQL, DMY'; "
    "SET LOCAL bytea_output = 'escape'; SET LOCAL extra_float_digits = -5",
    "slow plans": "SET LOCAL enable_indexscan = off; SET LOCAL enable_hashagg = off",
}


@pytest.mark.parametrize("shadow", SHADOWS)
def test_line_is_written_whatever_the_session_puts_before_it(topic, shadow):
    with connection.cursor() as cursor:
        cursor.execute(SHADOWS[shadow])
        cursor.execute("UPDATE public.statements_topic SET description = 'flow'")
        cursor.execute(
            "SELECT after->>'description', sha256 <> '' FROM public.statements_revision "
            "WHERE noun = 'topic' ORDER BY id DESC LIMIT 1"
        )
        assert cursor.fetchone() == ("flow", True)
