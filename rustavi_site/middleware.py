"""What every answer of the site carries."""

from urllib.parse import urlsplit

from django.conf import settings
from django.db import DatabaseError
from wagtail.contrib.redirects.middleware import RedirectMiddleware


class NoIndexOnOtherHosts:
    """Search engines shall know the site by PUBLIC_URL alone, not by a server's name or a test address."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if request.get_host().lower() != urlsplit(settings.PUBLIC_URL).netloc.lower():
            # An answer may forbid more by itself.
            response.headers.setdefault("X-Robots-Tag", "noindex")
        return response


class Redirects(RedirectMiddleware):
    """Wagtail's own; but without a database, what was not found is still no error of the server."""

    def process_response(self, request, response):
        try:
            return super().process_response(request, response)
        except DatabaseError:
            return response
