"""Who publishes the brochures. A lower room does not know the site's settings, so the settings name who tells."""

from dataclasses import dataclass

from django.conf import settings
from django.utils.module_loading import import_string

from .typesetting import Fact


@dataclass(frozen=True)
class Publisher:
    """The name beside the mark, and whom to ask where a page does not say it itself."""

    name: str
    contact: tuple[Fact, ...] = ()


def publisher_in(language: str) -> Publisher:
    """The publisher in a language ("ka" or "en"), from the function that `settings.BROCHURE_PUBLISHER` names."""
    return import_string(settings.BROCHURE_PUBLISHER)(language)
