"""Those who publish pages also say which words mean the same."""

from django.contrib.auth.management import create_permissions
from django.db import migrations

PUBLISHERS = ["რედაქტორები", "ადმინისტრატორები"]
ACTIONS = ["add", "change", "delete"]


def permit(apps, schema_editor):
    # Django makes permissions only after the last migration.
    config = apps.get_app_config("site_search")
    config.models_module = True
    create_permissions(config, apps=apps, verbosity=0)
    config.models_module = None
    permissions = apps.get_model("auth", "Permission").objects.filter(
        content_type__app_label="site_search", codename__in=[f"{action}_wordgroup" for action in ACTIONS]
    )
    for group in apps.get_model("auth", "Group").objects.filter(name__in=PUBLISHERS):
        group.permissions.add(*permissions)


class Migration(migrations.Migration):
    dependencies = [("rustavi_site", "0001_groups"), ("site_search", "0002_groups_of_words")]

    operations = [migrations.RunPython(permit, migrations.RunPython.noop)]
