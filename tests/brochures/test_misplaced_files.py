"""A text in the place of the other language keeps a page from its readers, and the words say which press mends it."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from brochures.models import Attachment, PdfDocument
from brochures.publishing import file_problems, file_warnings

pytestmark = pytest.mark.django_db

SWAP, MOVE = "„ფაილებისთვის ადგილების შეცვლა“", "„ფაილის გადატანა მეორე ადგილზე“"


def document(text_language: str) -> PdfDocument:
    return PdfDocument.objects.create(
        title="ფაილი", file=f"documents/{text_language}.pdf", text_language=text_language, has_text=True
    )


def told(page, georgian: str | None, english: str | None) -> list[tuple[str, bool, bool]]:
    """(column, names the swap, names the move) of each problem of a page with one row of files in these languages."""
    documents = [None if language is None else document(language) for language in (georgian, english)]
    page.attachments = [Attachment(document_ka=documents[0], document_en=documents[1])]
    return [(problem.field, SWAP in problem.message, MOVE in problem.message) for problem in file_problems(page)]


@pytest.mark.parametrize(
    ("georgian", "english", "problems"),
    [
        ("ka", "en", []),
        ("", "", []),
        ("en", "ka", [("document_ka", True, False), ("document_en", True, False)]),
        ("en", "", [("document_ka", True, False)]),
        ("en", None, [("document_ka", False, True)]),
        (None, "ka", [("document_en", False, True)]),
        # Swapped, the other one would stand wrong.
        ("ka", "ka", [("document_en", False, False)]),
    ],
)
def test_what_is_plain_is_a_problem_with_its_way_out(hub, georgian, english, problems):
    assert told(hub, georgian, english) == problems


def test_what_is_doubtful_is_a_warning(hub):
    both = document("ka")
    scan = PdfDocument.objects.create(title="სკანი", file="documents/s.pdf", declared_language="en", has_text=True)
    hub.attachments = [Attachment(document_ka=both, document_en=both), Attachment(document_ka=scan)]
    assert file_problems(hub) == []
    words = " ".join(warning.message for warning in file_warnings(hub))
    assert "მხოლოდ ქართულია" in words and "„en“" in words


def test_all_rows_together_ask_once(hub):
    # By their ids, as a draft knows them.
    ids = document("en").pk, document("ka").pk
    hub.attachments = [Attachment(document_ka_id=ids[0], document_en_id=ids[1]) for _ in range(3)]
    with CaptureQueriesContext(connection) as captured:
        assert len(file_problems(hub)) == 6
    assert len(captured) == 1
