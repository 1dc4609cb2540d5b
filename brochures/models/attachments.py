"""The rows that attach PDF files to a page."""

from django.apps import apps
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.models import Orderable

from bilingual import languages
from bilingual.addresses import HasAddresses, in_language
from bilingual.records import BilingualRecord
from bilingual.rows import RowWithProtectedLinks
from bilingual.text import Text, text_of

from .documents import PdfDocument


class AttachmentQuerySet(models.QuerySet):
    def brochures(self):
        return self.filter(kind=Attachment.Kind.BROCHURE)

    def on_live_pages(self):
        return self.filter(page__live=True)

    def with_documents(self):
        """Each with its files, and whether another document stood in one of its places before."""
        # Whose module builds on this one.
        earlier_document = apps.get_model("brochures", "EarlierDocument")
        earlier = Exists(earlier_document.objects.filter(attachment_id=OuterRef("pk")))
        return self.select_related("document_ka", "document_en").annotate(had_other_documents=earlier)

    def of_document(self, document):
        """The rows that offer this document, oldest first."""
        return self.filter(Q(document_ka=document) | Q(document_en=document)).order_by("pk")


class Attachment(HasAddresses, RowWithProtectedLinks, BilingualRecord, Orderable):
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

    def path_in(self, code: str) -> str:
        """The path of the page that tells of this brochure alone, `/ka/brochures/7/`."""
        return in_language(self.page_address, code)

    @property
    def page_address(self) -> str:
        """The same in the active language."""
        return reverse("brochure_page", args=[self.pk])
