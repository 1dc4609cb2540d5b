"""PDF files, what stands in them, and the files that they have replaced."""

from typing import Any

from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.documents.models import AbstractDocument
from wagtail.models import Page

from bilingual import languages
from brochures import covers
from brochures.inspection import RULES, Inspection, inspect_upload, sha256
from georgian.capitals import fold_capitals


class PdfDocument(AbstractDocument):
    """A PDF file, read once when it comes in. Which language it is in is said where it is attached."""

    # What the inspection found in the file. None, or an empty text, is "not known".
    page_count = models.PositiveIntegerField(_("number of pages"), null=True, editable=False)
    sha256 = models.CharField(max_length=64, blank=True, editable=False)
    file_changed_at = models.DateTimeField(_("file changed at"), null=True, editable=False)
    file_title = models.CharField(_("title inside the file"), max_length=500, blank=True, editable=False)
    declared_language = models.CharField(_("language that the file names"), max_length=64, blank=True, editable=False)
    text_language = models.CharField(_("language of its text"), max_length=2, blank=True, editable=False)
    is_tagged = models.BooleanField(_("tagged"), null=True, editable=False)
    has_text = models.BooleanField(_("with text"), null=True, editable=False)
    is_restricted = models.BooleanField(_("printing or copying restricted"), null=True, editable=False)
    embedded_files = models.PositiveIntegerField(_("embedded files"), null=True, editable=False)
    # The cover lies in the public storage under a name made of the file's checksum (see covers.py).
    cover_width = models.PositiveIntegerField(null=True, editable=False)
    cover_height = models.PositiveIntegerField(null=True, editable=False)
    # Which rules read the file last: a newer inspection finds those that it has not seen yet.
    inspected_by = models.PositiveSmallIntegerField(default=0, editable=False)

    # 1 for the first file; a replaced one stays readable as a FileVersion.
    version = models.PositiveIntegerField(_("version"), default=1, editable=False)
    version_note = models.CharField(
        _("what has changed"),
        max_length=250,
        blank=True,
        help_text=_("For readers, when a file is replaced: “Corrected the budget on page 3.” May stay empty."),
    )
    made_from = models.ForeignKey(
        Page,
        verbose_name=_("made from the text of"),
        null=True,
        blank=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="+",
    )

    # Set while `making` puts a file here; any other new file is somebody's own.
    is_being_made = False

    admin_form_fields = ("title", "file", "version_note", "collection", "tags")

    class Meta(AbstractDocument.Meta):
        verbose_name = _("PDF file")
        verbose_name_plural = _("PDF files")
        permissions = [("choose_document", "Can choose document")]

    @property
    def language(self) -> str:
        """What its text tells of the language, or where that tells nothing the file itself: "ka", "en" or ""."""
        declared = languages.primary(self.declared_language)
        return self.text_language or (declared if declared in languages.CODES else "")

    # What was read of a file that is not saved yet.
    _inspection: Inspection | None = None

    def _set_document_file_metadata(self):
        """Everything that a machine can tell of a new file. Wagtail calls it wherever a file comes in.

        Raises brochures.inspection.Refused.
        """
        super()._set_document_file_metadata()
        # The form has read the file already, if it came through one.
        inspection = getattr(self.file.file, "inspection", None) or inspect_upload(self.file.file)
        for name, value in columns(inspection).items():
            setattr(self, name, value)
        self.sha256 = sha256(self.file.file)
        self.file_changed_at = timezone.now()
        self._inspection = inspection
        self.file.seek(0)

    def save(self, *args, **kwargs):
        arriving = bool(self.file) and not self.file._committed
        if arriving and not self._inspection:  # it came through no form
            self._set_document_file_metadata()
        try:
            with transaction.atomic():
                replaced = PdfDocument.objects.filter(pk=self.pk).values_list("sha256", flat=True).first()
                super().save(*args, **kwargs)
                if self._inspection:
                    self._keep_beside(self._inspection, replaced)
                    self._inspection = None
        except BaseException:
            if arriving:
                self.discard_file()
            raise

    def discard_file(self) -> None:
        """Takes a new file from the disk again, if it got so far: the row that should name it was not written."""
        if self.file and self.file._committed:
            self.file.storage.delete(self.file.name)

    def read_file(self) -> None:
        """For code that makes documents: reads the file that was just assigned, then saves."""
        self._set_document_file_metadata()
        self.save()

    def inspect_again(self, *, wait: float) -> bool:
        """Reads the file anew, by the rules of today; False if it was replaced or deleted meanwhile.

        Waits at most `wait` seconds for its turn. Raises brochures.inspection.Refused, and nothing is changed then,
        and OSError if the disk has lost the file.
        """
        with self.file.storage.open(self.file.name) as file:
            inspection = inspect_upload(file, wait=wait)
        with transaction.atomic():
            same_file = PdfDocument.objects.filter(pk=self.pk, sha256=self.sha256)
            if not same_file.update(**columns(inspection)):
                return False
            self._keep_beside(inspection)
        return True

    def _keep_beside(self, inspection: Inspection, replaced: str | None = None) -> None:
        """The text and the cover; `replaced` is the checksum of the file that was there before."""
        FileText.objects.update_or_create(document=self, defaults={"text": inspection.text})
        # On the disk nothing is rolled back, so there it happens when nothing can fail any more.
        checksum = self.sha256
        transaction.on_commit(lambda: covers.keep(checksum, inspection.cover), robust=True)
        if replaced and replaced != checksum:
            transaction.on_commit(lambda: covers.remove_unused(replaced), robust=True)

    def as_version(self) -> "FileVersion":
        """The present file under its number, for lists of earlier ones; in memory alone."""
        return FileVersion(
            document=self,
            number=self.version,
            file=self.file.name,
            file_size=self.file_size or self.file.size,
            page_count=self.page_count,
            sha256=self.sha256,
            file_changed_at=self.file_changed_at or self.created_at,
            note=self.version_note,
        )

    @property
    def cover(self) -> covers.CoverAddresses | None:
        """The picture of its first page."""
        if not self.cover_width:
            return None
        return covers.CoverAddresses(self.sha256, self.cover_width, self.cover_height)


def columns(inspection: Inspection) -> dict[str, Any]:
    """What a file says of itself, as columns of its document."""
    return {
        "page_count": inspection.page_count,
        "file_title": fold_capitals(inspection.title),
        "declared_language": inspection.language,
        "text_language": inspection.text_language,
        "is_tagged": inspection.tagged,
        "has_text": inspection.has_text,
        "is_restricted": inspection.restricted,
        "embedded_files": inspection.embedded_files,
        "cover_width": inspection.cover.width if inspection.cover else None,
        "cover_height": inspection.cover.height if inspection.cover else None,
        "inspected_by": RULES,
    }


class FileText(models.Model):
    """The words inside a file, for the search. Apart from the document, which lists read without them."""

    document = models.OneToOneField(PdfDocument, on_delete=models.CASCADE, related_name="inside")
    text = models.TextField()


class FileVersion(models.Model):
    """An earlier file of a document, as it was until it was replaced. The file on disk goes with this row."""

    document = models.ForeignKey(PdfDocument, on_delete=models.CASCADE, related_name="earlier_versions")
    # Else every file that was once replaced would count as used.
    document.wagtail_reference_index_ignore = True
    number = models.PositiveIntegerField(_("version"))
    file = models.FileField(_("file"), upload_to="documents")
    file_size = models.PositiveBigIntegerField()
    page_count = models.PositiveIntegerField(_("number of pages"), null=True)
    sha256 = models.CharField(max_length=64)
    file_changed_at = models.DateTimeField(_("file changed at"))
    replaced_at = models.DateTimeField(_("replaced at"))
    note = models.CharField(_("what has changed"), max_length=250, blank=True)

    class Meta:
        verbose_name = _("earlier version")
        verbose_name_plural = _("earlier versions")
        ordering = ["-number"]
        constraints = [models.UniqueConstraint(fields=["document", "number"], name="one_file_for_each_version")]

    def __str__(self):
        return gettext("Version %(number)s") % {"number": self.number}
