"""Pictures and what a reader must know about them."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.images.models import AbstractImage, AbstractRendition
from wagtail.search import index

from bilingual.records import BilingualRecord
from bilingual.text import Text, text_of

from .metadata import CleanPicture, without_metadata


class Picture(BilingualRecord, AbstractImage):
    """A picture: the alternative text in both languages, whose it is, and why we may show it.

    `title` is the picture's name in the office and is never shown to readers.
    """

    alt = models.CharField(
        _("alternative text"),
        max_length=250,
        blank=True,
        help_text=_(
            "What is seen in the picture, in one sentence, for those who cannot see it. "
            "A page cannot be published with a picture that has none in Georgian."
        ),
    )
    credit = models.CharField(
        _("credit"), max_length=250, blank=True, help_text=_("Shown under the picture: author or owner.")
    )
    permission_note = models.TextField(
        _("permission"),
        blank=True,
        help_text=_("Who allowed us to publish it, when and how. Not shown to readers."),
    )

    admin_form_fields = (
        "title",
        "file",
        "alt_ka",
        "alt_en",
        "credit_ka",
        "credit_en",
        "permission_note",
        "collection",
        "tags",
        "focal_point_x",
        "focal_point_y",
        "focal_point_width",
        "focal_point_height",
    )
    search_fields = [
        *AbstractImage.search_fields,
        index.SearchField("alt_ka"),
        index.SearchField("alt_en"),
    ]

    class Meta(AbstractImage.Meta):
        verbose_name = _("picture")
        verbose_name_plural = _("pictures")
        permissions = [("choose_image", "Can choose image")]

    @property
    def shown_texts(self) -> list[Text]:
        """What readers see or hear of it."""
        return [text_of(self, "alt"), text_of(self, "credit")]

    def _set_image_file_metadata(self):
        """What a machine can tell of a new file, after it was made clean. Wagtail calls it wherever a file comes in.

        Raises images.metadata.UnreadablePicture.
        """
        if not isinstance(self.file.file, CleanPicture):
            # Phones write the place where a picture was taken into the file, and renditions would carry it to readers.
            clean = without_metadata(self.file.file)
            if self.file._committed:
                self.file.delete(save=False)
            self.file = clean
        super()._set_image_file_metadata()

    def save(self, *args, **kwargs):
        # For a picture that came through no form.
        if self.file and not self.file._committed and not isinstance(self.file.file, CleanPicture):
            self._set_image_file_metadata()
        super().save(*args, **kwargs)

    @property
    def default_alt_text(self):
        # Wagtail would offer the title, which is a file's name in the office. Templates give the text themselves.
        return ""


class Rendition(AbstractRendition):
    """A smaller copy of a picture, made by machine, public."""

    image = models.ForeignKey(Picture, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        unique_together = (("image", "filter_spec", "focal_point_key"),)

    def get_upload_to(self, filename):
        # Browsers keep a rendition for a year, so an address must never get other bytes: a file that replaces another
        # may bear a name that was in use before.
        return super().get_upload_to(f"{self.image.get_file_hash()[:10]}.{filename}")
