"""The main menu of the admin, in the words of this office."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

# Files and users have other names here than in Wagtail, and an order of their own.
_LABELS = {"documents": (_("Brochures"), 300), "images": (_("Pictures"), 400)}
_HIDDEN = {"help"}


class UsersMenuItem(MenuItem):
    def is_shown(self, request):
        return request.user.has_perm("accounts.change_user")


@hooks.register("register_admin_menu_item")
def users():
    return UsersMenuItem(_("Users"), reverse("wagtailusers_users:index"), name="users", icon_name="user", order=9000)


@hooks.register("construct_main_menu")
def name_the_items(request, menu_items):
    menu_items[:] = [item for item in menu_items if item.name not in _HIDDEN]
    for item in menu_items:
        if item.name in _LABELS:
            item.label, item.order = _LABELS[item.name]
    menu_items.sort(key=lambda item: item.order)


@hooks.register("construct_settings_menu")
def users_stand_in_the_main_menu(request, menu_items):
    menu_items[:] = [item for item in menu_items if item.name != "users"]
