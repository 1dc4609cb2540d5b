"""Wagtail's own record of where the site is."""

from urllib.parse import urlsplit

from django.conf import settings
from wagtail.models import Site


def follow_public_url() -> None:
    """Makes Wagtail's Site row say what PUBLIC_URL says. Cheap enough for every start."""
    address = urlsplit(settings.PUBLIC_URL)
    port = address.port or (443 if address.scheme == "https" else 80)
    site = Site.objects.filter(is_default_site=True).first()
    if site and (site.hostname, site.port, site.site_name) != (address.hostname, port, settings.WAGTAIL_SITE_NAME):
        site.hostname, site.port, site.site_name = address.hostname, port, settings.WAGTAIL_SITE_NAME
        site.save()
