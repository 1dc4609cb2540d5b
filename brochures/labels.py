"""The labels that every made brochure carries."""

from django.utils.translation import gettext as _

from bilingual import languages


def language_name(code: str) -> str:
    """The language of a file as its own readers call it."""
    return _("In Georgian") if code == languages.GEORGIAN else _("In English")


def language_noun(code: str) -> str:
    """The language itself, as an answer to “Language:”."""
    return _("Georgian") if code == languages.GEORGIAN else _("English")


def standing_labels() -> dict[str, str]:
    """Labels in the active language, by the names of `typesetting.content.BrochureContent`."""
    return {
        "page_label": _("Page {page} of {total}"),
        "address_label": _("Address of the page"),
        "origin_note": _("This brochure is made from the text of the page on the website."),
    }
