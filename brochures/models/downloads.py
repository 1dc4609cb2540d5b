"""What is kept of downloads."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page


class DownloadsOfDay(models.Model):
    """How often a file was taken on one day. Nothing about who took it."""

    day = models.DateField(_("day"))
    page = models.ForeignKey(Page, on_delete=models.CASCADE, related_name="+")
    # The row that offered the file, or the file to which the text of the page links; both are 0 for the brochure made
    # from the page. No foreign keys: a number outlives its row.
    attachment_id = models.PositiveBigIntegerField(default=0)
    document_id = models.PositiveBigIntegerField(default=0)
    language = models.CharField(_("language"), max_length=2)
    number = models.PositiveIntegerField(_("downloads"), default=0)

    # A number is no use of its page.
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("downloads of a day")
        verbose_name_plural = _("downloads by day")
        constraints = [
            models.UniqueConstraint(
                fields=["day", "page", "attachment_id", "document_id", "language"],
                name="one_number_for_each_day_and_file",
            )
        ]
