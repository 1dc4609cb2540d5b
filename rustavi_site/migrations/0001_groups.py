"""The three groups of the office: who writes, who publishes, who manages."""

from django.contrib.auth.management import create_permissions
from django.db import migrations

AUTHORS, EDITORS, ADMINISTRATORS = "ავტორები", "რედაქტორები", "ადმინისტრატორები"
PAGES = {
    AUTHORS: ["add_page"],
    EDITORS: ["add_page", "change_page", "publish_page", "lock_page", "unlock_page"],
    ADMINISTRATORS: ["add_page", "change_page", "publish_page", "lock_page", "unlock_page", "bulk_delete_page"],
}
FILES = {
    AUTHORS: ["add", "choose"],
    EDITORS: ["add", "change", "choose"],
    ADMINISTRATORS: ["add", "change", "choose"],
}
EVERYONE = ["wagtailadmin.access_admin", "projects.add_organisation", "projects.change_organisation"]
PUBLISHERS = [
    *EVERYONE,
    "home.change_sitedetails",
    "home.change_alertbanner",
    "wagtailredirects.add_redirect",
    "wagtailredirects.change_redirect",
    "wagtailredirects.delete_redirect",
]
MANAGERS = [
    *PUBLISHERS,
    "projects.delete_organisation",
    "accounts.delete_content",
    "accounts.add_user",
    "accounts.change_user",
    "accounts.delete_user",
]
MODEL_PERMISSIONS = {AUTHORS: EVERYONE, EDITORS: PUBLISHERS, ADMINISTRATORS: MANAGERS}
APPS = ["accounts", "brochures", "home", "images", "projects", "wagtailadmin", "wagtailredirects"]


def make_groups(apps, schema_editor):
    _make_permissions(apps)
    Group = apps.get_model("auth", "Group")
    Permission = apps.get_model("auth", "Permission")
    Page = apps.get_model("wagtailcore", "Page")
    Collection = apps.get_model("wagtailcore", "Collection")
    GroupPagePermission = apps.get_model("wagtailcore", "GroupPagePermission")
    GroupCollectionPermission = apps.get_model("wagtailcore", "GroupCollectionPermission")
    root = Page.objects.get(depth=1)
    collection = Collection.objects.get(depth=1)

    for name in (AUTHORS, EDITORS, ADMINISTRATORS):
        group, _created = Group.objects.get_or_create(name=name)
        for codename in PAGES[name]:
            permission = Permission.objects.get(content_type__app_label="wagtailcore", codename=codename)
            GroupPagePermission.objects.get_or_create(group=group, page=root, permission=permission)
        for label, model in (("brochures", "document"), ("images", "image")):
            for action in FILES[name]:
                permission = _file_permission(Permission, label, action, model)
                GroupCollectionPermission.objects.get_or_create(
                    group=group, collection=collection, permission=permission
                )
        for dotted in MODEL_PERMISSIONS[name]:
            label, codename = dotted.split(".")
            group.permissions.add(Permission.objects.get(content_type__app_label=label, codename=codename))

    _hand_over_moderation(apps, Group.objects.get(name=EDITORS))
    # Wagtail's own groups, in English, with rights that are not ours.
    Group.objects.filter(name__in=["Moderators", "Editors"]).delete()


def _make_permissions(apps):
    """Django makes permissions only after the last migration; the groups need them now."""
    for label in APPS:
        config = apps.get_app_config(label)
        config.models_module = True
        create_permissions(config, apps=apps, verbosity=0)
        config.models_module = None


def _file_permission(Permission, label, action, model):
    """The permissions that Wagtail's policies look at: of its own models, wherever ours are stored."""
    wagtail_label = {"brochures": "wagtaildocs", "images": "wagtailimages"}[label]
    return Permission.objects.get(content_type__app_label=wagtail_label, codename=f"{action}_{model}")


def _hand_over_moderation(apps, editors):
    Workflow = apps.get_model("wagtailcore", "Workflow")
    GroupApprovalTask = apps.get_model("wagtailcore", "GroupApprovalTask")
    Workflow.objects.filter(name="Moderators approval").update(name="რედაქტორის დამტკიცება")
    for task in GroupApprovalTask.objects.filter(name="Moderators approval"):
        task.name = "რედაქტორის დამტკიცება"
        task.save()
        task.groups.set([editors])


def remove_groups(apps, schema_editor):
    Group = apps.get_model("auth", "Group")
    Group.objects.filter(name__in=[AUTHORS, EDITORS, ADMINISTRATORS]).delete()
    for name in ("Moderators", "Editors"):
        Group.objects.get_or_create(name=name)


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0001_initial"),
        ("announcements", "0001_initial"),
        ("brochures", "0001_initial"),
        ("home", "0001_initial"),
        ("images", "0001_initial"),
        ("projects", "0001_initial"),
        ("wagtailadmin", "0006_formstate"),
        ("wagtailcore", "0097_baselogentry_uuid_action_timestamp_indexes"),
        ("wagtaildocs", "0014_alter_document_file_size"),
        ("wagtailimages", "0027_image_description"),
        ("wagtailredirects", "0008_add_verbose_name_plural"),
    ]

    operations = [migrations.RunPython(make_groups, remove_groups)]
