"""Reports are found by their day."""

from django.conf import settings
from django.db import migrations, models

import statements.models.quote


class Migration(migrations.Migration):
    dependencies = [
        ("statements", "0013_names_and_words_spelt_nearly_so"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddIndex(
            model_name="quote",
            index=models.Index(
                statements.models.quote.LastDay("said_on"),
                condition=models.Q(("is_reported", True)),
                name="quote_reported_day",
            ),
        ),
    ]
