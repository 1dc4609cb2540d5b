"""Announcements in the admin."""

from django.utils.translation import gettext_lazy as _
from wagtail import hooks

from bilingual.listings import BilingualListing

from . import copying
from .models import AnnouncementPage

# They register themselves.
__all__ = ["copying"]


class AnnouncementListing(BilingualListing):
    model = AnnouncementPage
    name = "announcements"
    icon = "comment"
    menu_label = _("Announcements")
    menu_order = 120


@hooks.register("register_admin_viewset")
def announcement_listing():
    return AnnouncementListing()
