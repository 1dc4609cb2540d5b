"""The one form behind every way to upload a picture."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.images.forms import BaseImageForm

from bilingual.marking_forms import StateInHelpText, log_said

from .making import after_replacement
from .metadata import UnreadablePicture, decode


class PictureForm(StateInHelpText, BaseImageForm):
    """Refuses a file that only pretends to be a picture, before anything is stored; the old file stays."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        # Wagtail would count the pixels by decoding them all, and fall over what cannot be decoded. `decode` counts.
        if "file" in self.fields:
            self.fields["file"].max_image_pixels = None

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

    def full_clean(self):
        super().full_clean()
        # A form with another error is shown again; it must not take the file that came with it for stored.
        if self.errors and "file" in self.changed_data:
            self.instance.file = self.original_file

    def save(self, commit=True):
        # Wagtail removes the old file at once; here it goes only when nothing can fail any more.
        old_file = self.original_file if commit and "file" in self.changed_data else None
        if old_file:
            self.original_file = None
        said = self.take_marks()
        picture = super().save(commit=commit)
        if commit:
            log_said(picture, {"": said})
        if old_file:
            picture.renditions.all().delete()
            if old_file.name != picture.file.name:
                transaction.on_commit(lambda: old_file.storage.delete(old_file.name), robust=True)
            after_replacement(picture)
        return picture
