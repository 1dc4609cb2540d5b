"""What staff reach from the dashboard at once: a new announcement, the alert banner, the guide, what waits for them."""

from typing import NamedTuple

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from wagtail.admin.ui.components import Component
from wagtail.admin.views.generic import WagtailAdminTemplateMixin
from wagtail.admin.views.home import WorkflowObjectsToModeratePanel
from wagtail.models import GroupApprovalTask

from announcements.models import AnnouncementIndexPage


class Shortcut(NamedTuple):
    label: str
    icon: str
    address: str


def address_of_new_announcement(user) -> str:
    """The form of a new announcement; "" for whoever may not write one, and while there is no list of them."""
    parent = AnnouncementIndexPage.objects.first()
    if parent is None or not parent.permissions_for_user(user).can_add_subpage():
        return ""
    return reverse("wagtailadmin_pages:add", args=["announcements", "announcementpage", parent.pk])


def address_of_banner(user) -> str:
    """The form of the alert banner; "" for whoever may not change it."""
    if not user.has_perm("home.change_alertbanner"):
        return ""
    return reverse("wagtailsettings:edit", args=["home", "alertbanner"])


class Shortcuts(Component):
    """At the head of the dashboard."""

    name = "shortcuts"
    template_name = "admin/shortcuts.html"
    order = 50

    def get_context_data(self, parent_context):
        user = parent_context["request"].user
        shortcuts = [
            Shortcut(_("New announcement"), "plus", address_of_new_announcement(user)),
            Shortcut(_("Announcement from an earlier one"), "copy", reverse("announcements:index")),
            Shortcut(_("Alert banner"), "warning", address_of_banner(user)),
            Shortcut(_("How to publish an announcement"), "help", reverse("publishing_guide")),
        ]
        return super().get_context_data(parent_context) | {
            "shortcuts": [shortcut for shortcut in shortcuts if shortcut.address]
        }


class PagesToReview(WorkflowObjectsToModeratePanel):
    """Wagtail's own list of the pages that wait, which says so too while none does."""

    template_name = "admin/pages_to_review.html"

    def get_context_data(self, parent_context):
        user = parent_context["request"].user
        reviews = GroupApprovalTask.objects.filter(active=True, groups__in=user.groups.all()).exists()
        return super().get_context_data(parent_context) | {"reviews": reviews}


class PublishingGuide(WagtailAdminTemplateMixin, TemplateView):
    """How to publish an announcement, step by step; made to be printed too."""

    page_title = _("How to publish an announcement")
    header_icon = "help"
    template_name = "admin/publishing_guide.html"
    _show_breadcrumbs = True

    def get_breadcrumbs_items(self):
        return [*self.breadcrumbs_items, {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs):
        user = self.request.user
        announcements = AnnouncementIndexPage.objects.first()
        return super().get_context_data(**kwargs) | {
            "new_announcement": address_of_new_announcement(user),
            "workflow": announcements and announcements.get_workflow(),
            "banner": address_of_banner(user),
        }
