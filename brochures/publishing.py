"""What the files of a page need before readers see them."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from wagtail.models import Page

from bilingual import languages
from bilingual.concerns import Problem, PublishingWarning, key_of
from bilingual.judging import place_of

from .models.attachments import Attachment
from .models.documents import PdfDocument
from .warnings import BOTH, Code, FileWarning, is_better_swapped, warnings_of


def file_problems(page: Page) -> list[Problem]:
    """Rows without a file, and files whose text is in the language of the other place. One query.

    A text that is plainly Georgian or plainly English and offered as the other misleads its reader, and nobody can want
    it: so it is a problem and no warning to be ticked away. It is mended by one click wherever that puts things better
    (see `is_better_swapped`), and the words say so. What tells less plainly is a warning, which one tick accepts: a
    file that merely names another language (DECLARED_OTHERWISE), one that serves both places and is in one language
    (TEXT_IN_ONE_LANGUAGE). Of a text whose language nobody can tell nothing is said.
    """
    rows = list(page.attachments.all())
    empty = [
        Problem(
            _("%(row)s: no file was chosen.") % {"row": place_of(row, number)},
            field=f"document_{languages.GEORGIAN}",
            row=row,
        )
        for number, row in enumerate(rows)
        if not (row.document_ka_id or row.document_en_id)
    ]
    misplaced = [
        Problem(f"{place}: {warning.text}{_way_out(row)}", field=column, row=row)
        for place, column, row, _document, warning in _found(rows)
        if warning.code == Code.TEXT_IN_OTHER_LANGUAGE
    ]
    return [*empty, *misplaced]


def _way_out(row: Attachment) -> str:
    """The button of the row that mends it, where there is one."""
    if not is_better_swapped(row):
        return ""
    if row.is_pair:
        return " " + _("The button “Swap the two files” in this row mends it.")
    return " " + _("The button “Move the file to the other place” in this row mends it.")


def file_warnings(page: Page) -> list[PublishingWarning]:
    """What else is amiss with the files; another file in the same place is another warning. One query."""
    return [
        PublishingWarning(
            f"{place}, {document.title}: {warning.text}",
            field=column,
            row=row,
            key=key_of(warning.code, column, document.pk, document.sha256),
        )
        for place, column, row, document, warning in _found(list(page.attachments.all()))
        if warning.code != Code.TEXT_IN_OTHER_LANGUAGE
    ]


def _found(rows: list[Attachment]) -> Iterator[tuple[str, str, Attachment, PdfDocument, FileWarning]]:
    """(place, column, row, document, warning) of everything that the rules on files say."""
    columns = [f"document_{code}" for code in languages.CODES]
    documents = PdfDocument.objects.in_bulk(
        {pk for row in rows for column in columns if (pk := getattr(row, f"{column}_id"))}
    )
    for number, row in enumerate(rows):
        for column in columns:
            if document := documents.get(getattr(row, f"{column}_id")):
                setattr(row, column, document)  # or else each would be asked for alone
        for code, column in zip(languages.CODES, columns, strict=True):
            document = documents.get(getattr(row, f"{column}_id"))
            serves_both = row.document_ka_id == row.document_en_id
            if document and not (serves_both and code != languages.GEORGIAN):
                for warning in warnings_of(document, BOTH if serves_both else code):
                    yield place_of(row, number), column, row, document, warning
