from django.db import migrations, models

NAME = "one_number_for_each_day_and_file"


def forget(apps, schema_editor):
    """The older table has no room for files to which a text links: they would count as made from the page."""
    apps.get_model("brochures", "DownloadsOfDay").objects.exclude(document_id=0).delete()


class Migration(migrations.Migration):

    dependencies = [
        ("brochures", "0004_earlier_documents"),
    ]

    operations = [
        migrations.AddField(
            model_name="downloadsofday",
            name="document_id",
            field=models.PositiveBigIntegerField(default=0),
        ),
        migrations.RemoveConstraint(model_name="downloadsofday", name=NAME),
        migrations.AddConstraint(
            model_name="downloadsofday",
            constraint=models.UniqueConstraint(
                fields=["day", "page", "attachment_id", "document_id", "language"], name=NAME
            ),
        ),
        # Last, so that it is undone first.
        migrations.RunPython(migrations.RunPython.noop, forget),
    ]
