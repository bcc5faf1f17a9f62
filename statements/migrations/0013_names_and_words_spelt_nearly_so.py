"""Names and words that are spelt nearly as typed."""

import django.contrib.postgres.indexes
from django.contrib.postgres.operations import TrigramExtension
from django.db import migrations, models

FILL = """
INSERT INTO statements_spelling (word, number)
SELECT word, ndoc FROM ts_stat('SELECT literal FROM statements_searchdocument WHERE is_published')
WHERE ndoc > 1 AND length(word) BETWEEN 4 AND 40 AND word ~ '^[[:alpha:]]+$'
"""


class Migration(migrations.Migration):
    dependencies = [
        ("statements", "0012_samples_of_documents"),
    ]

    operations = [
        TrigramExtension(),
        migrations.CreateModel(
            name="Spelling",
            fields=[
                ("word", models.CharField(max_length=40, primary_key=True, serialize=False)),
                ("number", models.IntegerField(help_text="How many quotes hold it, or a sixteenth of them.")),
            ],
        ),
        migrations.AddIndex(
            model_name="name",
            index=django.contrib.postgres.indexes.GinIndex(
                django.contrib.postgres.indexes.OpClass("folded", "gin_trgm_ops"), name="name_alike"
            ),
        ),
        migrations.AddIndex(
            model_name="spelling",
            index=django.contrib.postgres.indexes.GinIndex(
                django.contrib.postgres.indexes.OpClass("word", "gin_trgm_ops"), name="spelling_alike"
            ),
        ),
        migrations.RunSQL(FILL, migrations.RunSQL.noop),
    ]
