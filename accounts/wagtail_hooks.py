from django.contrib.auth.models import Permission
from django.templatetags.static import static
from django.urls import path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.admin.staticfiles import versioned_static

from .still_here import still_here


@hooks.register("register_permissions")
def deletion_can_be_granted_to_groups():
    return Permission.objects.filter(content_type__app_label="accounts", codename="delete_content")


@hooks.register("insert_global_admin_css")
def the_admin_in_the_hand_of_the_site():
    return format_html('<link rel="stylesheet" href="{}">', static("css/admin.css"))


@hooks.register("register_admin_urls")
def a_form_may_ask_whether_its_login_holds():
    return [path("still-here/", still_here, name="still_here")]


@hooks.register("insert_global_admin_js")
def a_form_outlives_its_login():
    return format_html(
        '<script src="{}" data-address="{}" data-login="{}" data-words="{}" data-way="{}"></script>',
        versioned_static("js/login-ended.js"),
        reverse("still_here"),
        reverse("wagtailadmin_login"),
        _("Your login has ended. What you have typed stays here until you come back."),
        _("Log in in a new window"),
    )
