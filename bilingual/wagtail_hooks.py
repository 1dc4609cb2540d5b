"""The admin of a site in two languages."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.log_actions import LogFormatter
from wagtail.models import Page

from . import translating, translation_report
from .listings import BilingualExplorer

# They register themselves.
__all__ = ["translating", "translation_report"]

explorer = BilingualExplorer()


@hooks.register("register_admin_viewset")
def replace_the_explorer():
    return explorer


@hooks.register("before_bulk_action")
def refuse_to_publish_what_is_incomplete(request, action_type, objects, action):
    """Several pages published at once: Wagtail answers an incomplete one with a server error (wagtail#14253)."""
    if action_type != "publish" or request.method != "POST":
        return None
    incomplete = [page for page in objects if isinstance(page, Page) and _is_incomplete(page)]
    if not incomplete:
        return None
    for page in incomplete:
        link = reverse("wagtailadmin_pages:edit", args=[page.pk])
        messages.error(
            request,
            format_html(
                "{} <a href='{}'>{}</a>", _("Not published, because it is incomplete:"), link, page.specific_deferred
            ),
        )
    return redirect(request.GET.get("next") or "wagtailadmin_home")


def _is_incomplete(page: Page) -> bool:
    try:
        page.get_latest_revision_as_object().full_clean()
    except ValidationError:
        return True
    return False


@hooks.register("before_edit_page")
def an_explicit_save_takes_marks(request, page):
    """The browser saves drafts by itself and then asks for JSON; only a press of a button takes marks."""
    page.saves_by_hand = _saves_by_hand(request)


@hooks.register("before_create_page")
def so_does_that_of_a_new_page(request, parent_page, page_class):
    parent_page.saves_by_hand = _saves_by_hand(request)


def _saves_by_hand(request) -> bool:
    return request.method == "POST" and request.accepts("text/html")


@hooks.register("register_log_actions")
def what_is_said_of_translations(actions):
    for action, label in (
        ("bilingual.still_right", _("English still right")),
        ("bilingual.right_as_it_is", _("Difference right as it is")),
        ("bilingual.not_right", _("Difference not right after all")),
    ):
        actions.register_action(action)(type("_Formatter", (_Entries,), {"label": label}))


class _Entries(LogFormatter):
    """What was done, and to which fields."""

    def format_message(self, log_entry):
        return f"{self.label}: {'; '.join(log_entry.data.get('entries', []))}"
