"""Judgements keep the version of the rules; quotes with another speaker wait for the next linking."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("statements", "0014_reported_day"),
    ]

    operations = [
        migrations.AddField(
            model_name="fingerprint",
            name="is_due",
            field=models.BooleanField(
                default=False,
                help_text="An editor gave the quote another speaker: the next linking looks at it again.",
            ),
        ),
        migrations.AddField(
            model_name="judgement",
            name="linker_version",
            field=models.CharField(blank=True, help_text="Of the machine's verdicts.", max_length=20),
        ),
        migrations.AlterField(
            model_name="judgement",
            name="features",
            field=models.JSONField(
                blank=True, default=dict, help_text="What the machine's verdict rests on, by name."
            ),
        ),
        migrations.AddIndex(
            model_name="fingerprint",
            index=models.Index(
                condition=models.Q(("is_due", True)), fields=["quote"], name="fingerprint_due"
            ),
        ),
    ]
