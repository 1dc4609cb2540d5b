"""The one form behind every way to upload a PDF: single, several at once, chooser, replacement."""

import re
from pathlib import PurePath

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.documents.forms import BaseDocumentForm

from .inspection import Refused, inspect_upload

# A disk takes 255 bytes for a name, in which a Georgian letter counts as three; the storage adds a few of its own.
LONGEST_STEM = 180


class PdfDocumentForm(BaseDocumentForm):
    """Refuses what is no readable PDF before anything is stored; what was typed and the old file stay."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        # The form that follows several uploads at once asks for no file.
        if "file" in self.fields:
            field = self.fields["file"]
            field.help_text = _("Only PDF files, up to %(megabytes)s MB.") % {
                "megabytes": field.max_upload_size // 1024**2
            }
            field.widget.attrs["accept"] = ".pdf,application/pdf"

    def clean_file(self):
        file = self.cleaned_data["file"]
        if "file" in self.changed_data:
            file.name = storable_name(file.name)
            try:
                file.inspection = inspect_upload(file)
            except Refused as refusal:
                raise ValidationError(refusal.message, code=refusal.code) from refusal
        return file

    def add_error(self, field, error):
        # The model minds the name even of a file that was refused already, or that this form does not ask for.
        unwanted = "file" not in self.fields or "file" in self.errors
        if field is None and unwanted and hasattr(error, "error_dict"):
            error.error_dict.pop("file", None)
        super().add_error(field, error)

    def full_clean(self):
        super().full_clean()
        # A form with another error is shown again; it must not take the file that came with it for stored.
        if self.errors and "file" in self.changed_data:
            self.instance.file = self.original_file

    def save(self, commit=True):
        # Wagtail removes the old file before the new one is saved; here it goes only when nothing can fail any more.
        old_file = self.original_file if commit and "file" in self.changed_data else None
        if old_file:
            self.original_file = None
        try:
            with transaction.atomic():
                document = super().save(commit=commit)
        except BaseException:
            if "file" in self.changed_data:
                self.instance.discard_file()
            raise
        if old_file and old_file.name != document.file.name:
            transaction.on_commit(lambda: old_file.storage.delete(old_file.name), robust=True)
        return document


def storable_name(name: str) -> str:
    """The file's name, shortened for the disk; another one for signs alone, of which a storage leaves nothing."""
    path = PurePath(name)
    stem = path.stem if re.search(r"\w", path.stem) else "brochure"
    return stem.encode()[:LONGEST_STEM].decode(errors="ignore") + path.suffix
