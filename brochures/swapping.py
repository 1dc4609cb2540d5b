"""The files of a row change places, by one click, where fewer of them then stand in the place of the other language."""

from dataclasses import dataclass

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from wagtail.admin.utils import get_valid_next_url_from_request
from wagtail.models import Page

from .models import Attachment, PdfDocument
from .warnings import is_better_swapped


@dataclass(frozen=True)
class Swap:
    """A row whose files should change places."""

    page: Page
    row: Attachment

    @property
    def address(self) -> str:
        """Of the view that does it."""
        return reverse("swap_files", args=[self.page.pk, self.row.pk])

    @property
    def is_of_two(self) -> bool:
        """Whether there are two files; one alone only moves."""
        return self.row.is_pair


def swaps_of(document: PdfDocument, page: Page) -> list[Swap]:
    """The rows of the newest version of a page in which this file should change its place."""
    rows = page.get_latest_revision_as_object().attachments.all()
    return [
        Swap(page, row)
        for row in rows
        if document.pk in (row.document_ka_id, row.document_en_id) and is_better_swapped(row)
    ]


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
    if not is_better_swapped(row):
        messages.info(request, _("The files stand in their places already. Publish the page if readers do not see it."))
        return back
    of_two = row.is_pair
    row.document_ka, row.document_en = row.document_en, row.document_ka
    draft.attachments = rows
    # Nothing else has changed, so what was good enough for a draft still is.
    draft.save_revision(user=request.user, log_action=True, clean=False)
    if of_two:
        done = _("The two files have changed places in the draft. Publish the page, and readers will see it.")
    else:
        done = _("The file stands in the other place of the draft now. Publish the page, and readers will see it.")
    messages.success(request, done)
    return back
