from django.contrib.auth.models import Permission
from django.templatetags.static import static
from django.utils.html import format_html
from wagtail import hooks


@hooks.register("register_permissions")
def deletion_can_be_granted_to_groups():
    return Permission.objects.filter(content_type__app_label="accounts", codename="delete_content")


@hooks.register("insert_global_admin_css")
def the_admin_in_the_hand_of_the_site():
    return format_html('<link rel="stylesheet" href="{}">', static("css/admin.css"))
