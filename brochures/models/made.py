"""Brochures that are typeset from the text of a page."""

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from bilingual import languages
from brochures import problems
from brochures.labels import version_of

from .attachments import Attachment
from .documents import PdfDocument


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

    # Signs of the text that the typeface lacks, for the editor: the file is there, but without them.
    left_out = models.TextField(_("signs left out"), blank=True)

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
    def left_out_message(self) -> str:
        """Which signs of the text are not in the file, for the editor, in the active language; "" for none."""
        if not self.left_out:
            return ""
        told = _("The typeface of the brochures lacks these signs, so the brochure leaves them out: %(signs)s")
        return told % {"signs": " ".join(self.left_out)}

    @property
    def version(self) -> str:
        """The short name of its content, as it stands in the file: "3f9a-2c1b"."""
        return version_of(self.content_hash)


def is_made(document: PdfDocument) -> bool:
    """Whether the present file of a document is typeset from the text of a page."""
    return bool(document.made_from_id) or MadeBrochure.objects.filter(document=document).exists()
