"""What tests of replaced files share: the files, one after another, and what is made of them."""

import hashlib
from pathlib import Path

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from brochures.models import PdfDocument
from tests.brochures import pdf_samples

FIRST, SECOND, THIRD, FOURTH = (pdf_samples.valid(pages) for pages in (1, 2, 3, 4))
FILES = [FIRST, SECOND, THIRD, FOURTH]
NOTES = ["", "შესწორდა ბიუჯეტი.", "Corrected the date on page 2.", "დაემატა რუკა."]
LANGUAGES = ["ka", "en"]


def digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def pdf(content: bytes, name: str = "new.pdf") -> ContentFile:
    return ContentFile(content, name=name)


def make(content: bytes = FIRST, title="ანგარიში", name="report.pdf") -> PdfDocument:
    document = PdfDocument(title=title)
    document.file = pdf(content, name)
    document.read_file()
    return document


def body(response) -> bytes:
    # The test client closes the file after its last byte.
    return response.getvalue()


def bytes_of(record) -> bytes:
    return Path(record.file.path).read_bytes()


def stored() -> set[str]:
    folder = Path(default_storage.location)
    return {str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()}
