"""Why no brochure was made from a page, and what its editor is told to do about it."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from .typesetting import Reason

# The page does not exist in the language; it did once, and some row still offers the brochure.
NO_LANGUAGE = "no_language"
LANGUAGE_GONE = "language_gone"
# The server could not do its work, whatever the text; or it has left this one to the command make_brochures.
MACHINE = "machine"
WAITING = "waiting"
# Of a preview alone: nothing is kept, so nothing is lost.
NO_PREVIEW = "no_preview"

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
    Reason.OUT_OF_TIME: _(
        "The server was too busy to finish the brochure in time. Publish the page again later. If that does not help, "
        "tell the site administrator."
    ),
    MACHINE: _(
        "The server could not make the brochure. The text is not the reason. Tell the site administrator, and publish "
        "the page again when the server is in order."
    ),
    WAITING: _(
        "Many brochures had to be made at once, and it is not yet this one’s turn. It is made at night without you, or "
        "at once if you publish the page."
    ),
    NO_PREVIEW: _(
        "The preview could not be made. Your draft is stored, and what readers have is as it was. Try again; if that "
        "does not help, tell the site administrator."
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
