"""How Wagtail's own document addresses behave on this site."""

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import path, reverse
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.documents.permissions import permission_policy
from wagtail.documents.views.chooser import viewset as chooser

from bilingual import languages

from . import download_reports, earlier_files, listing, reports, row_places, several, swapping, views
from .downloads import count_when_sent
from .models import Attachment, MadeBrochure, address_of_made
from .preview import brochure_preview

# They register themselves.
__all__ = ["download_reports", "earlier_files"]


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
    page = views.live_page_that_mentions(document)
    may_read = page or permission_policy.user_has_any_permission_for_instance(
        request.user, ["choose", "change"], document
    )
    if not may_read:
        raise Http404
    answer = views.answer(request, document, title=document.title, language=None, public=bool(page))
    if answer.streaming:
        answer = _in_one_piece(answer)
    if page:
        count_when_sent(
            request,
            answer,
            page_id=page.pk,
            document_id=document.pk,
            language=document.language or languages.GEORGIAN,
            size=document.file_size or 0,
        )
    return answer


def _in_one_piece(answer) -> HttpResponse:
    """The same answer, not streamed: any other class Wagtail ignores, and sends the file with its own headers."""
    whole = HttpResponse(answer.getvalue(), status=answer.status_code, headers=answer.headers)
    answer.close()
    return whole


@hooks.register("register_admin_urls")
def preview_of_made_brochures():
    address = "brochures/preview/<int:page_id>/<slug:language>/"
    return [path(address, brochure_preview, name="preview_made_brochure")]


# Before Wagtail's own, which have the same addresses.
@hooks.register("register_admin_urls", order=-1)
def our_views_of_files():
    return [
        path("documents/", listing.FileListing.as_view()),
        path("documents/results/", listing.FileListing.as_view(results_only=True)),
        path("documents/multiple/<int:doc_id>/delete/", several.DeleteOneOfSeveral.as_view()),
        path(
            "documents/multiple/create_from_uploaded_document/<int:uploaded_file_id>/",
            several.CompleteOneOfSeveral.as_view(),
        ),
    ]


@hooks.register("register_admin_urls")
def reports_and_swapping():
    files, pages = reports.FilesReport, reports.PagesWithoutBrochure
    return [
        path("reports/pdf-files/", files.as_view(), name="files_report"),
        path("reports/pdf-files/results/", files.as_view(results_only=True), name="files_report_results"),
        path("reports/pages-without-brochure/", pages.as_view(), name="pages_without_brochure"),
        path(
            "reports/pages-without-brochure/results/",
            pages.as_view(results_only=True),
            name="pages_without_brochure_results",
        ),
        path("brochures/swap/<int:page_id>/<int:row_id>/", swapping.swap, name="swap_files"),
    ]


class ReportItem(MenuItem):
    """A report in the menu of those who may open it."""

    def __init__(self, report, **options):
        super().__init__(report.page_title, reverse(report.index_url_name), icon_name=report.header_icon, **options)
        self.report = report

    def is_shown(self, request):
        return self.report.permission_policy.user_has_any_permission(request.user, self.report.any_permission_required)


@hooks.register("register_reports_menu_item")
def files_in_the_menu():
    return ReportItem(reports.FilesReport, name="pdf-files", order=100)


@hooks.register("register_reports_menu_item")
def pages_without_brochure_in_the_menu():
    return ReportItem(reports.PagesWithoutBrochure, name="pages-without-brochure", order=110)


# Wagtail holds the window for choosing a file in this one object.
chooser.choose_view_class = listing.ChooseFile
chooser.choose_results_view_class = listing.ChooseFileResults
chooser.chosen_view_class = row_places.FileChosen
chooser.create_view_class = row_places.FileUploaded
