"""Postings know of their page by one number. `rebuild_search_index` fills them again."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("site_search", "0003_who_edits_groups")]

    operations = [
        migrations.DeleteModel("Posting"),
        migrations.RemoveField("IndexedPage", "kind"),
        migrations.RemoveField("IndexedPage", "day"),
        migrations.AddField("IndexedPage", "reference", models.BigIntegerField(default=0)),
        migrations.CreateModel(
            name="Posting",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.BigIntegerField()),
                ("reference", models.BigIntegerField(db_index=True)),
                ("weight", models.SmallIntegerField()),
            ],
            options={
                "indexes": [models.Index(fields=["key", "reference", "weight"], name="search_posting_by_key")],
            },
        ),
    ]
