"""Pictures of a page, for its brochure."""

import logging

from bilingual.text import Text, text_of
from images.making import make
from images.metadata import UnreadablePicture
from images.models import Picture
from images.renditions import ARTICLE, JPEG, Place

from . import body
from .typesetting import content as brochure

logger = logging.getLogger(__name__)

# A logo is drawn with its own colours and hard edges: 800 pixels on 6 cm are more than 300 dots per inch.
EMBLEM_FILTER = "max-800x800|format-png"


def illustration(picture: Picture, place: Place = ARTICLE, caption: Text | None = None) -> brochure.Illustration | None:
    """The picture as the largest JPEG that its page has of it, with its texts in the active language; None for one that
    cannot be read. 1280 pixels on the width of the text are 270 dots per inch, 800 in a gallery 350."""
    spec = [spec for spec in place.specs(picture) if spec.format == JPEG][-1]
    try:
        rendition = picture.renditions.filter(filter_spec=str(spec)).first()
        if rendition is None:
            make(picture, [spec])
            rendition = picture.renditions.get(filter_spec=str(spec))
        with rendition.file.open("rb") as file:
            jpeg = file.read()
    except (OSError, ValueError, UnreadablePicture):
        # A page is read without its picture, too.
        logger.exception("Picture %s cannot be set in a brochure", picture.pk)
        return None
    alternative, credit = text_of(picture, "alt"), text_of(picture, "credit")
    return brochure.Illustration(
        jpeg,
        alternative=body.passage(alternative) if alternative else None,
        caption=body.passage(caption) if caption else None,
        credit=body.passage(credit) if credit else None,
    )


def emblem(picture: Picture, owner: Text) -> brochure.Illustration | None:
    """A funder's emblem; None if it cannot be read. Without an alternative text it is called by its owner."""
    try:
        with picture.get_rendition(EMBLEM_FILTER).file.open("rb") as file:
            png = file.read()
    except (OSError, ValueError):
        logger.exception("Emblem %s cannot be set in a brochure", picture.pk)
        return None
    return brochure.Illustration(png, alternative=body.passage(text_of(picture, "alt") or owner))
