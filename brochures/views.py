"""The permanent address of a file, and who may read it."""

import logging

from django.http import Http404, HttpResponsePermanentRedirect, HttpResponseRedirect
from django.views.decorators.http import require_safe
from wagtail.documents.views.serve import serve
from wagtail.models import Page, ReferenceIndex

from bilingual.text import text_of
from georgian.slugs import slugify

from . import for_downloads
from .downloads import count_when_sent
from .models import Attachment, FileVersion, PdfDocument, address_of_made
from .serving import CACHE_CONTROL, pdf_response

logger = logging.getLogger(__name__)


@require_safe
def brochure(request, attachment_id: int, slug: str, language: str, version: int | None = None):
    """The PDF of a live page, the newest or a certain version; of a draft only for those who may edit it.

    The id decides, an old slug answers 301. A version may be stored no longer than the newest file: the row may get
    another document, and the page may be withdrawn.
    """
    published = for_downloads.attached(attachment_id, language)
    attachment = published or _row_of_a_draft(request.user, attachment_id)
    document = attachment and attachment.document_in(language)
    public = bool(published and published.page.live)
    if not document or not (public or _may_edit(request.user, attachment.page)):
        raise Http404
    file = document if version is None else for_downloads.version_in_place(attachment.pk, language, document, version)
    if file is None:
        raise Http404
    address = attachment.address(language, version)
    if request.path != address:
        # Browsers keep a 301 for good unless told otherwise, and a page may get its old slug back.
        return _for_whom(HttpResponsePermanentRedirect(address, headers={"Cache-Control": CACHE_CONTROL}), public)
    title = text_of(attachment, "title", language=language).value or document.title
    if version is None:
        response = answer(request, file, title=title, language=language, public=public)
    else:
        response = answer(request, file, title=f"{title} v{version}", language=language, public=public)
        # Search engines shall know the newest.
        response["X-Robots-Tag"] = "noindex"
    if public:
        count_when_sent(
            request,
            response,
            page_id=attachment.page_id,
            attachment_id=attachment.pk,
            language=language,
            size=file.file_size or 0,
        )
    return response


@require_safe
def wagtails_address(request, document_id: int, filename: str):
    """Wagtail's own address of a file; under the name of an earlier version it still leads to the newest."""
    upload_to = FileVersion._meta.get_field("file").upload_to
    replaced = PdfDocument.objects.filter(pk=document_id, earlier_versions__file=f"{upload_to}/{filename}").first()
    return serve(request, document_id, replaced.filename if replaced else filename)


@require_safe
def made_brochure(request, page_id: int, slug: str, language: str):
    """The PDF made from a live page; from an unpublished one only for those who may edit it.

    The id decides, an old slug answers 301. Where a row of the page has taken its place, the address leads there.
    """
    page, document = for_downloads.made(page_id, language)
    if not page or not (page.live or _may_edit(request.user, page)):
        raise Http404
    if document:
        address = address_of_made(page, language)
        if request.path == address:
            response = answer(request, document, title=document.title, language=language, public=page.live)
            if page.live:
                size = document.file_size or 0
                count_when_sent(request, response, page_id=page.pk, language=language, size=size)
            return response
        return _for_whom(HttpResponsePermanentRedirect(address, headers={"Cache-Control": CACHE_CONTROL}), page.live)
    rows = Attachment.objects.brochures().filter(page=page, **{f"document_{language}__isnull": False})
    row = rows.select_related("page").order_by("sort_order", "pk").first()
    if not row:
        raise Http404
    # For now: the page may lose that row again.
    response = HttpResponseRedirect(row.address(language), headers={"Cache-Control": CACHE_CONTROL})
    return _for_whom(response, page.live)


def answer(request, file: PdfDocument | FileVersion, *, title: str, language: str | None, public: bool):
    """The file itself, under a name that its reader can read; 404 and a line in the log if the disk has lost it."""
    try:
        response = pdf_response(
            request,
            file.file,
            etag=file.sha256,
            modified=file.file_changed_at,
            download_name=f"{title}.pdf",
            ascii_name=f"{slugify(title, fallback='brochure')}.pdf",
            language=language,
        )
    except FileNotFoundError:
        logger.exception("A file is missing: %s", file.file.name)
        raise Http404 from None
    return _for_whom(response, public)


def _for_whom(response, public: bool):
    """What readers may not see is neither stored on the way nor found by search engines."""
    if not public:
        response["Cache-Control"] = "private, no-store"
        response["X-Robots-Tag"] = "noindex"
    return response


def _may_edit(user, page: Page) -> bool:
    return user.is_authenticated and page.permissions_for_user(user).can_edit()


def _row_of_a_draft(user, attachment_id: int) -> Attachment | None:
    """A row that was added to a live page but not published: its id is reserved, yet it stands in the draft alone."""
    if not user.is_authenticated:
        return None
    for page in Page.objects.filter(has_unpublished_changes=True).select_related("latest_revision"):
        draft = page.latest_revision
        if draft and attachment_id in [row["pk"] for row in draft.content.get("attachments", [])]:
            return next((row for row in draft.as_object().attachments.all() if row.pk == attachment_id), None)
    return None


def live_page_that_mentions(document: PdfDocument) -> Page | None:
    """The oldest live page whose body links to this document."""
    pages = ReferenceIndex.get_references_to(document).filter(base_content_type__app_label="wagtailcore")
    ids = [reference.object_id for reference in pages]
    return Page.objects.live().filter(pk__in=ids).order_by("pk").first()
