"""Pictures in pages."""

from django import template
from wagtail.models import Page

from images.making import make_for_preview
from images.models import Picture, Rendition
from images.renditions import PLACES, ShownPicture, by_picture, shown
from images.uses import pictures_of

register = template.Library()


@register.simple_tag(takes_context=True)
def shown_picture(context, picture: Picture | None, place: str = "") -> ShownPicture | None:
    """`{% shown_picture image "gallery" as shown %}`: what to write down, None where nothing can be shown.

    Places are those of images.renditions; without one a picture stands at the head of a page.
    """
    if not picture:
        return None
    where = PLACES[place or "lead"]
    renditions = _existing(context.get("page"), picture)
    found = shown(picture, where, renditions)
    if found is None and getattr(context.get("request"), "is_preview", False):
        renditions[:] = make_for_preview(picture, where)
        found = shown(picture, where, renditions)
    return found


def _existing(page: Page | None, picture: Picture) -> list[Rendition]:
    """With the first picture that a page shows, the renditions of all its pictures are read and kept with the page."""
    if not isinstance(page, Page):
        return by_picture([picture.pk])[picture.pk]
    if not hasattr(page, "renditions_of_pictures"):
        page.renditions_of_pictures = by_picture(pictures_of(page))
    if picture.pk not in page.renditions_of_pictures:
        page.renditions_of_pictures |= by_picture([picture.pk])
    return page.renditions_of_pictures[picture.pk]
