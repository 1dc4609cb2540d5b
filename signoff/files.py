"""The files of a draft. Their own addresses are closed to readers before the page is published, and on a live page
lead to what is published."""

from collections.abc import Iterator

from django.utils.html import escape

from bilingual import languages
from bilingual.contents import contents_of
from bilingual.fields import translated_names
from brochures.making import has_brochure
from brochures.models import PdfDocument, address_of_made

_IN_RICH_TEXT = "document "


def files_of_draft(draft) -> dict[str, PdfDocument]:
    """All files that the draft attaches or links to, by the addresses that stand in its HTML."""
    found = {}
    for row in draft.attachments.all():
        for code in languages.CODES:
            if document := row.document_in(code):
                found[row.address(code) if row.pk else document.url] = document
    for document in PdfDocument.objects.filter(pk__in=set(_mentioned(draft))):
        found[document.url] = document
    return found


def made_from_draft(draft) -> list[str]:
    """The languages in which publishing the draft would make a brochure from its text."""
    return draft.languages_to_make(draft.attachments.all()) if has_brochure(draft) else []


def _mentioned(draft) -> Iterator[int]:
    for name in translated_names(type(draft)):
        for code in languages.CODES:
            contents = contents_of(getattr(draft, f"{name}_{code}"))
            yield from contents.documents
            for link in contents.links:
                number = link.removeprefix(_IN_RICH_TEXT)
                if link.startswith(_IN_RICH_TEXT) and number.isdecimal():
                    yield int(number)


def led_through(html: str, draft, link) -> str:
    """The HTML of a draft with its files at addresses of the link to it."""
    ways = {address: link.file_path(document) for address, document in files_of_draft(draft).items()}
    ways |= {address_of_made(draft, code): path for code, path in draft.draft_brochures}
    for address, way in ways.items():
        html = html.replace(f'href="{escape(address)}"', f'href="{way}"')
    return html
