"""The history of every curated row, written by triggers, whichever way the row was changed."""

from django.db import migrations, models

# Which tables have a history, and which entry a row of them belongs to: its noun, and the column with its key.
TRACKED = {
    "act": ("act", "id"),
    "article": ("article", "id"),
    "carriage": ("quote", "quote_id"),
    "credit": ("quote", "quote_id"),
    "domain": ("outlet", "outlet_id"),
    "judgement": ("judgement", "id"),
    "name": ("speaker", "speaker_id"),
    "occasion": ("occasion", "id"),
    "outlet": ("outlet", "id"),
    "outletname": ("outlet", "outlet_id"),
    "ownership": ("outlet", "outlet_id"),
    "quote": ("quote", "id"),
    "refrain": ("refrain", "id"),
    "repetition": ("refrain", "refrain_id"),
    "report": ("report", "id"),
    "role": ("speaker", "speaker_id"),
    "speaker": ("speaker", "id"),
    "subject": ("quote", "quote_id"),
    "topic": ("topic", "id"),
    "version": ("version", "id"),
    "wiregroup": ("wiregroup", "id"),
}
# Generated columns: they follow from the others.
IGNORED = {"quote": ["search"]}

# How values are written out must not depend on who writes: the digests are made of it. Compiling a query to machine
# code, which PostgreSQL does for seemingly large ones, takes longer than the query.
SETTINGS = """
    SET timezone = 'UTC' SET datestyle = 'ISO, YMD' SET intervalstyle = 'postgres' SET bytea_output = 'hex'
    SET extra_float_digits = 1 SET plan_cache_mode = force_generic_plan SET jit = off
"""

# Who may leave out the name: the owner of the tables at a prompt, who is known by the role. (The function runs as
# its owner, so current_user is the owner, and session_user the role that is logged in.)
NAMES = """
    who text := nullif(current_setting('archive.actor', true), '');
    why text := coalesce(current_setting('archive.reason', true), '');
    under bigint := nullif(current_setting('archive.act', true), '')::bigint;
"""
REQUIRE_NAME = """
    IF who IS NULL AND NOT pg_has_role(session_user, current_user, 'MEMBER') THEN
        RAISE EXCEPTION 'nobody is named as the one who changes this'
            USING ERRCODE = 'insufficient_privilege',
            HINT = 'Name the actor first: SELECT set_config(''archive.actor'', ''who you are'', true)';
    END IF;
    who := coalesce(who, 'database role ' || session_user);
"""

# Writes a line for each row of a query that gives id, old_row and new_row. Of a row that has two lines the later one is
# found by the unique index. OFFSET 0 keeps PostgreSQL from working an expression out twice.
WRITE = """
INSERT INTO statements_revision (
    id, noun, row_id, entry_noun, entry_id, number, operation, made_at, actor, reason, act_id, role,
    before, after, salt, row_sha256, content_sha256, previous_sha256, sha256
)
SELECT
    id, noun, row_id, entry_noun, entry_id, number, operation, made_at, actor, reason, act_id, role,
    before, after, salt, row_sha256, content_sha256, previous_sha256,
    sha256(coalesce(previous_sha256, '') || convert_to(jsonb_build_array(
        id, noun, row_id, entry_noun, entry_id, number, operation, made_at, actor, act_id, role,
        encode(row_sha256, 'hex'), encode(content_sha256, 'hex')
    )::text, 'UTF8'))
FROM (
    SELECT
        nextval('statements_revision_id_seq') AS id, {noun}::text AS noun, salted.id AS row_id,
        {entry_noun}::text AS entry_noun, (coalesce(new_row, old_row) ->> {entry_key})::bigint AS entry_id,
        coalesce(last.number, 0) + 1 AS number, {operation}::text AS operation, clock_timestamp() AS made_at,
        {who}::text AS actor, {why}::text AS reason, {under}::bigint AS act_id, session_user::text AS role,
        before, after, salt,
        CASE WHEN new_row IS NOT NULL THEN sha256(salt || convert_to(
            (new_row - ARRAY(SELECT key FROM jsonb_each(new_row) WHERE value = 'null'))::text, 'UTF8'
        )) END AS row_sha256,
        sha256(salt || convert_to(jsonb_build_array(before, after, {why}::text)::text, 'UTF8')) AS content_sha256,
        last.sha256 AS previous_sha256
    FROM (
        -- Of its 16 bytes 122 bits are random.
        SELECT changed.*, uuid_send(gen_random_uuid()) AS salt, {difference}
        FROM ({changed}) AS changed {where}
        OFFSET 0
    ) AS salted
    LEFT JOIN LATERAL (
        SELECT number, sha256 FROM statements_revision AS r
        WHERE r.noun = {noun} AND r.row_id = salted.id ORDER BY r.number DESC LIMIT 1
    ) AS last ON true
    OFFSET 0
) AS line
"""
INSIDE_TRIGGER = {
    "noun": "this_noun",
    "entry_noun": "TG_ARGV[0]",
    "entry_key": "TG_ARGV[1]",
    "operation": "lower(TG_OP)",
    "who": "who",
    "why": "why",
    "under": "under",
}
EMPTY = "NULL::jsonb AS before, NULL::jsonb AS after"
EVENTS = {
    "insert": {
        "tables": "NEW TABLE AS new_rows",
        "rows": "new_rows",
        "changed": "SELECT id, NULL::jsonb AS old_row, to_jsonb(n) - TG_ARGV[2:] AS new_row FROM new_rows AS n",
        "difference": EMPTY,
        "where": "",
    },
    # The two tables are not joined: the plan for one row, which is kept, would be slow for ten thousand.
    "update": {
        "tables": "OLD TABLE AS old_rows NEW TABLE AS new_rows",
        "rows": "new_rows",
        "changed": """
            SELECT id, (array_agg(state) FILTER (WHERE NOT is_new))[1] AS old_row,
                (array_agg(state) FILTER (WHERE is_new))[1] AS new_row
            FROM (
                SELECT id, to_jsonb(o) - TG_ARGV[2:] AS state, false AS is_new FROM old_rows AS o
                UNION ALL SELECT id, to_jsonb(n) - TG_ARGV[2:], true FROM new_rows AS n
            ) AS states GROUP BY id
        """,
        "difference": "difference.*",
        "where": """
            CROSS JOIN LATERAL (
                SELECT jsonb_object_agg(key, old_row -> key) AS before, jsonb_object_agg(key, value) AS after
                FROM jsonb_each(new_row) WHERE value IS DISTINCT FROM old_row -> key
            ) AS difference
            WHERE old_row IS DISTINCT FROM new_row
        """,
    },
    "delete": {
        "tables": "OLD TABLE AS old_rows",
        "rows": "old_rows",
        "changed": "SELECT id, to_jsonb(o) - TG_ARGV[2:] AS old_row, NULL::jsonb AS new_row FROM old_rows AS o",
        "difference": "old_row AS before, NULL::jsonb AS after",
        "where": "",
    },
}
KEEP_KEYS = """
    IF EXISTS (
        SELECT FROM (SELECT id FROM old_rows UNION ALL SELECT id FROM new_rows) AS keys
        GROUP BY id HAVING count(*) <> 2
    ) THEN
        RAISE EXCEPTION 'the key of a row of % is never changed: its history hangs on it', TG_TABLE_NAME
            USING ERRCODE = 'check_violation';
    END IF;
"""


def note(event):
    """The trigger function that writes the history after one kind of statement."""
    parts = EVENTS[event]
    return f"""
CREATE FUNCTION statements_note_{event}() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER {SETTINGS} AS $$
DECLARE
    this_noun text := substr(TG_TABLE_NAME, length('statements_') + 1);
    {NAMES}
BEGIN
    -- A statement that touched nothing needs no name.
    IF NOT EXISTS (SELECT FROM {parts["rows"]}) THEN RETURN NULL; END IF;
    {REQUIRE_NAME} {KEEP_KEYS if event == "update" else ""}
    {WRITE.format(**INSIDE_TRIGGER, **parts)};
    RETURN NULL;
END $$;
"""


# The query has the names of table, column and entry written in by format(): %1$I is the table, %2$L its noun, %3$L
# the entry's, %4$L the column with its key, %5$L the ignored columns; $1 to $4 are who, why, under and operation.
NOTE_SCHEMA = WRITE.format(
    noun="%2$L",
    entry_noun="%3$L",
    entry_key="%4$L",
    operation="$4",
    who="$1",
    why="$2",
    under="$3",
    changed="SELECT id, NULL::jsonb AS old_row, to_jsonb(t) - %5$L::text[] AS new_row FROM %1$I AS t",
    difference=EMPTY,
    where="""
        WHERE NOT EXISTS (
            SELECT FROM (
                SELECT salt, row_sha256 FROM statements_revision AS r
                WHERE r.noun = %2$L AND r.row_id = changed.id ORDER BY r.number DESC LIMIT 1
            ) AS last
            WHERE row_sha256 = sha256(salt || convert_to(
                (new_row - ARRAY(SELECT key FROM jsonb_each(new_row) WHERE value = 'null'))::text, 'UTF8'
            ))
        )
    """,
)
OTHER_FUNCTIONS = f"""
-- To be called by migrations that change a table's columns, other than by a new one that is null in old rows: adds
-- a line to each row that is not as its last line left it. The triggers of the table say what its entry is.
CREATE FUNCTION statements_note_schema(changed regclass, operation text DEFAULT 'schema') RETURNS void
LANGUAGE plpgsql {SETTINGS} AS $$
DECLARE
    arguments text[] := (
        SELECT string_to_array(encode(tgargs, 'escape'), '\\000') FROM pg_trigger
        WHERE tgrelid = changed AND tgname LIKE '%\\_history\\_insert'
    );
    name text := (SELECT relname FROM pg_class WHERE oid = changed);
    {NAMES}
BEGIN
    IF arguments IS NULL THEN RAISE EXCEPTION '% has no history', changed; END IF;
    {REQUIRE_NAME}
    EXECUTE format(
        $query$ {NOTE_SCHEMA} $query$, name, substr(name, length('statements_') + 1),
        arguments[1], arguments[2], arguments[3:cardinality(arguments) - 1]
    ) USING who, why, under, operation;
END $$;

CREATE FUNCTION statements_keep_table() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'the table % is never emptied at one stroke', TG_TABLE_NAME USING ERRCODE = 'check_violation';
END $$;

-- Names are looked up where the tables are, and never first among somebody's temporary tables. A trigger of
-- somebody's own on a table of the same name elsewhere could write false lines: only the owner may make one.
DO $$
DECLARE function regprocedure;
BEGIN
    FOR function IN
        SELECT oid FROM pg_proc WHERE proname ~ '^statements_note_' AND pronamespace = current_schema()::regnamespace
    LOOP
        EXECUTE format('ALTER FUNCTION %s SET search_path = pg_catalog, %I, pg_temp', function, current_schema());
        EXECUTE format('REVOKE ALL ON FUNCTION %s FROM PUBLIC', function);
    END LOOP;
END $$;
"""  # noqa: S608
DROP_FUNCTIONS = """
DROP FUNCTION statements_note_insert(), statements_note_update(), statements_note_delete(),
    statements_note_schema(regclass, text), statements_keep_table();
"""


def history_triggers(table):
    """The statements that give a table its history and keep it from being emptied."""
    arguments = ", ".join(f"'{argument}'" for argument in (*TRACKED[table], *IGNORED.get(table, [])))
    for event, parts in EVENTS.items():
        yield (
            f"CREATE TRIGGER {table}_history_{event} AFTER {event.upper()} ON statements_{table} "
            f"REFERENCING {parts['tables']} FOR EACH STATEMENT "
            f"EXECUTE FUNCTION statements_note_{event}({arguments})"
        )
    yield keep_table(table)


def keep_table(table):
    return (
        f"CREATE TRIGGER {table}_keep_table BEFORE TRUNCATE ON statements_{table} "
        "FOR EACH STATEMENT EXECUTE FUNCTION statements_keep_table()"
    )


def drop_triggers(table):
    for name in ("history_insert", "history_update", "history_delete", "keep_table"):
        yield f"DROP TRIGGER {table}_{name} ON statements_{table}"


KEEP_ROWS = (
    "CREATE TRIGGER revision_keep_row BEFORE UPDATE OR DELETE ON statements_revision "
    "FOR EACH ROW EXECUTE FUNCTION statements_keep_row()"
)
# Rows that were there before: their history begins here.
BEGIN = "SELECT set_config('archive.reason', 'the history begins', true)"
END = "SELECT set_config('archive.reason', '', true)"


class Migration(migrations.Migration):
    dependencies = [("statements", "0003_curation")]

    operations = [
        migrations.CreateModel(
            name="Revision",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("noun", models.CharField(help_text="The row's table, without its prefix.", max_length=20)),
                ("row_id", models.BigIntegerField()),
                (
                    "entry_noun",
                    models.CharField(
                        help_text="The entry that the row is a part of, or itself.", max_length=20
                    ),
                ),
                ("entry_id", models.BigIntegerField()),
                ("number", models.PositiveIntegerField(help_text="1, 2, 3 … for each row.")),
                (
                    "operation",
                    models.CharField(
                        choices=[
                            ("insert", "Insert"),
                            ("update", "Update"),
                            ("delete", "Delete"),
                            ("schema", "the table's columns changed, or its history began"),
                            ("erase", "erased by order of law"),
                        ],
                        max_length=6,
                    ),
                ),
                ("made_at", models.DateTimeField()),
                ("actor", models.TextField()),
                ("reason", models.TextField(blank=True)),
                (
                    "act_id",
                    models.BigIntegerField(
                        blank=True, help_text="The editor's act it was a part of.", null=True
                    ),
                ),
                ("role", models.TextField(help_text="The role that was logged in to the database.")),
                (
                    "before",
                    models.JSONField(
                        blank=True, help_text="The changed columns, or the whole deleted row.", null=True
                    ),
                ),
                ("after", models.JSONField(blank=True, help_text="The changed columns.", null=True)),
                ("salt", models.BinaryField(blank=True, max_length=16, null=True)),
                (
                    "row_sha256",
                    models.BinaryField(blank=True, help_text="Of salt and row.", max_length=32, null=True),
                ),
                (
                    "content_sha256",
                    models.BinaryField(help_text="Of salt, before, after and reason.", max_length=32),
                ),
                ("previous_sha256", models.BinaryField(blank=True, max_length=32, null=True)),
                (
                    "sha256",
                    models.BinaryField(help_text="Of the line, with digests for its content.", max_length=32),
                ),
                (
                    "erased_by",
                    models.BigIntegerField(
                        blank=True, help_text="The act that erased the content.", null=True
                    ),
                ),
            ],
            options={
                "ordering": ["id"],
                "indexes": [
                    models.Index(fields=["entry_noun", "entry_id", "id"], name="revision_of_an_entry")
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("noun", "row_id", "number"), name="revision_number_once")
                ],
            },
        ),
        migrations.RunSQL("".join(map(note, EVENTS)) + OTHER_FUNCTIONS, DROP_FUNCTIONS),
        migrations.RunSQL(
            [KEEP_ROWS, keep_table("revision")],
            [
                "DROP TRIGGER revision_keep_row ON statements_revision",
                "DROP TRIGGER revision_keep_table ON statements_revision",
            ],
        ),
        *(migrations.RunSQL(list(history_triggers(table)), list(drop_triggers(table))) for table in TRACKED),
        migrations.RunSQL(
            [BEGIN, *(f"SELECT statements_note_schema('statements_{table}')" for table in TRACKED), END],
            migrations.RunSQL.noop,
        ),
    ]
