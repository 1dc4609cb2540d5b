"""What a link to a draft shows: the draft in a language, its files, or that the link works no longer."""

import logging
from collections.abc import Callable
from functools import wraps

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone, translation
from django.views.decorators.http import require_safe
from wagtail.log_actions import log

from bilingual import languages
from brochures.making import preview
from brochures.preview import preview_answer
from brochures.typesetting import TypesettingError
from brochures.views import answer

from .files import files_of_draft, led_through, made_from_draft
from .models import DraftLink

logger = logging.getLogger(__name__)

# Nobody keeps a draft, finds it, or learns its address from a link that leads out of it.
SECRECY = {
    "Cache-Control": "private, no-store",
    "X-Robots-Tag": "noindex, noarchive",
    "Referrer-Policy": "no-referrer",
}


def _by_link(view: Callable) -> Callable:
    """Gives a view the link of the token in the address, while it is valid."""

    @require_safe
    @wraps(view)
    def found(request: HttpRequest, token: str, **kwargs) -> HttpResponse:
        link = DraftLink.objects.select_related("page").by_token(token)
        response = view(request, link, **kwargs) if link and link.is_valid else _works_no_longer(request)
        for name, value in SECRECY.items():
            response[name] = value
        return response

    return found


@_by_link
def without_language(request, link):
    return HttpResponseRedirect(link.path(languages.GEORGIAN))


@_by_link
def draft(request, link, code: str):
    """The newest draft as its readers would see it, with a bar above it that says what it is."""
    _note_first_visit(request, link)
    page = link.page.get_latest_revision_as_object()
    page.draft_link = link
    page.draft_brochures = [(made_in, link.brochure_path(made_in)) for made_in in made_from_draft(page)]
    response = page.answer_with_draft(request, code)
    response.content = led_through(response.content.decode(), page, link)
    return response


@_by_link
def draft_file(request, link, document_id: str):
    """A file that the newest draft attaches or mentions."""
    page = link.page.get_latest_revision_as_object()
    document = next((one for one in files_of_draft(page).values() if one.pk == int(document_id)), None)
    if document is None:
        return _works_no_longer(request)
    return answer(request, document, title=document.title, language=None, public=False)


@_by_link
def draft_brochure(request, link, code: str):
    """The brochure that publishing the newest draft would make, marked as a preview."""
    page = link.page.get_latest_revision_as_object()
    if code not in made_from_draft(page):
        return _works_no_longer(request)
    try:
        return preview_answer(page, code, preview(page, code))
    except (TypesettingError, RuntimeError):
        # The editor of the page reads the reason in the preview of the admin.
        logger.exception("The brochure of the draft of page %s in %s", page.pk, code)
        with translation.override(code):
            return render(request, "signoff/no_brochure.html", {"address": link.path(code)}, status=422)


def _works_no_longer(request) -> HttpResponse:
    """410: it may have worked once. In both languages, since nobody knows whose link it was."""
    with translation.override(languages.GEORGIAN):
        return render(request, "signoff/works_no_longer.html", {"codes": languages.CODES}, status=410)


def _note_first_visit(request, link: DraftLink) -> None:
    """Tells the history of the page when the draft is first read; that an editor tries the link is no news."""
    if request.method != "GET" or link.first_opened_at or request.user.is_authenticated:
        return
    now = timezone.now()
    if DraftLink.objects.filter(pk=link.pk, first_opened_at=None).update(first_opened_at=now):
        log(link.page.specific, "signoff.opened", data={"recipient": link.recipient})
