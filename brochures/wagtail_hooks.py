"""How Wagtail's own document addresses behave on this site."""

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import path
from wagtail import hooks
from wagtail.documents.permissions import permission_policy

from . import several, views
from .models import Attachment


@hooks.register("before_serve_document")
def serve_only_what_a_live_page_offers(document, request):
    """A file that a live page offers has its permanent address; stock Wagtail would hand any file to anyone."""
    row = Attachment.objects.on_live_pages().of_document(document).select_related("page").first()
    if row:
        language = "ka" if row.document_ka_id == document.pk else "en"
        return HttpResponseRedirect(row.address(language))
    public = views.is_mentioned_on_a_live_page(document)
    may_read = public or permission_policy.user_has_any_permission_for_instance(
        request.user, ["choose", "change"], document
    )
    if not may_read:
        raise Http404
    answer = views.answer(request, document, title=document.title, language=None, public=public)
    return _in_one_piece(answer) if answer.streaming else answer


def _in_one_piece(answer) -> HttpResponse:
    """The same answer, not streamed: any other class Wagtail ignores, and sends the file with its own headers."""
    whole = HttpResponse(answer.getvalue(), status=answer.status_code, headers=answer.headers)
    answer.close()
    return whole


# Before Wagtail's own, which have the same addresses.
@hooks.register("register_admin_urls", order=-1)
def several_uploads():
    return [
        path("documents/multiple/<int:doc_id>/delete/", several.DeleteOneOfSeveral.as_view()),
        path(
            "documents/multiple/create_from_uploaded_document/<int:uploaded_file_id>/",
            several.CompleteOneOfSeveral.as_view(),
        ),
    ]
