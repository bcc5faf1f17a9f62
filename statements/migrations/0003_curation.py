import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("statements", "0002_guards"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="quote",
            name="quote_published_has_an_id",
        ),
        migrations.RemoveField(
            model_name="act",
            name="moved",
        ),
        migrations.AddField(
            model_name="act",
            name="details",
            field=models.JSONField(
                blank=True, default=dict, help_text="What later work needs of it beside the history."
            ),
        ),
        migrations.AddField(
            model_name="act",
            name="entry_id",
            field=models.BigIntegerField(
                default=0, help_text="Of a merge the one that was merged into another."
            ),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="act",
            name="entry_noun",
            field=models.CharField(
                default="quote", help_text="What kind of entry it is about.", max_length=20
            ),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="judgement",
            name="act",
            field=models.ForeignKey(
                blank=True,
                help_text="The editor's act that it belongs to; undone with it.",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="judgements",
                to="statements.act",
            ),
        ),
        migrations.AddField(
            model_name="outlet",
            name="merged_into",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="merged_here",
                to="statements.outlet",
            ),
        ),
        migrations.AddField(
            model_name="quote",
            name="is_date_chosen",
            field=models.BooleanField(
                default=False, help_text="An editor set date or occasion; the machine leaves them."
            ),
        ),
        migrations.AddField(
            model_name="quote",
            name="is_reference_chosen",
            field=models.BooleanField(default=False, help_text="An editor chose it; the machine leaves it."),
        ),
        migrations.AddField(
            model_name="quote",
            name="merged_into",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="merged_here",
                to="statements.quote",
            ),
        ),
        migrations.AddField(
            model_name="quote",
            name="split_from",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="split_off",
                to="statements.quote",
            ),
        ),
        migrations.AddField(
            model_name="sentence",
            name="successor",
            field=models.ForeignKey(
                blank=True,
                help_text="The sentence that stands where this one stood.",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="predecessors",
                to="statements.sentence",
            ),
        ),
        migrations.AddField(
            model_name="speaker",
            name="merged_into",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="merged_here",
                to="statements.speaker",
            ),
        ),
        migrations.AddField(
            model_name="topic",
            name="merged_into",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="merged_here",
                to="statements.topic",
            ),
        ),
        migrations.AlterField(
            model_name="act",
            name="kind",
            field=models.CharField(
                choices=[
                    ("edit", "Edit"),
                    ("merge", "Merge"),
                    ("unmerge", "Unmerge"),
                    ("split", "Split"),
                    ("reattribute", "Reattribute"),
                    ("re-date", "Redate"),
                    ("withdraw", "Withdraw"),
                    ("restore", "Restore"),
                    ("erase", "Erase"),
                    ("confirm", "Confirm"),
                    ("reject", "Reject"),
                    ("undo", "Undo"),
                ],
                max_length=11,
            ),
        ),
        migrations.AlterField(
            model_name="quote",
            name="status",
            field=models.CharField(
                choices=[
                    ("pending", "Pending"),
                    ("published", "Published"),
                    ("withdrawn", "Withdrawn"),
                    ("merged", "merged into another"),
                    ("rejected", "rejected: no statement"),
                    ("erased", "erased by law"),
                ],
                default="pending",
                max_length=9,
            ),
        ),
        migrations.AlterField(
            model_name="sentence",
            name="position",
            field=models.PositiveIntegerField(
                blank=True, help_text="Empty for a former sentence.", null=True
            ),
        ),
        migrations.AddIndex(
            model_name="act",
            index=models.Index(fields=["entry_noun", "entry_id"], name="act_entry"),
        ),
        migrations.AddConstraint(
            model_name="act",
            constraint=models.CheckConstraint(
                condition=models.Q(("entry_noun", ""), _negated=True), name="act_has_an_entry"
            ),
        ),
        migrations.AddConstraint(
            model_name="outlet",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("merged_into__isnull", True),
                    models.Q(("merged_into", models.F("id")), _negated=True),
                    _connector="OR",
                ),
                name="outlet_merged_into_another",
            ),
        ),
        migrations.AddConstraint(
            model_name="quote",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("status__in", ["published", "withdrawn", "erased"]), _negated=True),
                    ("public_id__isnull", False),
                    _connector="OR",
                ),
                name="quote_published_has_an_id",
            ),
        ),
        migrations.AddConstraint(
            model_name="quote",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("merged_into__isnull", False), ("status", "merged")),
                    models.Q(models.Q(("status", "merged"), _negated=True), ("merged_into__isnull", True)),
                    _connector="OR",
                ),
                name="quote_merged_into_one",
            ),
        ),
        migrations.AddConstraint(
            model_name="quote",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("merged_into__isnull", True),
                    models.Q(("merged_into", models.F("id")), _negated=True),
                    _connector="OR",
                ),
                name="quote_merged_into_another",
            ),
        ),
        migrations.AddConstraint(
            model_name="quote",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("split_from__isnull", True),
                    models.Q(("split_from", models.F("id")), _negated=True),
                    _connector="OR",
                ),
                name="quote_split_from_another",
            ),
        ),
        migrations.AddConstraint(
            model_name="sentence",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("position__isnull", True), ("successor__isnull", False)),
                    models.Q(("position__isnull", False), ("successor__isnull", True)),
                    _connector="OR",
                ),
                name="sentence_stands_or_is_followed",
            ),
        ),
        migrations.AddConstraint(
            model_name="speaker",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("merged_into__isnull", True),
                    models.Q(("merged_into", models.F("id")), _negated=True),
                    _connector="OR",
                ),
                name="speaker_merged_into_another",
            ),
        ),
        migrations.AddConstraint(
            model_name="topic",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("merged_into__isnull", True),
                    models.Q(("merged_into", models.F("id")), _negated=True),
                    _connector="OR",
                ),
                name="topic_merged_into_another",
            ),
        ),
    ]
