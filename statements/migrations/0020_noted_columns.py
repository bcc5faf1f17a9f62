"""The columns that migrations 0015 to 0017 added are noted in the history of the rows that had none of them."""

from django.db import migrations

TABLES = ("judgement", "outlet", "report")
BEGIN = "SELECT set_config('archive.reason', 'columns were added', true)"
END = "SELECT set_config('archive.reason', '', true)"


class Migration(migrations.Migration):
    dependencies = [("statements", "0019_frozen_sets")]

    operations = [
        migrations.RunSQL(
            [BEGIN, *(f"SELECT statements_note_schema('statements_{table}')" for table in TABLES), END],
            migrations.RunSQL.noop,
        )
    ]
