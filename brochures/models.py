"""Files that a citizen takes away: PDF documents, and the rows that attach them to pages."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db import models, transaction
from django.db.models import Count, Exists, ExpressionWrapper, F, OuterRef, Q, Subquery
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.documents.models import AbstractDocument, DocumentQuerySet
from wagtail.models import Orderable, Page

from bilingual import languages
from bilingual.records import BilingualRecord
from bilingual.rows import RowWithProtectedLinks
from bilingual.text import Text, text_of

from . import covers, problems
from .inspection import RULES, Inspection, inspect_upload, sha256
from .labels import brochure_of, version_of


class PdfDocumentQuerySet(DocumentQuerySet):
    def published(self):
        """Those that a live page offers as a brochure, the reader's language first among those of one row or page.

        The newest row comes first; then what is made from pages without one, the newest page first.
        """
        wanted = languages.active()
        attached = Attachment.objects.brochures().on_live_pages().of_document(OuterRef("pk"))
        made = MadeBrochure.objects.offered().filter(document=OuterRef("pk"))
        in_readers_language = ExpressionWrapper(
            Q(Exists(attached.filter(**{f"document_{wanted}": OuterRef("pk")})))
            | Q(Exists(made.filter(language=wanted))),
            output_field=models.BooleanField(),
        )
        return (
            self.annotate(row=Subquery(attached.values("pk")[:1]), page_of_made=Subquery(made.values("page")[:1]))
            .filter(Q(row__isnull=False) | Q(page_of_made__isnull=False))
            .order_by(
                F("row").desc(nulls_last=True),
                F("page_of_made").desc(nulls_last=True),
                in_readers_language.desc(),
                "-pk",
            )
        )

    def numbers_of_earlier_versions(self, documents: Iterable["PdfDocument"]) -> dict[int, int]:
        """How many earlier files of these documents can still be read, by id. Asks nothing where none was replaced."""
        replaced = {document.pk for document in documents if document.version > 1}
        if not replaced:
            return {}
        rows = FileVersion.objects.filter(document__in=replaced).order_by().values_list("document")
        return dict(rows.annotate(Count("pk")))


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

    objects = PdfDocumentQuerySet.as_manager()

    admin_form_fields = ("title", "file", "version_note", "collection", "tags")

    class Meta(AbstractDocument.Meta):
        verbose_name = _("PDF file")
        verbose_name_plural = _("PDF files")
        permissions = [("choose_document", "Can choose document")]

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
        "file_title": inspection.title,
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


class MadeBrochureQuerySet(models.QuerySet):
    def with_files(self):
        return self.filter(document__isnull=False).select_related("document")

    def offered(self):
        """Those of live pages, unless a row of the page offers the same document or a brochure in the same language."""
        rows = Attachment.objects.filter(page=OuterRef("page"))
        taken = Exists(rows.of_document(OuterRef("document")))
        for code in languages.CODES:
            brochures = rows.brochures().filter(**{f"document_{code}__isnull": False})
            taken = taken | (Q(language=code) & Exists(brochures))
        return self.filter(~Q(taken), page__live=True, document__isnull=False)


class MadeBrochure(models.Model):
    """The brochure that is typeset from the text of a page, in one language."""

    page = models.ForeignKey(Page, on_delete=models.CASCADE, related_name="made_brochures")
    language = models.CharField(_("language"), max_length=2)
    document = models.OneToOneField(
        PdfDocument, null=True, on_delete=models.SET_NULL, related_name="made_brochure", verbose_name=_("PDF file")
    )
    # SHA-256 of all that the brochure says, its date apart: the same content is not made again.
    content_hash = models.CharField(max_length=64, blank=True)
    made_at = models.DateTimeField(_("made at"), null=True)
    # Why the last attempt failed, for the editor; the last good file stays.
    problem = models.TextField(_("problem"), blank=True)

    objects = MadeBrochureQuerySet.as_manager()

    # Its document is not "in use" by being made.
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("brochure made from a page")
        verbose_name_plural = _("brochures made from pages")
        constraints = [models.UniqueConstraint(fields=["page", "language"], name="one_made_brochure_for_each_language")]

    def __str__(self):
        return f"{self.page_id}-{self.language}"

    @property
    def problem_message(self) -> str:
        """The reason in words for the editor, in the active language; "" when there is none."""
        return problems.message(self.problem)

    @property
    def version(self) -> str:
        """The short name of its content, as it stands in the file: "3f9a-2c1b"."""
        return version_of(self.content_hash)


class DownloadsOfDay(models.Model):
    """How often a file was taken on one day. Nothing about who took it."""

    day = models.DateField(_("day"))
    page = models.ForeignKey(Page, on_delete=models.CASCADE, related_name="+")
    # The row that offered the file; 0 for the brochure made from the page. No foreign key: a number outlives its row.
    attachment_id = models.PositiveBigIntegerField(default=0)
    language = models.CharField(_("language"), max_length=2)
    number = models.PositiveIntegerField(_("downloads"), default=0)

    # A number is no use of its page.
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("downloads of a day")
        verbose_name_plural = _("downloads by day")
        constraints = [
            models.UniqueConstraint(
                fields=["day", "page", "attachment_id", "language"], name="one_number_for_each_day_and_file"
            )
        ]


@dataclass(frozen=True)
class AttachedFile:
    """One file of an attachment in one language, as a page offers it."""

    attachment: "Attachment"
    document: PdfDocument
    language: str
    # The page from whose text the file was typeset; None for a file that somebody uploaded.
    source: Page | None = None
    # How many earlier files of the document can still be read.
    earlier_versions: int = 0

    @property
    def address(self) -> str:
        """The permanent path. A row that was never published has none yet; its editor sees the document itself."""
        if self.attachment.pk is None:
            return self.document.url
        return self.attachment.address(self.language)

    @property
    def name(self) -> Text:
        """The link text; two files of one row are told apart by their language."""
        title = self.attachment.heading
        if not self.attachment.is_pair:
            return title
        names = {
            languages.GEORGIAN: gettext("%(title)s in Georgian"),
            languages.ENGLISH: gettext("%(title)s in English"),
        }
        if title.borrowed:
            return title
        return Text(names[self.language] % {"title": title.value}, title.language, title.wanted)

    @property
    def language_phrase(self) -> str:
        """“In English”, when the file is in another language than the page; otherwise ""."""
        if self.language == languages.active():
            return ""
        return gettext("in Georgian") if self.language == languages.GEORGIAN else gettext("in English")

    @property
    def source_elsewhere(self) -> Page | None:
        """The page of whose text it was made, when that is not the one that offers it here."""
        return self.source if self.source and self.source.pk != self.attachment.page_id else None


@dataclass(frozen=True)
class MadeFile(AttachedFile):
    """The brochure made from a page, offered where nobody attached one. Its row stands in memory alone."""

    @classmethod
    def of(cls, made: MadeBrochure, page: Page) -> "MadeFile":
        """`page` is the made brochure's own, as its specific type."""
        return cls(Attachment(page=page), made.document, made.language, page)

    @property
    def address(self) -> str:
        return address_of_made(self.source, self.language)

    @property
    def name(self) -> Text:
        return brochure_of(self.source.short_heading, self.language)


def address_of_made(page: Page, language: str) -> str:
    """The permanent path of the brochure made from a page, `/brochures/page-5/undp-innovation-hub-ka.pdf`."""
    return reverse("made_brochure", args=[page.pk, page.slug, language])


class AttachmentQuerySet(models.QuerySet):
    def brochures(self):
        return self.filter(kind=Attachment.Kind.BROCHURE)

    def on_live_pages(self):
        return self.filter(page__live=True)

    def with_documents(self):
        return self.select_related("document_ka", "document_en")

    def for_a_download(self):
        """With the few columns that an answer needs; writing all seventy into the question would take half its time."""
        of_page = [f"page__{name}" for name in ("live", "slug")]
        of_file = ("title", "file", "file_size", "sha256", "file_changed_at", "version")
        of_files = [f"document_{code}__{name}" for code in languages.CODES for name in of_file]
        own = ("kind", "title_ka", "title_en")
        return self.order_by("pk").select_related("page", "document_ka", "document_en").only(*own, *of_page, *of_files)

    def of_document(self, document):
        """The rows that offer this document, oldest first."""
        return self.filter(Q(document_ka=document) | Q(document_en=document)).order_by("pk")


class Attachment(RowWithProtectedLinks, BilingualRecord, Orderable):
    """A file of a page, in one language or in both. Its id is its permanent address, so it outlives every change."""

    class Kind(models.TextChoices):
        BROCHURE = "brochure", _("Brochure")
        AGREEMENT = "agreement", _("Agreement")
        REPORT = "report", _("Report")
        EVALUATION = "evaluation", _("Evaluation")

    page = ParentalKey("wagtailcore.Page", on_delete=models.CASCADE, related_name="attachments")
    kind = models.CharField(_("kind"), max_length=20, choices=Kind.choices, default=Kind.BROCHURE)
    title = models.CharField(
        _("title"),
        max_length=200,
        blank=True,
        help_text=_("As readers see it, without the language: the page adds that. Empty: the kind."),
    )
    document_ka = models.ForeignKey(
        PdfDocument,
        verbose_name=_("PDF file in Georgian"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    document_en = models.ForeignKey(
        PdfDocument,
        verbose_name=_("PDF file in English"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )

    objects = AttachmentQuerySet.as_manager()

    class Meta(Orderable.Meta):
        verbose_name = _("brochure or document")
        verbose_name_plural = _("brochures and documents")

    def __str__(self):
        return str(self.heading)

    @property
    def heading(self) -> Text:
        """The title to read; a row without one is called by its kind."""
        title = text_of(self, "title")
        return title or Text(self.get_kind_display(), languages.active(), languages.active())

    @property
    def is_pair(self) -> bool:
        """Whether both languages have a file of their own."""
        return bool(self.document_ka_id and self.document_en_id and self.document_ka_id != self.document_en_id)

    def document_in(self, language: str) -> PdfDocument | None:
        """The file in a language ("ka" or "en")."""
        return self.document_ka if language == languages.GEORGIAN else self.document_en

    def documents(self) -> list[tuple[str, PdfDocument]]:
        """(language, file) of those that exist, the reader's language first."""
        wanted = languages.active()
        order = [wanted] if self.document_ka_id == self.document_en_id else [wanted, languages.other(wanted)]
        return [(code, document) for code in order if (document := self.document_in(code))]

    def address(self, language: str, version: int | None = None) -> str:
        """The permanent path of the newest file in a language, `/brochures/7/participatory-budgeting-ka.pdf`, or of
        a certain version, `/brochures/7/v2/participatory-budgeting-ka.pdf`."""
        if version is not None:
            return reverse("brochure_version", args=[self.pk, version, self.page.slug, language])
        return reverse("brochure", args=[self.pk, self.page.slug, language])

    @property
    def page_address(self) -> str:
        """The path of the page that tells of this brochure alone, in the active language: `/ka/brochures/7/`."""
        return reverse("brochure_page", args=[self.pk])


def files_of(rows: Iterable[Attachment], known_pages: Iterable[Page]) -> list[AttachedFile]:
    """The files of these rows, in their order. Pages that are at hand already are not asked for again."""
    pairs = [(row, code, document) for row in rows for code, document in row.documents()]
    pages = {page.pk: page for page in known_pages}
    missing = {document.made_from_id for _row, _code, document in pairs if document.made_from_id} - pages.keys()
    if missing:
        # Of a page that was withdrawn, readers learn nothing, not even its title.
        pages |= Page.objects.live().filter(pk__in=missing).specific().defer_streamfields().in_bulk()
    earlier = PdfDocument.objects.numbers_of_earlier_versions(document for _row, _code, document in pairs)
    return [
        AttachedFile(row, document, code, pages.get(document.made_from_id), earlier.get(document.pk, 0))
        for row, code, document in pairs
    ]


class PageWithBrochures:
    """Mixed into page types that offer files. Stands before BilingualPage in the list of bases."""

    def whom_to_ask(self) -> str:
        """The e-mail of those who know of this page's files; "" leads to City Hall's own."""
        return ""

    def attached_files(self) -> list[AttachedFile]:
        """All files of this page in the editor's order, the reader's language first within each row.

        In a language in which no row has a brochure stands the one that is made from the page.
        """
        rows = self.attachments.all().select_related("document_ka", "document_en")
        files = files_of(rows, known_pages=[self])
        brochures = [file for file in files if file.attachment.kind == Attachment.Kind.BROCHURE]
        made = self._made_brochures(besides=files)
        first = [file for file in made if file.language == languages.active()]
        others = [file for file in made if file not in first]
        after = files.index(brochures[-1]) + 1 if brochures else 0
        return [*first, *files[:after], *others, *files[after:]]

    def _made_brochures(self, besides: list[AttachedFile]) -> list[MadeFile]:
        """Those in the languages in which `besides` hold no brochure, without what stands there already."""
        taken = {file.language for file in besides if file.attachment.kind == Attachment.Kind.BROCHURE}
        wanted = [code for code in languages.CODES if code not in taken and self.has_language(code)]
        if not wanted or not self.pk:
            return []
        attached = {file.document.pk for file in besides}
        made = MadeBrochure.objects.with_files().filter(page=self.pk, language__in=wanted).order_by("pk")
        return [MadeFile.of(brochure, self) for brochure in made if brochure.document_id not in attached]

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        context["files"] = self.attached_files()
        kinds = {file.attachment.kind for file in context["files"]}
        only_brochures = kinds == {Attachment.Kind.BROCHURE}
        context["files_heading"] = gettext("Brochures") if only_brochures else gettext("Brochures and documents")
        return context
