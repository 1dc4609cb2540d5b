"""Redirects for both addresses of a page that is renamed or moved.

Wagtail makes them for the language in which the editor's admin happens to be; here its own receivers run again in the
other languages.
"""

from django.conf import settings
from django.utils import translation
from wagtail.contrib.redirects.signal_handlers import (
    autocreate_redirects_on_page_move,
    autocreate_redirects_on_slug_change,
)
from wagtail.signals import page_slug_changed, post_page_move


def _in_other_languages(receiver, **kwargs):
    for code, _name in settings.LANGUAGES:
        if code != translation.get_language():
            with translation.override(code):
                receiver(**kwargs)


def after_slug_change(sender, **kwargs):
    _in_other_languages(autocreate_redirects_on_slug_change, **kwargs)


def after_move(sender, **kwargs):
    _in_other_languages(autocreate_redirects_on_page_move, **kwargs)


def connect() -> None:
    """Called once, when the apps are ready."""
    page_slug_changed.connect(after_slug_change, dispatch_uid="bilingual.redirects.slug")
    post_page_move.connect(after_move, dispatch_uid="bilingual.redirects.move")
