"""The main menu of the admin, in the words of this office."""

from django.templatetags.static import static
from django.urls import path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.userbar import ContentCheckerItem

from . import admin_tables, admin_words
from .content_checks import ContentChecks
from .desk import PagesToReview, PublishingGuide, Shortcuts

admin_words.install()
admin_tables.install()

# Files and users have other names here than in Wagtail, and an order of their own.
_LABELS = {"documents": (_("Brochures"), 300), "images": (_("Pictures"), 400)}
# What an office of a few people with one site, one workflow and one collection of files never needs.
_UNUSED_SETTINGS = {"users", "sites", "collections", "workflows", "workflow-tasks"}
_UNUSED_REPORTS = {"page-types-usage", "workflow-tasks"}
_OF_WAGTAIL = ("whats-new", "editor-guide")


class UsersMenuItem(MenuItem):
    def is_shown(self, request):
        return request.user.has_perm("accounts.change_user")


@hooks.register("register_admin_menu_item")
def users():
    return UsersMenuItem(_("Users"), reverse("wagtailusers_users:index"), name="users", icon_name="user", order=9000)


@hooks.register("construct_main_menu")
def name_the_items(request, menu_items):
    for item in menu_items:
        if item.name in _LABELS:
            item.label, item.order = _LABELS[item.name]
    menu_items.sort(key=lambda item: item.order)


@hooks.register("construct_settings_menu")
def only_what_is_used(request, menu_items):
    menu_items[:] = [item for item in menu_items if item.name not in _UNUSED_SETTINGS]


@hooks.register("construct_reports_menu")
def only_reports_that_are_read(request, menu_items):
    menu_items[:] = [item for item in menu_items if item.name not in _UNUSED_REPORTS]


@hooks.register("construct_help_menu")
def only_help_in_the_own_language(request, menu_items):
    menu_items[:] = [item for item in menu_items if not item.name.startswith(_OF_WAGTAIL)]


@hooks.register("register_help_menu_item")
def guide_in_the_menu():
    return MenuItem(PublishingGuide.page_title, reverse("publishing_guide"), icon_name="help", order=10)


@hooks.register("register_admin_urls")
def guide():
    return [path("help/publishing/", PublishingGuide.as_view(), name="publishing_guide")]


@hooks.register("construct_homepage_panels")
def what_is_needed_most_on_the_dashboard(request, panels):
    panels[:] = [panel for panel in panels if panel.name != PagesToReview.name]
    panels += [Shortcuts(), PagesToReview()]


@hooks.register("construct_wagtail_userbar")
def our_checks(request, items, page):
    items[:] = [
        ContentChecks(in_editor=item.in_editor) if isinstance(item, ContentCheckerItem) else item for item in items
    ]


@hooks.register("insert_editor_js")
def our_rules_in_the_editor():
    return format_html('<script src="{}"></script>', static("js/content-checks.js"))
