"""Why a PDF is refused, and what the clerk is told to do about it."""

from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class RefusalCode(StrEnum):
    """Every reason for refusing a file. `child.py` prints these values, so both lists change together."""

    NOT_PDF = "not_pdf"
    EMPTY = "empty"
    DAMAGED = "damaged"
    PASSWORD = "password"  # noqa: S105 - no password but the name of a reason
    NO_PAGES = "no_pages"
    TOO_MANY_PAGES = "too_many_pages"
    TOO_COMPLEX = "too_complex"


MESSAGES: dict[RefusalCode, Promise] = {
    RefusalCode.NOT_PDF: _(
        "This is not a PDF file, whatever its name says. Open the document in the program it was made with, "
        "save it as PDF and upload the result."
    ),
    RefusalCode.EMPTY: _("The file is empty. Check that it opens on your computer, then upload it again."),
    RefusalCode.DAMAGED: _(
        "The PDF file is damaged or was not copied in full. Get it again from its source, or save the "
        "original document as PDF once more, and upload that file."
    ),
    RefusalCode.PASSWORD: _(
        "The PDF file is locked: readers could not open it without a password. Save a copy without a "
        "password and upload the copy."
    ),
    RefusalCode.NO_PAGES: _("The PDF file has no pages. Save the document as PDF once more and upload that file."),
    RefusalCode.TOO_MANY_PAGES: _(
        "The PDF file has more than 2,000 pages. Split it into parts and upload each part as a separate file."
    ),
    RefusalCode.TOO_COMPLEX: _(
        "The PDF file is too complex to be checked. Save the document as PDF once more and upload that file. "
        "If this message comes back, tell the site administrator."
    ),
}


class Refused(Exception):
    """The file may not be kept.

    `code` is the reason, `message` the lazily translated text for the clerk, `detail` a line for the log only
    (it may repeat what the file says, so it is never shown).
    """

    def __init__(self, code: RefusalCode, detail: str = "") -> None:
        super().__init__(f"{code}: {detail}" if detail else str(code))
        self.code = code
        self.detail = detail

    @property
    def message(self) -> Promise:
        return MESSAGES[self.code]
