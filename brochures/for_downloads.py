"""What each download asks the database: one question, written once, as both databases know it.

Django would take ten times as long to write it anew as the database takes to answer it.
"""

from django.db import DEFAULT_DB_ALIAS, models
from wagtail.models import Page

from bilingual import languages

from .models import Attachment, FileVersion, PdfDocument

_COLUMNS = """
    d.id, d.title, d.file, d.file_size, d.sha256, d.file_changed_at, d.version,
    p.id AS page_id, p.live AS page_live, p.slug AS page_slug
"""
_ATTACHED = {
    code: f"""
        SELECT {_COLUMNS}, a.title_ka AS row_title_ka, a.title_en AS row_title_en,
            COALESCE((
                SELECT CASE WHEN e.document_id = d.id THEN e.first_number ELSE e.last_number + 1 END
                FROM brochures_earlierdocument e
                WHERE e.attachment_id = a.id AND e.language = '{code}'
                ORDER BY e.first_number DESC LIMIT 1
            ), 1) AS first_number
        FROM brochures_attachment a
        JOIN wagtailcore_page p ON p.id = a.page_id
        LEFT JOIN brochures_pdfdocument d ON d.id = a.document_{code}_id
        WHERE a.id = %s
    """  # noqa: S608 - of a fixed list
    for code in languages.CODES
}
_MADE = f"""
    SELECT {_COLUMNS}
    FROM wagtailcore_page p
    LEFT JOIN brochures_madebrochure m ON m.page_id = p.id AND m.language = %s
    LEFT JOIN brochures_pdfdocument d ON d.id = m.document_id
    WHERE p.id = %s
"""  # noqa: S608 - of fixed parts
# Of a document that stood in the place before the present one.
_EARLIER_IN_PLACE = """
    SELECT d.*, e.first_number
    FROM brochures_earlierdocument e
    JOIN brochures_pdfdocument d ON d.id = e.document_id
    WHERE e.attachment_id = %s AND e.language = %s AND e.first_number <= %s AND e.last_number >= %s
"""
_EARLIER = "SELECT * FROM brochures_fileversion WHERE document_id = %s AND number = %s"


def attached(row_id: int, language: str) -> Attachment | None:
    """A row of a published page, live or not, with the page and the file in this language; none of them is whole."""
    document = _first(PdfDocument, _ATTACHED[language], row_id)
    if document is None:
        return None
    row = Attachment.from_db(
        DEFAULT_DB_ALIAS,
        ["id", "page_id", "title_ka", "title_en"],
        [row_id, document.page_id, document.row_title_ka, document.row_title_en],
    )
    row.page = _page_of(document)
    setattr(row, f"document_{language}", _if_there(document))
    return row


def made(page_id: int, language: str) -> tuple[Page | None, PdfDocument | None]:
    """A page, live or not, and the file that is made from it in this language; none of them is whole."""
    document = _first(PdfDocument, _MADE, language, page_id)
    return (_page_of(document), _if_there(document)) if document else (None, None)


def version_in_place(
    row_id: int, language: str, document: PdfDocument, number: int
) -> PdfDocument | FileVersion | None:
    """The file with this number at a permanent address; `document` stands there now. One query for most."""
    # A row of a draft is not of `attached`, and nothing was public there before.
    first = getattr(document, "first_number", 1)
    if number >= first:
        return version_of(document, number - first + 1)
    earlier = _first(PdfDocument, _EARLIER_IN_PLACE, row_id, language, number, number)
    return version_of(earlier, number - earlier.first_number + 1) if earlier else None


def version_of(document: PdfDocument, number: int) -> PdfDocument | FileVersion | None:
    """The document itself for the number of its present file, the earlier file of a smaller one, None for others."""
    if number == document.version:
        return document
    return _first(FileVersion, _EARLIER, document.pk, number)


def _first(model: type[models.Model], question: str, *values):
    """The answer, which knows of the other columns too; the model's own are empty where there is no file."""
    # SQLite takes no greater number; Django's own questions look after that.
    if any(isinstance(value, int) and value > models.BigIntegerField.MAX_BIGINT for value in values):
        return None
    return next(iter(model.objects.raw(question, values)), None)


def _page_of(document: PdfDocument) -> Page:
    columns = [document.page_id, bool(document.page_live), document.page_slug]
    return Page.from_db(DEFAULT_DB_ALIAS, ["id", "live", "slug"], columns)


def _if_there(document: PdfDocument) -> PdfDocument | None:
    return document if document.pk else None
