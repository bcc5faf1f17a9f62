"""Promises the database keeps itself, whatever program writes: ids last, readings and appearances stay, verdicts add up."""

from django.db import migrations

CITABLE = ["outlet", "article", "appearance", "speaker", "quote", "occasion", "topic", "refrain", "report"]
APPEND_ONLY = ["judgement", "act", "version"]
# What may change in a row that otherwise never does.
MUTABLE = {
    "appearance": ["public_id", "is_gone", "successor_id", "via_outlet_id"],
    "reading": ["is_current", "wire_group_id"],
}

FUNCTIONS = """
CREATE FUNCTION statements_keep_public_id() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.public_id IS NOT NULL AND (TG_OP = 'DELETE' OR NEW.public_id IS DISTINCT FROM OLD.public_id) THEN
        RAISE EXCEPTION 'the public id % is permanent: withdraw the entry instead', OLD.public_id
            USING ERRCODE = 'check_violation';
    END IF;
    IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
    RETURN NEW;
END $$;

CREATE FUNCTION statements_keep_row() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' AND to_jsonb(NEW) - TG_ARGV = to_jsonb(OLD) - TG_ARGV THEN RETURN NEW; END IF;
    RAISE EXCEPTION 'a row of % is never changed or taken away: add a new one', TG_TABLE_NAME
        USING ERRCODE = 'check_violation';
END $$;
"""


def keep_public_id(table):
    return (
        f"CREATE TRIGGER {table}_keep_public_id BEFORE UPDATE OR DELETE ON statements_{table} "
        "FOR EACH ROW EXECUTE FUNCTION statements_keep_public_id()"
    )


def keep_row(table, event, mutable=()):
    columns = ", ".join(f"'{column}'" for column in mutable)
    return (
        f"CREATE TRIGGER {table}_keep_row BEFORE {event} ON statements_{table} "
        f"FOR EACH ROW EXECUTE FUNCTION statements_keep_row({columns})"
    )


class Migration(migrations.Migration):
    dependencies = [("statements", "0001_initial")]

    operations = [
        migrations.RunSQL(
            FUNCTIONS, "DROP FUNCTION statements_keep_public_id(); DROP FUNCTION statements_keep_row()"
        ),
        *(
            migrations.RunSQL(
                keep_public_id(table), f"DROP TRIGGER {table}_keep_public_id ON statements_{table}"
            )
            for table in CITABLE
        ),
        *(
            migrations.RunSQL(
                keep_row(table, "UPDATE", mutable), f"DROP TRIGGER {table}_keep_row ON statements_{table}"
            )
            for table, mutable in MUTABLE.items()
        ),
        *(
            migrations.RunSQL(
                keep_row(table, "UPDATE OR DELETE"), f"DROP TRIGGER {table}_keep_row ON statements_{table}"
            )
            for table in APPEND_ONLY
        ),
    ]
