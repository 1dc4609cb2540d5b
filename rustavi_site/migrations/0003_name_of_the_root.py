"""The page above the home page, which Wagtail calls "Root": staff see it wherever they look through the pages."""

from django.db import migrations

BEFORE, NAME = "Root", "ყველა გვერდი"


def name_it(apps, schema_editor):
    _rename(apps, BEFORE, NAME)


def name_it_as_wagtail_does(apps, schema_editor):
    _rename(apps, NAME, BEFORE)


def _rename(apps, before, after):
    """What the office has called otherwise keeps its name."""
    page = apps.get_model("wagtailcore", "Page")
    page.objects.filter(depth=1, title=before).update(title=after, draft_title=after)


class Migration(migrations.Migration):
    dependencies = [
        ("rustavi_site", "0002_press_service"),
        ("wagtailcore", "0097_baselogentry_uuid_action_timestamp_indexes"),
    ]

    operations = [migrations.RunPython(name_it, name_it_as_wagtail_does)]
