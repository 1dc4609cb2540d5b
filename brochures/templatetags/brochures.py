"""Template tags of files."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import quote

from django import template
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from wagtail.models import Page

from bilingual import languages
from bilingual.addresses import absolute
from bilingual.text import Text
from brochures.downloads import downloads_of
from brochures.labels import brochure_of, language_phrase
from brochures.models import AttachedFile, FileVersion, PdfDocument

GEORGIAN_LETTER = re.compile("[\u10d0-\u10fa]")

register = template.Library()


@register.inclusion_tag("components/other_format.html", takes_context=True)
def ask_for_another_format(context, files: Iterable[AttachedFile], page: Page) -> dict:
    """A letter for each of these brochures of a page, or where nobody's e-mail is known the way to City Hall."""
    contact = page.whom_to_ask() or context["frame"].details.email
    return _asked(context, [Letter(file, page, contact) for file in files])


@register.inclusion_tag("components/other_format.html", takes_context=True)
def ask_for_one_of_these_in_another_format(context, offered: Iterable) -> dict:
    """The same for brochures of many pages: each has `file`, `subjects` (its pages) and `whom_to_ask`."""
    mail = context["frame"].details.email
    letters = [Letter(one.file, one.subjects[0], one.whom_to_ask or mail) for one in offered]
    return _asked(context, letters) | {"of_many_pages": True}


def _asked(context, letters: "list[Letter]") -> dict:
    """What stands there in both languages is one brochure."""
    brochures: dict[tuple, Letter] = {}
    for letter in letters:
        brochures.setdefault((letter.page.pk, letter.file.attachment.pk), letter)
    letters = list(brochures.values())
    return {"frame": context["frame"], "letters": letters, "has_mail": all(letter.contact for letter in letters)}


@dataclass(frozen=True)
class Letter:
    """A letter to `contact` that asks for a brochure in another format."""

    file: AttachedFile
    page: Page
    contact: str

    @property
    def name(self) -> Text:
        return self.file.attachment.heading

    @property
    def full_name(self) -> Text:
        """With the page that it belongs to, for whoever has nothing else to tell it by."""
        heading = self.page.short_heading
        if self.file.names_its_page:
            return brochure_of(heading)
        if self.name.language != heading.language:
            return self.name
        return Text(f"{self.name} ({heading})", self.name.language, self.name.wanted)

    @property
    def address(self) -> str:
        """`mailto:`, its subject and text filled in."""
        subject = _("In another format: %(name)s") % {"name": f"{self.name} ({self.page.short_heading})"}
        text = f"\r\n\r\n{absolute(self.file.address)}\r\n"
        return f"mailto:{quote(self.contact, safe='@')}?subject={quote(subject, safe='')}&body={quote(text, safe='')}"


register.filter("language_phrase", language_phrase)


@register.simple_tag
def downloads(document: PdfDocument) -> dict[str, int]:
    """`total` and `recent` downloads of a document."""
    return downloads_of(document)


@register.simple_tag
def earlier_files(document: PdfDocument) -> list[FileVersion]:
    """The earlier files of a document, newest first."""
    return list(document.earlier_versions.all())


@register.filter
def said_of_a_file(text: str) -> SafeString:
    """What a clerk wrote of a file, its title or what has changed, in one language alone; its letters tell which."""
    language = languages.GEORGIAN if GEORGIAN_LETTER.search(text) else languages.ENGLISH
    return Text(text, language, languages.active()).marked
