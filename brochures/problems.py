"""Why no brochure was made from a page, and what its editor is told to do about it."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from .typesetting import Reason

# The page does not exist in the language; it did once, and some row still offers the brochure.
NO_LANGUAGE = "no_language"
LANGUAGE_GONE = "language_gone"

MESSAGES: dict[str, Promise] = {
    Reason.NO_TITLE: _("The title has no letter that can be printed."),
    Reason.TITLE_TOO_LONG: _("The title is too long for the cover of a brochure."),
    Reason.TOO_LONG: _("The text is too long for a brochure. Shorten it, or divide it between several pages."),
    Reason.UNKNOWN_LETTERS: _(
        "The typeface of the brochures lacks letters of this text: {letters}. Write these words in Georgian or Latin "
        "letters."
    ),
    Reason.FAILED: _(
        "The brochure could not be made. Publish the page again. If that does not help, tell the site administrator."
    ),
    NO_LANGUAGE: _("The page has no title in this language yet, so it has no brochure in it."),
    LANGUAGE_GONE: _(
        "The page has no title in this language any more, so the brochure is not made again. The last one stays where "
        "it is attached."
    ),
}


def stored(reason: str, letters: str = "") -> str:
    """How a problem is kept in the database: "too_long", "unknown_letters: 北京"."""
    return f"{reason}: {letters}" if letters else str(reason)


def message(problem: str) -> str:
    """What an editor reads of a stored problem, in the active language; "" for none."""
    reason, _colon, letters = problem.partition(": ")
    if not reason:
        return ""
    return str(MESSAGES.get(reason, MESSAGES[Reason.FAILED])).replace("{letters}", letters)
