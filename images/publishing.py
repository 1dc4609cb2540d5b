"""What the pictures of a page need before readers see it: words for those who cannot see them."""

from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.models import Page

from bilingual import languages
from bilingual.concerns import Problem, PublishingWarning, key_of
from bilingual.marks import fingerprint
from bilingual.text import is_empty

from .models import Picture
from .uses import pictures_of


def pictures_without_words(page: Page) -> list[Problem]:
    """Pictures of the page that have no Georgian alternative text. One query."""
    return [
        Problem(
            _("The picture “%(name)s” has no Georgian alternative text.") % {"name": picture.title},
            address=_address(picture),
        )
        for picture in _pictures(page)
        if is_empty(picture.alt_ka)
    ]


def pictures_without_english_words(page: Page) -> list[PublishingWarning]:
    """Likewise in English, on a page that exists in English. One query."""
    if not page.has_language(languages.ENGLISH):
        return []
    return [
        PublishingWarning(
            _("The picture “%(name)s” has no English alternative text.") % {"name": picture.title},
            address=_address(picture),
            key=key_of("alternative text", picture.pk, fingerprint(picture.alt_ka)),
        )
        for picture in _pictures(page)
        if is_empty(picture.alt_en) and not is_empty(picture.alt_ka)
    ]


def _pictures(page: Page) -> list[Picture]:
    return list(Picture.objects.filter(pk__in=pictures_of(page)).order_by("pk"))


def _address(picture: Picture) -> str:
    return reverse("wagtailimages:edit", args=[picture.pk])
