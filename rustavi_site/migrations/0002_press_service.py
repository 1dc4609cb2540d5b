"""Who looks at a draft before readers do: its author sends it to the press service, whose people are the editors."""

from django.db import migrations

BEFORE = "რედაქტორის დამტკიცება"
WORKFLOW, TASK = "განხილვა პრესსამსახურში", "პრესსამსახური"


def name_the_press_service(apps, schema_editor):
    _rename(apps, {"Workflow": (BEFORE, WORKFLOW), "Task": (BEFORE, TASK)})


def name_the_editor(apps, schema_editor):
    _rename(apps, {"Workflow": (WORKFLOW, BEFORE), "Task": (TASK, BEFORE)})


def _rename(apps, names):
    """What the office has called otherwise since keeps its name."""
    for model, (before, after) in names.items():
        apps.get_model("wagtailcore", model).objects.filter(name=before).update(name=after)


class Migration(migrations.Migration):
    dependencies = [
        ("rustavi_site", "0001_groups"),
        ("wagtailcore", "0097_baselogentry_uuid_action_timestamp_indexes"),
    ]

    operations = [migrations.RunPython(name_the_press_service, name_the_editor)]
