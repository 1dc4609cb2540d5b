"""Every address of the site."""

from csp.constants import NONE, SELF, UNSAFE_INLINE
from csp.decorators import csp_replace
from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path, re_path
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.contrib.sitemaps.views import sitemap
from wagtail.documents import urls as wagtaildocs_urls
from wagtail.utils.urlpatterns import decorate_urlpatterns

from brochures.own_page import brochure_page
from brochures.views import wagtails_address
from home.data_page import data_page
from home.feeds import views as feeds
from projects.organisation_page import organisation_page
from search.views import search

from . import views
from .style_page.views import style_page

# Wagtail's editor writes styles into elements and shows previews of pages in frames and uploads as blobs.
ADMIN_POLICY = {
    "default-src": [SELF],
    "script-src": [SELF, UNSAFE_INLINE],
    "style-src": [SELF, UNSAFE_INLINE],
    "img-src": [SELF, "data:", "blob:"],
    "frame-src": [SELF],
    "frame-ancestors": [SELF],
    "object-src": [NONE],
    "base-uri": [NONE],
    "form-action": [SELF],
}

urlpatterns = [
    path("", views.to_readers_language),
    path("admin/", include(decorate_urlpatterns(wagtailadmin_urls.urlpatterns, csp_replace(ADMIN_POLICY)))),
    path("documents/<int:document_id>/<path:filename>", wagtails_address),
    path("documents/", include(wagtaildocs_urls)),
    path("brochures/", include("brochures.urls")),
    path("draft/", include("signoff.urls")),
    path("data/", include("projects.exports.urls")),
    path("sitemap.xml", sitemap, {"sitemaps": views.SITEMAPS}),
    path("robots.txt", views.robots),
    path("favicon.ico", views.favicon),
    re_path(r"^media/(?P<path>.+)$", views.public_file),
    *i18n_patterns(
        path("feeds/changes.atom", feeds.changes, name="changes_feed"),
        path("feeds/announcements.atom", feeds.announcements, name="announcements_feed"),
        path("search/", search, name="search"),
        path("data/", data_page, name="data_page"),
        path("organisations/<int:organisation_id>/", organisation_page, name="organisation"),
        path("brochures/<int:attachment_id>/", brochure_page, name="brochure_page"),
        *([path("style/", style_page)] if settings.DEBUG else []),
        path("", include(wagtail_urls)),
        prefix_default_language=True,
    ),
]

handler400 = "rustavi_site.errors.bad_request"
handler403 = "rustavi_site.errors.forbidden"
handler404 = "rustavi_site.errors.not_found"
handler500 = "rustavi_site.errors.server_error"
