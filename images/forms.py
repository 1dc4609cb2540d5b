"""The one form behind every way to upload a picture."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from wagtail.images.forms import BaseImageForm

from .metadata import UnreadablePicture, decode


class PictureForm(BaseImageForm):
    """Refuses a file that only pretends to be a picture, before anything is stored."""

    def clean_file(self):
        file = self.cleaned_data["file"]
        if "file" in self.changed_data:
            try:
                decode(file)
            except UnreadablePicture as error:
                raise ValidationError(
                    _("This picture is damaged or too large to be opened. Save it anew as JPEG or PNG and try again.")
                ) from error
            file.seek(0)
        return file
