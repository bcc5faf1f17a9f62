"""Sets, with the guards and the history of whatever can be cited; erasing takes words out of them too."""

from importlib import import_module

import django.contrib.postgres.fields
from django.db import migrations, models

import statements.models.public_id

guards, history, erasure = (
    import_module(f"statements.migrations.{name}") for name in ("0002_guards", "0004_history", "0006_erasure")
)
# As migration 0004 makes them; the two words are the noun of the entry and the column with its key.
HISTORY = [
    f"CREATE TRIGGER frozenset_history_{event} AFTER {event.upper()} ON statements_frozenset "
    f"REFERENCING {parts['tables']} FOR EACH STATEMENT EXECUTE FUNCTION statements_note_{event}('frozenset', 'id')"
    for event, parts in history.EVENTS.items()
]
SETS = """
    FOR piece IN
        SELECT said.phrase, said.in_json FROM unnest(phrases, in_json) AS said (phrase, in_json)
    LOOP
        UPDATE statements_frozenset
        SET title = replace(title, piece.phrase, gone),
            search = replace(search::text, piece.in_json, gone)::jsonb
        WHERE strpos(title, piece.phrase) > 0 OR strpos(search::text, piece.in_json) > 0;
    END LOOP;
"""
VERSIONS, NOUNS = "    versions := ARRAY(", "ARRAY['act', 'article',"
ERASE = (
    erasure.ERASE.replace("CREATE FUNCTION", "CREATE OR REPLACE FUNCTION", 1)
    .replace(VERSIONS, SETS + VERSIONS, 1)
    .replace(NOUNS, "ARRAY['frozenset', 'act', 'article',", 1)
)


class Migration(migrations.Migration):
    dependencies = [
        ("statements", "0018_article_published"),
    ]

    operations = [
        migrations.CreateModel(
            name="FrozenSet",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "public_id",
                    statements.models.public_id.PublicIdField(
                        blank=True,
                        editable=False,
                        max_length=8,
                        null=True,
                        unique=True,
                        verbose_name="permanent id",
                    ),
                ),
                (
                    "title",
                    models.CharField(
                        help_text="As its maker named it; editors may name it otherwise.", max_length=200
                    ),
                ),
                (
                    "search",
                    models.JSONField(help_text="The parameters of the search, and of what was drawn by lot."),
                ),
                (
                    "members",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.BigIntegerField(),
                        help_text="The keys of the versions, which are never taken away, in order.",
                        size=None,
                    ),
                ),
                ("codebook", models.TextField(help_text="What the columns of its table mean, as CSV.")),
                (
                    "salt",
                    models.BinaryField(
                        help_text="In the manifest, until words of it are erased.", max_length=16
                    ),
                ),
                (
                    "sha256",
                    models.BinaryField(
                        help_text="Of the manifest as it was when the set was made.", max_length=32
                    ),
                ),
                ("made_at", models.DateTimeField(auto_now_add=True)),
                (
                    "origin",
                    models.CharField(
                        blank=True,
                        help_text="A digest of where it came from; another one every day.",
                        max_length=32,
                    ),
                ),
            ],
            options={
                "verbose_name": "set",
                "ordering": ["-id"],
                "indexes": [models.Index(fields=["made_at"], name="frozenset_made_at")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("public_id__isnull", True),
                            ("public_id__regex", "^[0-9b-df-hjkmnp-tv-xz]{8}$"),
                            _connector="OR",
                        ),
                        name="frozenset_public_id_form",
                        violation_error_message="A public id has 8 characters of 0123456789bcdfghjkmnpqrstvwxz.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("title", ""), _negated=True), name="frozenset_has_a_title"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("members", []), _negated=True), name="frozenset_has_members"
                    ),
                ],
            },
        ),
        migrations.RunSQL(
            guards.keep_public_id("frozenset"),
            "DROP TRIGGER frozenset_keep_public_id ON statements_frozenset",
        ),
        migrations.RunSQL(
            guards.keep_row("frozenset", "UPDATE OR DELETE", ["title"]),
            "DROP TRIGGER frozenset_keep_row ON statements_frozenset",
        ),
        migrations.RunSQL(
            [*HISTORY, history.keep_table("frozenset")], list(history.drop_triggers("frozenset"))
        ),
        migrations.RunSQL(ERASE, erasure.ERASE.replace("CREATE FUNCTION", "CREATE OR REPLACE FUNCTION", 1)),
    ]
