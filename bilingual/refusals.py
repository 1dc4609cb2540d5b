"""What a person is told when a page is refused on its way to readers, instead of a server error."""

from django.contrib import messages
from django.http import JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _
from wagtail.admin.messages import button, render
from wagtail.admin.views.pages.create import CreateView
from wagtail.admin.views.pages.edit import EditView
from wagtail.models import Page

from .gate import Judgement
from .publishing import PublishingRefused

# In the address of the editor: it shows what stands between the page and its readers.
CONCERNS = "concerns"


def address_of_concerns(page: Page) -> str:
    return f"{reverse('wagtailadmin_pages:edit', args=[page.pk])}?{CONCERNS}=1"


def sentence_of(page: Page, judgement: Judgement) -> str:
    title = page.get_admin_display_title()
    if judgement.problems:
        return _("“%(title)s” was not published, because it is not complete:") % {"title": title}
    return _("“%(title)s” was not published, because nobody has confirmed these warnings:") % {"title": title}


def tell(request, page: Page, judgement: Judgement) -> None:
    """A message with the reasons, and a button that leads to the page."""
    reasons = format_html_join("", "<li>{}</li>", ((concern.message,) for concern in judgement.obstacles))
    buttons = [button(address_of_concerns(page), _("Open the page"))]
    detail = format_html("<ul>{}</ul>", reasons)
    messages.error(request, render(sentence_of(page, judgement), buttons, detail))


def watch_forms() -> None:
    """Where only the gate refuses, Wagtail's own words about errors in the form would be wrong."""
    for view in (CreateView, EditView):
        _tell_in(view)


def _tell_in(view) -> None:
    form_invalid = view.form_invalid

    def tell_and_show_again(self, form):
        if not getattr(form, "is_only_refused", False) or self.expects_json_response:
            return form_invalid(self, form)
        messages.error(self.request, _sentence_for_the_editor(form.judgement))
        self.has_unsaved_changes = True
        return self.render_to_response(self.get_context_data())

    view.form_invalid = tell_and_show_again


def _sentence_for_the_editor(judgement: Judgement) -> str:
    if judgement.problems:
        return _("The page was not sent on yet. Mend first what is listed here.")
    return _("The page was not sent on yet. It has warnings that somebody has to confirm.")


class TellsRefusals:
    """Wherever in the admin a page is refused: the message, and the editor of the page.

    Views save a draft before they publish it, so what was typed is kept; what an approval had done is undone with its
    transaction.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_exception(self, request, exception):
        if not isinstance(exception, PublishingRefused):
            return None
        tell(request, exception.page, exception.judgement)
        address = address_of_concerns(exception.page)
        if request.headers.get("x-requested-with") == "XMLHttpRequest":
            # Wagtail's window for an approval with a comment goes where it is told.
            return JsonResponse({"step": "success", "redirect": address})
        return redirect(address)
