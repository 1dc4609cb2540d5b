"""Where editors find the links to drafts, and how the history tells of them."""

from django.urls import path
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.ui.menus.pages import PageMenuItem
from wagtail.log_actions import LogFormatter

from bilingual.page_menu import put_into_menus
from bilingual.templatetags.bilingual import moment

from .admin_views import DraftLinks, RevokeDraftLink, may_give_links


class DraftLinksItem(PageMenuItem):
    """Leads from a page to the links to its draft."""

    label = DraftLinks.page_title
    icon_name = DraftLinks.header_icon
    url_name = "draft_links"

    def is_shown(self, user):
        return may_give_links(self.page, user)


put_into_menus(DraftLinksItem, in_row=4, in_head=13)


@hooks.register("register_admin_urls")
def addresses_of_the_links():
    return [
        path("pages/<int:page_id>/draft-links/", DraftLinks.as_view(), name="draft_links"),
        path(
            "pages/<int:page_id>/draft-links/<int:link_id>/revoke/", RevokeDraftLink.as_view(), name="revoke_draft_link"
        ),
    ]


class _Entry(LogFormatter):
    def format_message(self, log_entry):
        until = parse_datetime(log_entry.data.get("until", ""))
        return f"{self.label}: {log_entry.data.get('recipient', '')}" + (f" ({moment(until)})" if until else "")


@hooks.register("register_log_actions")
def our_entries_of_the_history(actions):
    for action, label in (
        ("signoff.made", _("Link to the draft made")),
        ("signoff.opened", _("Link to the draft opened for the first time")),
        ("signoff.revoked", _("Link to the draft revoked")),
    ):
        actions.register_action(action)(type("_Formatter", (_Entry,), {"label": label}))
