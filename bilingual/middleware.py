"""The language of an answer is the language of its address."""

from django.conf import settings
from django.db import DatabaseError
from django.http import HttpResponseRedirect
from django.urls import is_valid_path
from django.utils import translation
from wagtail.models import Page, Site


class LanguageOfAddress:
    """`/ka/…` is Georgian, `/en/…` is English, everything else (the admin, the login) is Georgian.

    Django's own middleware would also ask the browser and a cookie; then an English browser would get an English
    login page in a Georgian office, and shared caches would need a copy per browser language.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        in_address = translation.get_language_from_path(request.path_info)
        translation.activate(in_address or settings.LANGUAGE_CODE)
        request.LANGUAGE_CODE = translation.get_language()
        response = self.get_response(request)
        if response.status_code == 404 and not in_address:
            with_language = f"/{settings.LANGUAGE_CODE}{request.path_info}"
            if _leads_to_a_page(request, with_language):
                query = request.META.get("QUERY_STRING", "")
                return HttpResponseRedirect(with_language + (f"?{query}" if query else ""))
        if in_address:
            response.headers.setdefault("Content-Language", in_address)
        return response


def _leads_to_a_page(request, path: str) -> bool:
    """Whether this path, now with its language, is a live page or another address of the site.

    Without a database nothing does: what was not found stays not found.
    """
    if not path.endswith("/") or not is_valid_path(path):
        return False
    try:
        site = Site.find_for_request(request)
        components = [part for part in path.split("/")[2:] if part]
        if not site or not components:
            return False
        url_path = site.root_page.url_path + "/".join(components) + "/"
        return Page.objects.live().filter(url_path=url_path).exists()
    except DatabaseError:
        return False
