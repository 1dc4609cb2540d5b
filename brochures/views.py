"""The permanent address of a file, and who may read it."""

from django.http import Http404, HttpResponsePermanentRedirect
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe
from wagtail.models import Page, ReferenceIndex

from bilingual.text import text_of
from georgian.slugs import slugify

from .models import Attachment, PdfDocument
from .serving import CACHE_CONTROL, pdf_response


@require_safe
def brochure(request, attachment_id: int, slug: str, language: str):
    """The PDF of a live page; of a draft only for those who may edit it. The id decides, an old slug answers 301."""
    attachment = get_object_or_404(Attachment.objects.with_documents().select_related("page"), pk=attachment_id)
    document = attachment.document_in(language)
    public = attachment.page.live
    if not document or not (public or _may_edit(request.user, attachment.page)):
        raise Http404
    address = attachment.address(language)
    if request.path != address:
        # Browsers keep a 301 for good unless told otherwise, and a page may get its old slug back.
        return _for_whom(HttpResponsePermanentRedirect(address, headers={"Cache-Control": CACHE_CONTROL}), public)
    title = text_of(attachment, "title", language=language).value or document.title
    return answer(request, document, title=title, language=language, public=public)


def answer(request, document: PdfDocument, *, title: str, language: str | None, public: bool):
    """The file itself, under a name that its reader can read."""
    response = pdf_response(
        request,
        document.file,
        etag=document.sha256,
        modified=document.file_changed_at,
        download_name=f"{title}.pdf",
        ascii_name=f"{slugify(title, fallback='brochure')}.pdf",
        language=language,
    )
    return _for_whom(response, public)


def _for_whom(response, public: bool):
    """What readers may not see is neither stored on the way nor found by search engines."""
    if not public:
        response["Cache-Control"] = "private, no-store"
        response["X-Robots-Tag"] = "noindex"
    return response


def _may_edit(user, page: Page) -> bool:
    return user.is_authenticated and page.permissions_for_user(user).can_edit()


def is_mentioned_on_a_live_page(document: PdfDocument) -> bool:
    """Whether the body of some live page links to this document."""
    pages = ReferenceIndex.get_references_to(document).filter(base_content_type__app_label="wagtailcore")
    ids = [reference.object_id for reference in pages]
    return Page.objects.live().filter(pk__in=ids).exists()
