"""Template tags of files."""

import re
from urllib.parse import quote

from django import template
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from bilingual import languages
from bilingual.text import Text
from brochures.downloads import downloads_of
from brochures.models import FileVersion, PdfDocument

GEORGIAN_LETTER = re.compile("[\u10d0-\u10fa]")

register = template.Library()


@register.simple_tag
def letter_about(name, address: str) -> str:
    """A `mailto:` address whose subject asks for the brochure of this name in another format."""
    subject = _("In another format: %(name)s") % {"name": name}
    return f"mailto:{quote(address, safe='@')}?subject={quote(subject, safe='')}"


@register.simple_tag
def downloads(document: PdfDocument) -> dict[str, int]:
    """`total` and `recent` downloads of a document."""
    return downloads_of(document)


@register.simple_tag
def earlier_files(document: PdfDocument) -> list[FileVersion]:
    """The earlier files of a document, newest first."""
    return list(document.earlier_versions.all())


@register.filter
def note(text: str) -> SafeString:
    """What a clerk wrote about a new file, in one language alone; its letters tell which."""
    language = languages.GEORGIAN if GEORGIAN_LETTER.search(text) else languages.ENGLISH
    return Text(text, language, languages.active()).marked
