"""A part of the search documents that stands for all of them."""

import django.contrib.postgres.indexes
import django.db.models.expressions
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("statements", "0011_search_documents"),
    ]

    operations = [
        migrations.AddField(
            model_name="searchdocument",
            name="sample",
            field=models.GeneratedField(
                db_persist=True,
                expression=django.db.models.expressions.CombinedExpression(
                    models.Func(models.F("quote"), function="hashint8", output_field=models.IntegerField()),
                    "&",
                    models.Value(1023),
                ),
                help_text="0 to 1023, as if drawn by lot: those with a low one are a sample of all.",
                output_field=models.SmallIntegerField(),
            ),
        ),
        migrations.AddIndex(
            model_name="searchdocument",
            index=django.contrib.postgres.indexes.GinIndex(
                condition=models.Q(("is_published", True), ("sample__lt", 1)),
                fields=["words", "literal", "facets"],
                name="document_sample_1024",
            ),
        ),
        migrations.AddIndex(
            model_name="searchdocument",
            index=django.contrib.postgres.indexes.GinIndex(
                condition=models.Q(("is_published", True), ("sample__lt", 8)),
                fields=["words", "literal", "facets"],
                name="document_sample_128",
            ),
        ),
        migrations.AddIndex(
            model_name="searchdocument",
            index=django.contrib.postgres.indexes.GinIndex(
                condition=models.Q(("is_published", True), ("sample__lt", 64)),
                fields=["words", "literal", "facets"],
                name="document_sample_16",
            ),
        ),
        migrations.AddIndex(
            model_name="searchdocument",
            index=models.Index(
                condition=models.Q(("is_published", True), ("sample__lt", 64)),
                fields=["sample"],
                name="document_sampled",
            ),
        ),
    ]
