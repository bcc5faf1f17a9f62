"""Seals on the history, so that a line taken from its end is missed."""

from django.db import migrations, models

MAKE_SEAL = """
-- Lines get their keys before they are committed: the lock waits for all who are writing, so that no line with a
-- smaller key appears after the seal. A transaction with one snapshot for all its statements would not see them.
-- The digest is made of digests of ten thousand lines each, since one of all of them could be too long a value.
CREATE FUNCTION statements_make_seal() RETURNS void LANGUAGE plpgsql SECURITY DEFINER
SET timezone = 'UTC' SET datestyle = 'ISO, YMD' SET jit = off SET lock_timeout = '2s' AS $$
DECLARE
    former statements_seal;
    covered record;
    now_made timestamptz := clock_timestamp();
BEGIN
    IF current_setting('transaction_isolation') <> 'read committed' THEN
        RAISE EXCEPTION 'a seal is made in a transaction that is READ COMMITTED';
    END IF;
    LOCK TABLE statements_seal IN EXCLUSIVE MODE;
    LOCK TABLE statements_revision IN SHARE MODE;
    SELECT * INTO former FROM statements_seal ORDER BY number DESC LIMIT 1;
    SELECT sum(lines)::bigint AS lines, max(last) AS last, sha256(string_agg(digest, '' ORDER BY block)) AS digest
    INTO covered
    FROM (
        SELECT id / 10000 AS block, count(*) AS lines, max(id) AS last,
            sha256(string_agg(int8send(id) || sha256, '' ORDER BY id)) AS digest
        FROM statements_revision WHERE id > coalesce(former.last_revision, 0) GROUP BY 1
    ) AS blocks;
    IF covered.lines IS NULL THEN RETURN; END IF;
    INSERT INTO statements_seal (number, last_revision, count, made_at, sha256)
    SELECT number, covered.last, covered.lines, now_made, sha256(coalesce(former.sha256, '') || convert_to(
        jsonb_build_array(number, covered.last, covered.lines, now_made)::text, 'UTF8'
    ) || covered.digest)
    FROM (SELECT coalesce(former.number, 0) + 1 AS number) AS next;
END $$;

DO $$ BEGIN
    EXECUTE format(
        'ALTER FUNCTION statements_make_seal() SET search_path = pg_catalog, %I, pg_temp', current_schema()
    );
    REVOKE ALL ON FUNCTION statements_make_seal() FROM PUBLIC;
END $$;

CREATE TRIGGER seal_keep_row BEFORE UPDATE OR DELETE ON statements_seal
FOR EACH ROW EXECUTE FUNCTION statements_keep_row();
CREATE TRIGGER seal_keep_table BEFORE TRUNCATE ON statements_seal
FOR EACH STATEMENT EXECUTE FUNCTION statements_keep_table();
"""


class Migration(migrations.Migration):
    dependencies = [("statements", "0004_history")]

    operations = [
        migrations.CreateModel(
            name="Seal",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveIntegerField(unique=True)),
                (
                    "last_revision",
                    models.BigIntegerField(help_text="The key of the last line that it covers.", unique=True),
                ),
                ("count", models.BigIntegerField(help_text="How many lines it covers.")),
                ("made_at", models.DateTimeField()),
                ("sha256", models.BinaryField(max_length=32)),
            ],
            options={"ordering": ["number"]},
        ),
        migrations.RunSQL(MAKE_SEAL, "DROP FUNCTION statements_make_seal()"),
    ]
