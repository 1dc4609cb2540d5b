"""Pages and the brochures made from them, for tests."""

from pathlib import Path

from django.core.files.base import ContentFile
from wagtail.models import Page

from brochures.models import Attachment, MadeBrochure, PdfDocument
from tests.brochures import pdf_samples
from tests.brochures.pdf_reader import Reading, read


def fresh(page):
    return Page.objects.get(pk=page.pk).specific


def publish(page):
    page.save_revision().publish()


def made(page, language: str) -> MadeBrochure:
    return MadeBrochure.objects.select_related("document").get(page=page, language=language)


def content_of(brochure: MadeBrochure) -> bytes:
    return Path(brochure.document.file.path).read_bytes()


def reading_of(brochure: MadeBrochure, folder: Path) -> Reading:
    return read(content_of(brochure), folder)


def attached(page, **documents) -> None:
    """The page with one row of brochures."""
    page.attachments = [Attachment(**documents)]
    publish(page)


def uploaded(title="ატვირთული") -> PdfDocument:
    document = PdfDocument(title=title)
    document.file = ContentFile(pdf_samples.valid(), name="uploaded.pdf")
    document.read_file()
    return document
