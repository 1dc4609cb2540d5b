"""The two languages of the site, Georgian first."""

from django.conf import settings
from django.utils import translation

GEORGIAN = "ka"
ENGLISH = "en"
CODES = (GEORGIAN, ENGLISH)


def active() -> str:
    """The code of the language in which the current answer is written: "ka" or "en"."""
    code = (translation.get_language() or settings.LANGUAGE_CODE).split("-")[0]
    return code if code in CODES else GEORGIAN


def primary(tag: str) -> str:
    """The language of a tag such as "ka-GE", without country and script (BCP 47)."""
    return tag.replace("_", "-").partition("-")[0].lower()


def other(code: str) -> str:
    """The language that `code` is not."""
    return ENGLISH if code == GEORGIAN else GEORGIAN
