"""Addresses that belong to the site as a whole."""

from datetime import datetime
from pathlib import PurePath

from django.conf import settings
from django.contrib.sitemaps import Sitemap
from django.core.files.storage import storages
from django.http import HttpResponse, HttpResponsePermanentRedirect, HttpResponseRedirect
from django.templatetags.static import static
from django.utils import translation
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_safe
from django.views.static import serve
from wagtail.models import Page

from brochures.models import Attachment, PdfDocument
from home.data_page import DataPage
from projects.models import Organisation, ProjectOrganisation


@require_safe
def to_readers_language(request):
    """`/` leads to the language that the browser asks for, Georgian when in doubt."""
    language = translation.get_language_from_request(request)
    response = HttpResponseRedirect(f"/{language}/")
    patch_vary_headers(response, ["Accept-Language"])
    return response


@require_safe
def robots(request):
    lines = ["User-agent: *", "Disallow: /admin/", "", f"Sitemap: {settings.PUBLIC_URL}/sitemap.xml", ""]
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")


@require_safe
def favicon(request):
    return HttpResponsePermanentRedirect(static("img/favicon.ico"))


# Python asks the machine for these, and a bare one does not know them.
PICTURE_TYPES = {".avif": "image/avif", ".webp": "image/webp"}


@require_safe
def public_file(request, path: str):
    """Renditions, covers and social cards, where no web server in front delivers them."""
    response = serve(request, path, document_root=storages["public"].location)
    content_type = PICTURE_TYPES.get(PurePath(path).suffix.lower())
    if content_type and response.has_header("Content-Type"):  # a 304 has none
        response["Content-Type"] = content_type
    # The name of each carries what it is made from, so its bytes never change.
    response["Cache-Control"] = "public, max-age=31536000, immutable"
    return response


class EachLanguage(Sitemap):
    """What is said of the same thing in each of its languages, the others as alternates. Items are finished entries."""

    def get_urls(self, page=1, site=None, protocol=None):
        return self.paginator.page(page).object_list


class Pages(EachLanguage):
    """Every live page in each of its languages."""

    def items(self):
        pages = Page.objects.live().filter(depth__gt=1).order_by("path").specific().defer_streamfields()
        return [
            entry
            for page in pages.iterator(chunk_size=500)
            for entry in entries(page.alternates, page.last_published_at)
        ]

    def get_latest_lastmod(self):
        return Page.objects.live().order_by("-last_published_at").values_list("last_published_at", flat=True).first()


class Brochures(EachLanguage):
    """The page of each row of files that a live page offers; it exists in both languages."""

    def items(self):
        rows = Attachment.objects.on_live_pages().with_documents().order_by("pk")
        return [
            entry
            for row in rows
            if (documents := row.documents())
            for entry in entries(row.alternates, max(map(_changed, documents)))
        ]


class Organisations(EachLanguage):
    """The page of each organisation that a live project names; it exists in both languages."""

    def items(self):
        roles = ProjectOrganisation.objects.filter(page__live=True)
        organisations = Organisation.objects.filter(pk__in=roles.values("organisation")).order_by("pk")
        return [
            entry
            for organisation in organisations
            for entry in entries(organisation.alternates, organisation.changed_at)
        ]


class OwnPages(EachLanguage):
    """Pages that no editor wrote."""

    def items(self):
        return entries(DataPage().alternates, None)


def entries(alternates: list[tuple[str, str]], changed: datetime | None) -> list[dict]:
    """One entry of the sitemap for each (code, address), Georgian first: it is for a reader of neither language too."""
    links = [{"lang_code": code, "location": address} for code, address in alternates]
    links += [{"lang_code": "x-default", "location": address} for _code, address in alternates[:1]]
    return [{"location": address, "lastmod": changed, "alternates": links} for _code, address in alternates]


def _changed(document_in_language: tuple[str, PdfDocument]) -> datetime:
    _code, document = document_in_language
    return document.file_changed_at or document.created_at


SITEMAPS = {"pages": Pages, "brochures": Brochures, "organisations": Organisations, "own": OwnPages}
