"""The two files of a row change places, by one click, when each is plainly in the language of the other's place."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from wagtail.admin.utils import get_valid_next_url_from_request
from wagtail.models import Page

from .models import Attachment
from .warnings import stand_in_each_others_place


def swappable_rows(page: Page) -> list[Attachment]:
    """The rows of the newest version of a page whose files should change places."""
    return [row for row in page.get_latest_revision_as_object().attachments.all() if stand_in_each_others_place(row)]


@require_POST
def swap(request, page_id: int, row_id: int):
    """A new draft of the page with the files in their places. What readers see changes when it is published."""
    page = get_object_or_404(Page, pk=page_id).specific
    permissions = page.permissions_for_user(request.user)
    if not permissions.can_edit():
        raise PermissionDenied
    back = redirect(get_valid_next_url_from_request(request) or reverse("wagtailadmin_pages:edit", args=[page.pk]))
    if permissions.page_locked():
        messages.error(request, _("The page is locked, so its files cannot change places now."))
        return back
    draft = page.get_latest_revision_as_object()
    rows = [*draft.attachments.all()]
    row = next((row for row in rows if row.pk == row_id), None)
    if row is None:
        raise Http404
    if not stand_in_each_others_place(row):
        messages.info(request, _("The files stand in their places already. Publish the page if readers do not see it."))
        return back
    row.document_ka, row.document_en = row.document_en, row.document_ka
    draft.attachments = rows
    # Nothing else has changed, so what was good enough for a draft still is.
    draft.save_revision(user=request.user, log_action=True, clean=False)
    messages.success(
        request, _("The two files have changed places in the draft. Publish the page, and readers will see it.")
    )
    return back
