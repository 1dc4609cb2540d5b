"""Why a PDF is refused, and what the clerk is told to do about it."""

from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class RefusalCode(StrEnum):
    """Every reason for refusing a file. The child prints these values, so both lists change together."""

    NOT_PDF = "not_pdf"
    EMPTY = "empty"
    DAMAGED = "damaged"
    PASSWORD = "password"  # noqa: S105 - no password but the name of a reason
    NO_PAGES = "no_pages"
    TOO_MANY_PAGES = "too_many_pages"
    TOO_LARGE = "too_large"
    PAGE_SIZE = "page_size"
    JAVASCRIPT = "javascript"
    LAUNCH = "launch"
    SUBMIT_FORM = "submit_form"
    IMPORT_DATA = "import_data"
    RICH_MEDIA = "rich_media"
    XFA = "xfa"
    TOO_COMPLEX = "too_complex"
    # The only one that says nothing of the file.
    BUSY = "busy"


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
    RefusalCode.TOO_LARGE: _(
        "The PDF file is larger than 20 MB. Save the document with smaller pictures (in most programs: “Smallest file "
        "size”) and upload that file."
    ),
    RefusalCode.PAGE_SIZE: _(
        "A page of the PDF file is larger than 5 metres, which programs cannot show. Choose a usual size of the page, "
        "such as A4, save the document as PDF once more and upload that file."
    ),
    RefusalCode.JAVASCRIPT: _(
        "The PDF file contains a script (JavaScript), which could harm readers. Open it, print it to a new PDF file, "
        "which leaves scripts out, and upload the new file."
    ),
    RefusalCode.LAUNCH: _(
        "The PDF file would start a program or open a file on the reader's computer. Remove that link or button, "
        "save the document as PDF once more and upload that file."
    ),
    RefusalCode.SUBMIT_FORM: _(
        "The PDF file contains a form that sends what a reader types to another address. Remove the button that "
        "sends it, save the document as PDF once more and upload that file."
    ),
    RefusalCode.IMPORT_DATA: _(
        "The PDF file contains a button that takes data from the reader's computer. Remove that button, save the "
        "document as PDF once more and upload that file."
    ),
    RefusalCode.RICH_MEDIA: _(
        "The PDF file contains film, sound or a three-dimensional model, which most programs cannot show. Save the "
        "document as PDF without it and upload that file; a film can be linked to from the page."
    ),
    RefusalCode.XFA: _(
        "The PDF file is a form of an old kind (XFA), which browsers cannot show. Open it in the program it was made "
        "with, print it to a new PDF file and upload the new file."
    ),
    RefusalCode.TOO_COMPLEX: _(
        "The PDF file is too complex to be checked. Save the document as PDF once more and upload that file. "
        "If this message comes back, tell the site administrator."
    ),
    RefusalCode.BUSY: _(
        "Another file is being checked just now, so this one was not uploaded. Wait a few seconds, choose the file "
        "again and upload it."
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
