"""What is amiss with a file that was accepted: rules on what the inspection found. No query is made here."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from django.utils.functional import Promise
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from bilingual import languages

if TYPE_CHECKING:
    from .models import Attachment, PdfDocument


# In the place of a language: a file that serves as both.
BOTH = "both"


class Code(StrEnum):
    """Every warning, the gravest first."""

    TEXT_IN_OTHER_LANGUAGE = "text_in_other_language"
    TEXT_IN_ONE_LANGUAGE = "text_in_one_language"
    NO_TEXT = "no_text"
    RESTRICTED = "restricted"
    EMBEDDED_FILES = "embedded_files"
    NOT_TAGGED = "not_tagged"
    DECLARED_OTHERWISE = "declared_otherwise"
    NOT_DECLARED = "not_declared"
    NO_TITLE = "no_title"


# In a table, where there is no room for more.
LABELS: dict[Code, Promise] = {
    Code.TEXT_IN_OTHER_LANGUAGE: _("in the place of the other language"),
    Code.TEXT_IN_ONE_LANGUAGE: _("in both places, but in one language"),
    Code.NO_TEXT: _("pictures of text only"),
    Code.RESTRICTED: _("printing or copying restricted"),
    Code.EMBEDDED_FILES: _("other files inside"),
    Code.NOT_TAGGED: _("not tagged"),
    Code.DECLARED_OTHERWISE: _("names another language"),
    Code.NOT_DECLARED: _("names no language"),
    Code.NO_TITLE: _("no title inside"),
}


@dataclass(frozen=True)
class FileWarning:
    code: Code
    text: str  # what is amiss and what to do, in the active language

    @property
    def label(self) -> Promise:
        return LABELS[self.code]


def warnings_of(document: PdfDocument, place_language: str | None = None) -> list[FileWarning]:
    """The gravest first. `place_language` is "ka" or "en" for the place of an attachment in which the file stands, BOTH
    for a file that stands in the two places of one, None for a file that stands in none. Of what is not known of a file
    nothing is said."""
    found = []

    def warn(code: Code, text: str) -> None:
        found.append(FileWarning(code, text))

    if place_language == BOTH:
        if document.text_language:
            warn(Code.TEXT_IN_ONE_LANGUAGE, _text_in_one_language(document.text_language))
        # Whichever language it names is that of one of its places.
        place_language = None
    if is_in_other_language(document, place_language):
        warn(Code.TEXT_IN_OTHER_LANGUAGE, _text_in_other_language(place_language))
    if document.has_text is False:
        warn(
            Code.NO_TEXT,
            gettext(
                "The pages hold no text but pictures of it, as a scanner makes them. Nobody can search it, copy from "
                "it or have it read aloud. Better: the document itself, saved as PDF."
            ),
        )
    if document.is_restricted:
        warn(
            Code.RESTRICTED,
            gettext(
                "The file forbids printing or copying, and some readers cannot have it read aloud. Save it without "
                "such restrictions."
            ),
        )
    if number := document.embedded_files:
        warn(
            Code.EMBEDDED_FILES,
            ngettext(
                "Another file is hidden inside this one, and every reader gets it.",
                "%(number)s other files are hidden inside this one, and every reader gets them.",
                number,
            )
            % {"number": number},
        )
    if document.is_tagged is False:
        warn(
            Code.NOT_TAGGED,
            gettext(
                "The file is not tagged: for people who cannot see it, headings, lists and tables are one run of "
                "words. Choose “tagged” or “accessible” when you save the document as PDF."
            ),
        )
    if document.has_text is not None:  # it was inspected
        _warn_of_declarations(document, place_language, warn)
    return found


def _warn_of_declarations(document: PdfDocument, place_language: str | None, warn) -> None:
    declared = document.declared_language
    if not declared:
        warn(
            Code.NOT_DECLARED,
            gettext(
                "The file does not say which language it is in, so programs read it aloud in the wrong voice. Set the "
                "language of the document before you save it as PDF."
            ),
        )
    elif not place_language and document.text_language not in ("", languages.primary(declared)):
        warn(
            Code.DECLARED_OTHERWISE,
            gettext(
                "The file says that its language is “%(declared)s”, which is not that of its text. Correct the "
                "language of the document before you save it as PDF."
            )
            % {"declared": declared},
        )
    # A file in the wrong place says so as a rule, and one warning is enough.
    elif (
        place_language
        and languages.primary(declared) != place_language
        and document.text_language in ("", place_language)
    ):
        warn(
            Code.DECLARED_OTHERWISE,
            gettext(
                "The file says that its language is “%(declared)s”, which is not that of the place where it stands. "
                "Correct the language of the document before you save it as PDF."
            )
            % {"declared": declared},
        )
    if not document.file_title:
        warn(
            Code.NO_TITLE,
            gettext(
                "The file has no title inside, so its readers see the name of the file instead. Give the document a "
                "title in its properties before you save it as PDF."
            ),
        )


def _text_in_other_language(place_language: str) -> str:
    if place_language == languages.GEORGIAN:
        return gettext("The text is English, but the file stands in the place of the Georgian one.")
    return gettext("The text is Georgian, but the file stands in the place of the English one.")


def _text_in_one_language(text_language: str) -> str:
    if text_language == languages.GEORGIAN:
        return gettext(
            "The text is Georgian alone, but the file stands in the place of the English one too. Take it out of "
            "there: the English page then offers it as what it is, in Georgian."
        )
    return gettext(
        "The text is English alone, but the file stands in the place of the Georgian one too. Take it out of there: "
        "the Georgian page then offers it as what it is, in English."
    )


def is_in_other_language(document: PdfDocument, place_language: str | None) -> bool:
    """Whether its text is plainly in the other language than the place where it stands."""
    return bool(place_language and document.text_language and document.text_language != place_language)


def is_better_swapped(row: Attachment) -> bool:
    """Whether fewer files would stand in the place of the other language if those of a row changed places: two that
    stand in each other's place, one beside a file that nothing tells of, or one alone, which then only moves."""
    if row.document_ka_id == row.document_en_id:
        return False
    files = [(code, document) for code in languages.CODES if (document := row.document_in(code))]
    now = sum(is_in_other_language(document, code) for code, document in files)
    swapped = sum(is_in_other_language(document, languages.other(code)) for code, document in files)
    return swapped < now


def warnings_in_places(document: PdfDocument, place_languages: Iterable[str | None]) -> list[FileWarning]:
    """Those of all the places in which a file stands, each once, the gravest first."""
    found = {warning for language in [*place_languages] or [None] for warning in warnings_of(document, language)}
    order = list(Code)
    return sorted(found, key=lambda warning: (order.index(warning.code), warning.text))
