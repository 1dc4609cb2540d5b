"""What tests of files share."""

from functools import partial
from pathlib import Path

import pytest
from django.test import Client

from brochures import making
from brochures.inspection import Inspection, Refused, reading, sha256
from brochures.models import Attachment, MadeBrochure, PdfDocument
from brochures.versions import replace_file
from tests.brochures import pdf_samples, replacing


@pytest.fixture
def reader() -> Client:
    return Client()


@pytest.fixture
def committed(django_capture_on_commit_callbacks):
    """`with committed(): …` does what happens after a commit, too."""
    # Tests without it leave behind what waited for a commit that never came.
    making._waiting.ids = {}
    return partial(django_capture_on_commit_callbacks, execute=True)


@pytest.fixture
def no_child(monkeypatch):
    """Nothing may be typeset."""

    def refuse(jobs, **options):
        raise AssertionError(f"typeset although nothing changed: {jobs}")


_said: dict[str, Inspection | Refused] = {}


@pytest.fixture
def asked_once(monkeypatch):
    """About the same bytes the child is asked once in a run: what is looked at is what becomes of its answer."""
    ask = reading._read

    def ask_or_remember(path: str, timeout: float) -> Inspection:
        checksum = sha256(path)
        if checksum not in _said:
            try:
                _said[checksum] = ask(path, timeout)
            except Refused as refusal:
                _said[checksum] = refusal
        said = _said[checksum]
        if isinstance(said, Refused):
            raise Refused(said.code, said.detail)
        return said

    monkeypatch.setattr(reading, "_read", ask_or_remember)


@pytest.fixture
def pdf(tmp_path):
    """Writes bytes to a file; its path."""

    def write(content: bytes) -> Path:
        path = tmp_path / "ბროშურა.pdf"
        path.write_bytes(content)
        return path

    return write


@pytest.fixture
def child_that(tmp_path, monkeypatch):
    """Puts other code in the child's place."""

    def replace(code: str) -> None:
        path = tmp_path / "other_child.py"
        path.write_text(code)
        monkeypatch.setattr(reading, "CHILD", path)

    return replace


@pytest.fixture
def document() -> PdfDocument:
    """A file that somebody uploaded."""
    return replacing.make()


@pytest.fixture
def row(hub, document) -> Attachment:
    """The document on a live page, in both languages the files of two rows of the table."""
    hub.attachments.all().delete()
    return Attachment.objects.create(
        page=hub,
        document_ka=document,
        document_en=replacing.make(pdf_samples.valid(7)),
        title_ka="ანგარიში",
        title_en="Report",
    )


@pytest.fixture
def replaced(document, django_capture_on_commit_callbacks) -> PdfDocument:
    """The document after three replacements."""
    with django_capture_on_commit_callbacks(execute=True):
        for content, note in zip(replacing.FILES[1:], replacing.NOTES[1:], strict=True):
            assert replace_file(document, replacing.pdf(content), note)
    return document


@pytest.fixture
def made(budgeting) -> PdfDocument:
    """Typeset from the text of a page."""
    return MadeBrochure.objects.get(page=budgeting, language="ka").document
