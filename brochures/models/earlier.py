"""Files that stood in a place of a row before the one that stands there now, with the numbers that they keep there.

A file is replaced in two ways: its document gets another file (`versions.replace_file`), or the row gets another
document. To a reader of the permanent address both are one: its place has versions, numbered from 1. A document that
leaves the place of a live page keeps the numbers that its files have had there, and those of the next one go on after
them. A document that only changes over to the other place of its row, as when two files are swapped, takes its numbers
along: nobody brought a new edition. What is made from the text of a page leaves nothing, as ever.
"""

from collections.abc import Iterable
from contextlib import contextmanager
from copy import copy

from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from bilingual import languages

from .attachments import Attachment
from .documents import FileVersion, PdfDocument
from .made import is_made

# A row and a language: its permanent address.
Address = tuple[int, str]


class EarlierDocument(models.Model):
    """A document that stood in a place of a row of a live page until another one came, or the page was withdrawn."""

    page = models.ForeignKey(Page, on_delete=models.CASCADE, related_name="+")
    # No foreign key: a row may be taken away and come back with an earlier version of its page.
    attachment_id = models.PositiveBigIntegerField()
    language = models.CharField(_("language"), max_length=2)
    # The numbers stay taken when the document is deleted.
    document = models.ForeignKey(PdfDocument, null=True, on_delete=models.SET_NULL, related_name="+")
    # Of the first and the last of its files, as the place counts.
    first_number = models.PositiveIntegerField()
    last_number = models.PositiveIntegerField()
    replaced_at = models.DateTimeField(_("replaced at"))

    # Administrators may take an earlier file away for good, so that is no use which forbids deleting it.
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("earlier document")
        verbose_name_plural = _("earlier documents")
        ordering = ["-first_number"]
        constraints = [
            models.UniqueConstraint(
                fields=["attachment_id", "language", "first_number"], name="one_document_for_each_number_of_a_place"
            )
        ]

    def __str__(self):
        return f"{self.attachment_id}-{self.language} {self.first_number}–{self.last_number}"


def first_number(document_id: int, earlier: list[EarlierDocument]) -> int:
    """Which number the first file of a document has in a place; `earlier` are the documents before it, newest first."""
    if not earlier:
        return 1
    # It came back after the page was withdrawn, and nothing stood there meanwhile.
    return earlier[0].first_number if earlier[0].document_id == document_id else earlier[0].last_number + 1


def earlier_documents(attachment_ids: Iterable[int]) -> dict[Address, list[EarlierDocument]]:
    """Those of each place of these rows that has any, newest first. One query."""
    found: dict[Address, list[EarlierDocument]] = {}
    for row in EarlierDocument.objects.filter(attachment_id__in=list(attachment_ids)).select_related("document"):
        found.setdefault((row.attachment_id, row.language), []).append(row)
    return found


@contextmanager
def leaving_documents_are_kept(page: Page):
    """Around whatever saves the rows of a page: what readers saw until then stays an earlier version."""
    with transaction.atomic():
        before = _public_rows(page)
        yield
        after = {row.pk: row for row in Attachment.objects.filter(page=page.pk)} if before else {}
        for row in before:
            _keep(row, after.get(row.pk, Attachment()))


def keep_what_readers_saw(sender, instance: Page, **kwargs) -> None:
    """A page was withdrawn: whatever happens to its rows before it is published again, these were public."""
    for row in Attachment.objects.filter(page=instance.pk):
        _keep(row, Attachment())


def _public_rows(page: Page) -> list[Attachment]:
    return list(Attachment.objects.on_live_pages().filter(page=page.pk)) if page.pk else []


def _keep(before: Attachment, after: Attachment) -> None:
    places = [f"document_{code}_id" for code in languages.CODES]
    stood, stands = ([getattr(row, place) for place in places] for row in (before, after))
    for code, gone, comes in zip(languages.CODES, stood, stands, strict=True):
        changed_over = gone in stands and stood.count(gone) == 1
        if gone is None or gone == comes or changed_over:
            continue
        document = PdfDocument.objects.get(pk=gone)
        if is_made(document):
            continue
        first = first_number(gone, earlier_documents([before.pk]).get((before.pk, code), []))
        EarlierDocument.objects.update_or_create(
            attachment_id=before.pk,
            language=code,
            first_number=first,
            defaults={
                "page_id": before.page_id,
                "document": document,
                "last_number": first + document.version - 1,
                "replaced_at": timezone.now(),
            },
        )


def places_of_rows(rows: Iterable[Attachment]) -> dict[Address, tuple[tuple[FileVersion, ...], int]]:
    """For each permanent address of these rows the files that can still be read beside the present one, newest first,
    and the number of that.

    The files stand in memory alone, with the numbers of their place. Two queries at most, and none where
    nothing was replaced if the rows were asked for `with_documents`.
    """
    rows = list(rows)
    places = [(row.pk, code, document) for row in rows if row.pk for code, document in row.documents()]
    asked = {row.pk for row in rows if row.pk and getattr(row, "had_other_documents", True)}
    before = earlier_documents(asked) if asked else {}
    replaced = {document.pk for _pk, _code, document in places if document.version > 1}
    replaced |= {past.document_id for pasts in before.values() for past in pasts if past.document_id}
    versions: dict[int, list[FileVersion]] = {}
    for version in FileVersion.objects.filter(document__in=replaced) if replaced else ():
        versions.setdefault(version.document_id, []).append(version)
    found = {}
    for pk, code, document in places:
        pasts = before.get((pk, code), [])
        first = first_number(document.pk, pasts)
        files = [_numbered(version, first) for version in versions.get(document.pk, [])]
        for past in pasts:
            if past.document and past.first_number < first:
                files += _files_of(past, versions.get(past.document_id, []))
        found[pk, code] = (tuple(files), first + document.version - 1)
    return found


def _files_of(past: EarlierDocument, versions: list[FileVersion]) -> list[FileVersion]:
    """The files that a document had while it stood there, newest first."""
    files = [_numbered(version, past.first_number) for version in [past.document.as_version(), *versions]]
    files = [file for file in files if file.number <= past.last_number]
    for file in files:
        if file.number == past.last_number:
            file.replaced_at = past.replaced_at
    return files


def _numbered(version: FileVersion, first: int) -> FileVersion:
    numbered = copy(version)
    numbered.number = first + version.number - 1
    return numbered
