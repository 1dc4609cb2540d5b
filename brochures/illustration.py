"""The picture of a page, for its brochure."""

import logging

from bilingual.text import text_of

from . import body
from .typesetting import content as brochure

logger = logging.getLogger(__name__)

# Enough for 12 cm at 300 dots per inch; typst reads no AVIF, and PDF/A-2 stores a JPEG as it is.
FILTER = "max-1440x1440|format-jpeg"


def illustration(picture) -> brochure.Illustration | None:
    """The picture as a JPEG, with its texts in the active language; None for one that cannot be read."""
    try:
        rendition = picture.get_rendition(FILTER)
        with rendition.file.open("rb") as file:
            jpeg = file.read()
    except (OSError, ValueError):
        # A page is read without its picture, too.
        logger.exception("Picture %s cannot be set in a brochure", picture.pk)
        return None
    alternative, credit = text_of(picture, "alt"), text_of(picture, "credit")
    return brochure.Illustration(
        jpeg,
        body.passage(alternative) if alternative else None,
        body.passage(credit) if credit else None,
    )
