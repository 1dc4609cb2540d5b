"""How Wagtail's own document addresses behave on this site."""

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import path
from wagtail import hooks
from wagtail.documents.permissions import permission_policy
from wagtail.documents.views import multiple

from accounts.deletion import RefusesWhatIsInUse

from . import views
from .models import Attachment, MadeBrochure, address_of_made
from .preview import brochure_preview


@hooks.register("before_serve_document")
def serve_only_what_a_live_page_offers(document, request):
    """A file that a live page offers has its permanent address; stock Wagtail would hand any file to anyone."""
    row = Attachment.objects.on_live_pages().of_document(document).select_related("page").first()
    if row:
        language = "ka" if row.document_ka_id == document.pk else "en"
        return HttpResponseRedirect(row.address(language))
    made = MadeBrochure.objects.offered().filter(document=document).select_related("page").first()
    if made:
        return HttpResponseRedirect(address_of_made(made.page, made.language))
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


class DeleteOneOfSeveral(RefusesWhatIsInUse, multiple.DeleteView):
    pass


@hooks.register("register_admin_urls")
def preview_of_made_brochures():
    address = "brochures/preview/<int:page_id>/<slug:language>/"
    return [path(address, brochure_preview, name="preview_made_brochure")]


# Before Wagtail's own, which has the same address.
@hooks.register("register_admin_urls", order=-1)
def deletion_among_several_uploads():
    return [path("documents/multiple/<int:doc_id>/delete/", DeleteOneOfSeveral.as_view())]
