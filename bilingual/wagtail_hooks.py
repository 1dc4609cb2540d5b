"""The admin of a site in two languages."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.models import Page

from .listings import BilingualExplorer

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
