"""The words that stand in made brochures and about them."""

from django.utils import translation
from django.utils.translation import gettext as _

from bilingual import languages
from bilingual.text import Text


def language_name(code: str) -> str:
    """The language of a file as its own readers call it."""
    return _("In Georgian") if code == languages.GEORGIAN else _("In English")


def language_noun(code: str) -> str:
    """The language itself, as an answer to “Language:”."""
    return _("Georgian") if code == languages.GEORGIAN else _("English")


def language_phrase(code: str) -> str:
    """“in English” of a file that is in another language than the page; "" otherwise, and where it is not known."""
    if code not in languages.CODES or code == languages.active():
        return ""
    return _("in Georgian") if code == languages.GEORGIAN else _("in English")


def standing_labels() -> dict[str, str]:
    """Labels in the active language, by the names of `typesetting.content.BrochureContent`."""
    return {
        "page_label": _("Page {page} of {total}"),
        "address_label": _("Address of the page"),
        "origin_note": _("This brochure is made from the text of the page on the website."),
        "code_alternative": _("QR code with the address of the page"),
    }


def brochure_in(language: str) -> str:
    """“Brochure in Georgian”."""
    named = _("%(title)s in Georgian") if language == languages.GEORGIAN else _("%(title)s in English")
    return named % {"title": _("Brochure")}


def brochure_of(heading: Text, language: str | None = None) -> Text:
    """What a made brochure is called: "Brochure: Innovation hub", with `language` "Brochure in Georgian: …".

    In the language of the heading, so that a borrowed one is not mixed with the words of another.
    """
    with translation.override(heading.language):
        word = brochure_in(language) if language else _("Brochure")
    return Text(f"{word}: {heading}", heading.language, heading.wanted)


def version_of(checksum: str) -> str:
    """The short name of a content, for people to compare: "3f9a-2c1b"."""
    return f"{checksum[:4]}-{checksum[4:8]}" if checksum else ""
