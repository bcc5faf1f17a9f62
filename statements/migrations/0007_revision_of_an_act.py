from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("statements", "0006_erasure"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="revision",
            index=models.Index(
                condition=models.Q(("act_id__isnull", False)), fields=["act_id"], name="revision_of_an_act"
            ),
        ),
    ]
