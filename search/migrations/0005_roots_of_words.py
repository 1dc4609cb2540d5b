from django.db import migrations, models


class Migration(migrations.Migration):
    """The index has them after `manage.py rebuild_search_index`; until then such words find nothing, as before."""

    dependencies = [("site_search", "0004_postings_without_joins")]

    operations = [
        migrations.AddField(
            model_name="knownword",
            name="root",
            field=models.CharField(blank=True, db_index=True, default="", max_length=120),
            preserve_default=False,
        ),
    ]
