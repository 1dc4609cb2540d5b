"""The brochure of a live page, a file that no page mentions, a draft."""

import pytest

from brochures.models import Attachment, PdfDocument
from projects.models import ProjectPage
from tests.brochures.addresses.offered import make_document


@pytest.fixture
def row(budgeting) -> Attachment:
    """The brochure of a live page, in both languages."""
    return budgeting.attachments.get()


@pytest.fixture
def address(row) -> str:
    return row.address("ka")


@pytest.fixture
def document() -> PdfDocument:
    """A file that no page mentions."""
    return make_document()


@pytest.fixture
def draft(projects, document) -> ProjectPage:
    """A page that was never published, with a file."""
    page = ProjectPage(title="მონახაზი", slug="draft-project", live=False)
    page.attachments = [Attachment(document_ka=document, kind=Attachment.Kind.REPORT)]
    projects.add_child(instance=page)
    page.save_revision()
    return page
