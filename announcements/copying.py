"""A new announcement after the pattern of an earlier one."""

from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.ui.menus.pages import PageMenuItem

from .models import AnnouncementPage


class NewOneLikeThis(PageMenuItem):
    """Beside an announcement in lists and above its editor."""

    label = _("New one like this")
    icon_name = "copy"
    url_name = "wagtailadmin_pages:copy"

    def is_shown(self, user):
        return self.page.permissions_for_user(user).can_copy()


@hooks.register("register_page_listing_buttons")
def beside_an_announcement(page, user, next_url=None):
    if _is_announcement(page):
        yield NewOneLikeThis(page=page, priority=10)


@hooks.register("after_copy_page")
def go_on_writing(request, page, new_page):
    """A copy is a beginning: its editor opens, not the list."""
    if _is_announcement(page) and not request.POST.get("alias"):
        return redirect("wagtailadmin_pages:edit", new_page.pk)
    return None


def _is_announcement(page) -> bool:
    return page.cached_content_type.model_class() is AnnouncementPage
