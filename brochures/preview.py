"""The brochure of a draft, for those who write it."""

import logging

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe
from wagtail.models import Page

from bilingual import languages
from georgian.slugs import slugify

from . import problems
from .making import has_brochure, preview
from .serving import SAFETY_HEADERS, content_disposition
from .typesetting import Reason, TypesettingError

logger = logging.getLogger(__name__)


@require_safe
def brochure_preview(request, page_id: int, language: str):
    """The brochure of the latest draft as PDF; in words, why there would be none. Kept nowhere."""
    page = get_object_or_404(Page, pk=page_id).specific
    if language not in languages.CODES or not has_brochure(page):
        raise Http404
    if not page.permissions_for_user(request.user).can_edit():
        raise PermissionDenied
    draft = page.get_latest_revision_as_object()
    if not draft.has_language(language):
        return _refusal(request, draft, problems.stored(problems.NO_LANGUAGE))
    try:
        pdf = preview(draft, language)
    except TypesettingError as error:
        letters = str(error) if error.reason is Reason.UNKNOWN_LETTERS else ""
        return _refusal(request, draft, problems.stored(error.reason, letters))
    except Exception:
        # Whoever writes reads words, not a page of error; what it was the log tells.
        logger.exception("The preview of the brochure of page %s in %s", page_id, language)
        return _refusal(request, draft, problems.stored(problems.NO_PREVIEW), status=503)
    return preview_answer(draft, language, pdf)


def preview_answer(draft: Page, language: str, pdf: bytes) -> HttpResponse:
    """A file that `making.preview` has made, shown in the browser and kept nowhere on the way."""
    name = f"{slugify(str(draft.short_heading), fallback='brochure')}-{language}.pdf"
    return HttpResponse(
        pdf,
        content_type="application/pdf",
        headers=SAFETY_HEADERS
        | {"Content-Disposition": content_disposition(name, name), "Cache-Control": "private, no-store"},
    )


def _refusal(request, draft: Page, problem: str, status: int = 422) -> HttpResponse:
    context = {"page": draft, "message": problems.message(problem)}
    return render(request, "admin/no_brochure_preview.html", context, status=status)
