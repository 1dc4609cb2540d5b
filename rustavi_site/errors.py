"""Error pages, in the language of the address, in the frame of the site, and without a database when it is down."""

from django.http import HttpResponse
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from home.frame import Frame


def _page(request, status: int, heading: str, lead: str, use_database: bool = True) -> HttpResponse:
    context = {
        "frame": Frame(request, use_database=use_database),
        "request": request,
        "status": status,
        "page_title": heading,
        "heading": heading,
        "lead": lead,
    }
    # Without `request` as third argument, so that no context processor asks the database before it is known to work.
    return HttpResponse(render_to_string("pages/error.html", context), status=status)


def bad_request(request, exception):
    return _page(
        request,
        400,
        _("The request could not be understood"),
        _("Check the address and try again."),
        use_database=False,
    )


def forbidden(request, exception):
    return _page(request, 403, _("Access is restricted"), _("This page is open only to those who edit the site."))


def csrf_failure(request, reason=""):
    lead = _("The form was open for too long or cookies are turned off. Go back, reload the page and send it again.")
    return _page(request, 403, _("The form could not be accepted"), lead)


def not_found(request, exception):
    lead = _("The address may have changed or may have been typed with an error. Try the search or choose a section.")
    return _page(request, 404, _("Page not found"), lead)


def server_error(request):
    lead = _("We apologise. The error has been recorded. Please try again a little later.")
    return _page(request, 500, _("Server error"), lead, use_database=False)
