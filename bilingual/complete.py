"""What every page needs before readers see it."""

from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import Page

from . import languages
from .concerns import Problem
from .fields import label_of
from .text import is_empty


def problems_of_every_page(page: Page) -> list[Problem]:
    """Georgian title and summary, an English title where there is English text, and an end that has not passed."""
    return [*_missing_georgian(page), *_missing_english_title(page), *_already_expired(page)]


def _missing_georgian(page: Page) -> list[Problem]:
    wanted = ["title", *filter(None, [page.teaser_field])]
    return [
        Problem(
            _("%(field)s: there is no Georgian text.") % {"field": label_of(type(page), name)},
            field=name if name == "title" else f"{name}_{languages.GEORGIAN}",
        )
        for name in wanted
        if is_empty(getattr(page, f"{name}_{languages.GEORGIAN}"))
    ]


def _missing_english_title(page: Page) -> list[Problem]:
    if page.has_language(languages.ENGLISH):
        return []
    if all(is_empty(getattr(page, f"{name}_{languages.ENGLISH}")) for name in page.content_fields):
        return []
    return [Problem(_("There is English text, so an English title is needed too."), field="title_en")]


def _already_expired(page: Page) -> list[Problem]:
    if page.expire_at and page.expire_at <= timezone.now():
        return [Problem(_("The time at which the page is taken down has passed already."), field="expire_at")]
    return []
