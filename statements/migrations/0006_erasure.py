"""Erasing words because the law demands it: the one way past the guards, for the owner of the tables alone."""

from django.db import migrations

# As the guard of migration 0002, and for a moment open to the function below.
KEEP_ROW = """
CREATE OR REPLACE FUNCTION statements_keep_row() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' AND to_jsonb(NEW) - TG_ARGV = to_jsonb(OLD) - TG_ARGV THEN RETURN NEW; END IF;
    -- Anybody may set a setting; only the owner of the table passes here with it.
    IF TG_OP = 'UPDATE' AND current_setting('archive.erasing', true) = 'on' AND pg_has_role(
        current_user, (SELECT relowner FROM pg_class WHERE oid = TG_RELID), 'USAGE'
    ) THEN RETURN NEW; END IF;
    RAISE EXCEPTION 'a row of % is never changed or taken away: add a new one', TG_TABLE_NAME
        USING ERRCODE = 'check_violation';
END $$;
"""
FORMER_KEEP_ROW = """
CREATE OR REPLACE FUNCTION statements_keep_row() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' AND to_jsonb(NEW) - TG_ARGV = to_jsonb(OLD) - TG_ARGV THEN RETURN NEW; END IF;
    RAISE EXCEPTION 'a row of % is never changed or taken away: add a new one', TG_TABLE_NAME
        USING ERRCODE = 'check_violation';
END $$;
"""
# The words go, character by character in the texts of articles, so that the spans of other quotations stay true. A
# digest that could test a guess at the words goes too: those of versions are salted with a value that is not kept,
# those of the history lose their salt. Then each row gets a new line of history, which holds what is left of it.
ERASE = """
CREATE FUNCTION statements_erase(erasing bigint) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    gone CONSTANT text := '[erased]';
    quotes bigint[];
    appearances bigint[];
    readings bigint[];
    articles bigint[];
    refrains bigint[];
    versions bigint[];
    phrases text[];
    in_json text[];
    named text[];
    phrase text;
    piece record;
BEGIN
    WITH RECURSIVE family (id) AS (
        SELECT entry_id FROM statements_act WHERE id = erasing AND kind = 'erase' AND entry_noun = 'quote'
        UNION SELECT quote.id FROM statements_quote AS quote JOIN family ON quote.merged_into_id = family.id
    )
    SELECT array_agg(id) INTO quotes FROM family;
    IF quotes IS NULL THEN RAISE EXCEPTION 'act % erases no quote', erasing; END IF;
    appearances := ARRAY(
        SELECT DISTINCT appearance_id FROM statements_carriage WHERE quote_id = ANY (quotes) AND is_active
    );
    readings := ARRAY(SELECT DISTINCT reading_id FROM statements_appearance WHERE id = ANY (appearances));
    articles := ARRAY(SELECT DISTINCT article_id FROM statements_reading WHERE id = ANY (readings));
    refrains := ARRAY(SELECT DISTINCT refrain_id FROM statements_repetition WHERE quote_id = ANY (quotes));
    -- Without the marks at their ends, which who repeats them leaves out. Shorter ones stand in other sentences too.
    phrases := ARRAY(
        SELECT DISTINCT btrim(said, ' ,.;:!?') FROM (
            SELECT unnest(words) AS said FROM statements_appearance WHERE id = ANY (appearances)
            UNION SELECT wording FROM statements_quote WHERE id = ANY (quotes)
            UNION SELECT words FROM statements_sentence WHERE quote_id = ANY (quotes)
        ) AS spoken WHERE length(said) >= 20 AND said <> gone ORDER BY 1
    );
    in_json := ARRAY(SELECT substr(said, 2, length(said) - 2) FROM (
        SELECT to_json(unnest(phrases))::text AS said
    ) AS quoted);
    -- What holds an appearance holds its words, however short.
    named := ARRAY(SELECT '"' || public_id || '"' FROM statements_appearance
        WHERE id = ANY (appearances) AND public_id IS NOT NULL);
    PERFORM set_config('archive.erasing', 'on', true);

    FOR piece IN
        SELECT reading_id, span[1] AS first, span[2] - span[1] AS length
        FROM statements_appearance, LATERAL (SELECT ARRAY[spans[i][1], spans[i][2]] AS span
            FROM generate_subscripts(spans, 1) AS i) AS places
        WHERE id = ANY (appearances)
    LOOP
        UPDATE statements_reading
        SET text = overlay(text PLACING repeat('█', piece.length) FROM piece.first + 1 FOR piece.length)
        WHERE id = piece.reading_id;
    END LOOP;
    FOREACH phrase IN ARRAY phrases LOOP
        UPDATE statements_reading SET text = replace(text, phrase, repeat('█', length(phrase)))
        WHERE article_id = ANY (articles) AND strpos(text, phrase) > 0;
        UPDATE statements_article SET headline = replace(headline, phrase, gone)
        WHERE strpos(headline, phrase) > 0;
        UPDATE statements_report SET body = replace(body, phrase, gone), outcome = replace(outcome, phrase, gone)
        WHERE strpos(body || outcome, phrase) > 0;
        UPDATE statements_act SET reason = replace(reason, phrase, gone) WHERE strpos(reason, phrase) > 0;
        UPDATE statements_judgement SET why = replace(why, phrase, gone) WHERE strpos(why, phrase) > 0;
        UPDATE django_admin_log SET object_repr = gone, change_message = ''
        WHERE strpos(object_repr || change_message, left(phrase, 60)) > 0;
    END LOOP;
    UPDATE statements_capture SET body = '', headers = '{}' WHERE article_id = ANY (articles);
    UPDATE statements_appearance
    SET words = array_fill(gone, ARRAY[cardinality(words)]), prompt = ''
    WHERE id = ANY (appearances);
    -- Keys are digests of the words. Former sentences of other quotes may be of what they held once.
    UPDATE statements_sentence SET words = gone, key = 'e' || id
    WHERE quote_id = ANY (quotes) OR appearance_id = ANY (appearances);
    UPDATE statements_repetition SET wording = gone WHERE quote_id = ANY (quotes);
    UPDATE statements_refrain SET wording = gone WHERE id = ANY (refrains);
    UPDATE statements_quote SET wording = gone WHERE id = ANY (quotes);
    UPDATE statements_quote SET status = 'erased' WHERE id = ANY (quotes) AND merged_into_id IS NULL;

    versions := ARRAY(
        SELECT id FROM statements_version WHERE quote_id = ANY (quotes) OR refrain_id = ANY (refrains)
            OR EXISTS (SELECT FROM unnest(in_json || named) AS said
                WHERE strpos(convert_from(body, 'UTF8'), said) > 0)
    );
    UPDATE statements_version SET body = '', sha256 = sha256(uuid_send(gen_random_uuid()) || sha256)
    WHERE id = ANY (versions);
    UPDATE statements_version AS next SET previous_sha256 = former.sha256
    FROM statements_version AS former
    WHERE former.id = ANY (versions) AND former.number = next.number - 1
        AND (former.quote_id, former.refrain_id, former.article_id)
            IS NOT DISTINCT FROM (next.quote_id, next.refrain_id, next.article_id);

    UPDATE statements_revision AS line SET before = NULL, after = NULL, salt = NULL, erased_by = erasing,
        reason = CASE WHEN EXISTS (SELECT FROM unnest(phrases) AS said WHERE strpos(reason, said) > 0)
            THEN gone ELSE reason END
    WHERE (noun = 'quote' AND row_id = ANY (quotes))
        OR (noun = 'quote' AND (
            (before ->> 'reference_id')::bigint = ANY (appearances)
            OR (after ->> 'reference_id')::bigint = ANY (appearances)
        ))
        OR (noun = 'version' AND row_id = ANY (versions))
        OR (noun = 'refrain' AND row_id = ANY (refrains))
        OR (noun = 'repetition' AND row_id IN (
            SELECT id FROM statements_repetition WHERE refrain_id = ANY (refrains)
        ))
        OR EXISTS (SELECT FROM unnest(phrases) AS said WHERE strpos(reason, said) > 0)
        OR EXISTS (SELECT FROM unnest(in_json) AS said WHERE
            strpos(coalesce(before::text, '') || coalesce(after::text, ''), said) > 0
        );
    PERFORM statements_note_schema(format('statements_%s', noun)::regclass, 'erase')
    FROM unnest(ARRAY['act', 'article', 'judgement', 'quote', 'refrain', 'repetition', 'report', 'version']) AS noun;
    PERFORM set_config('archive.erasing', '', true);
END $$;

DO $$ BEGIN
    EXECUTE format(
        'ALTER FUNCTION statements_erase(bigint) SET search_path = pg_catalog, %I, pg_temp', current_schema()
    );
    REVOKE ALL ON FUNCTION statements_erase(bigint) FROM PUBLIC;
END $$;
"""


class Migration(migrations.Migration):
    dependencies = [("statements", "0005_seals"), ("admin", "0001_initial")]

    operations = [
        migrations.RunSQL(KEEP_ROW, FORMER_KEEP_ROW),
        migrations.RunSQL(ERASE, "DROP FUNCTION statements_erase(bigint)"),
    ]
