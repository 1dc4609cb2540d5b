from django.contrib.auth.models import Permission
from wagtail import hooks


@hooks.register("register_permissions")
def deletion_can_be_granted_to_groups():
    return Permission.objects.filter(content_type__app_label="accounts", codename="delete_content")
