"""Files that pages offer, and how readers get them."""

from pathlib import Path

from django.core.files.base import ContentFile
from wagtail.models import Page

from brochures.models import Attachment, PdfDocument
from tests.brochures import pdf_samples


def make_document(title="ანგარიში", pages=1) -> PdfDocument:
    document = PdfDocument(title=title)
    document.file = ContentFile(pdf_samples.valid(pages), name="report.pdf")
    document.read_file()
    return document


def body(response) -> bytes:
    # The test client closes the file after its last byte.
    return response.getvalue()


def content_of(document: PdfDocument) -> bytes:
    return Path(document.file.path).read_bytes()


def published(page):
    """The page as readers have it, fresh from the database."""
    return Page.objects.get(pk=page.pk).specific


def latest(page):
    """The page as its editor opens it."""
    return Page.objects.get(pk=page.pk).get_latest_revision_as_object()


def assert_made_for_everybody(response):
    """No cookie is set, and a shared cache may keep one copy for all."""
    assert not response.cookies
    assert "cookie" not in response.get("Vary", "").lower()
    body(response)


def assert_leads_to(reader, address: str, content: bytes):
    """The file itself, or one permanent redirect away."""
    response = reader.get(address)
    if response.status_code == 301:
        response = reader.get(response["Location"])
    assert response.status_code == 200
    assert body(response) == content


def publish(page):
    page.save_revision().publish()


def with_new_row(page, document, title="დანართი"):
    """The page as edited: one row more."""
    draft = latest(page)
    last = len(draft.attachments.all())
    draft.attachments.add(
        Attachment(document_ka=document, kind=Attachment.Kind.REPORT, title_ka=title, sort_order=last)
    )
    return draft


def assert_for_editors_alone(response):
    assert response.status_code == 200
    assert response["Cache-Control"] == "private, no-store"
    assert "noindex" in response["X-Robots-Tag"]
    body(response)
