"""The one form behind every way to upload a PDF: single, several at once, chooser, replacement."""

from django.core.exceptions import ValidationError
from django.db import transaction
from wagtail.documents.forms import BaseDocumentForm

from .inspection import Refused, inspect_upload


class PdfDocumentForm(BaseDocumentForm):
    """Refuses what is no readable PDF before anything is stored; what was typed and the old file stay."""

    def clean_file(self):
        file = self.cleaned_data["file"]
        if "file" in self.changed_data:
            try:
                file.inspection = inspect_upload(file)
            except Refused as refusal:
                raise ValidationError(refusal.message, code=refusal.code) from refusal
        return file

    def save(self, commit=True):
        # Wagtail removes the old file before the new one is saved; here it goes only when nothing can fail any more.
        old_file = self.original_file if commit and "file" in self.changed_data else None
        if old_file:
            self.original_file = None
        document = super().save(commit=commit)
        if old_file and old_file.name != document.file.name:
            transaction.on_commit(lambda: old_file.storage.delete(old_file.name))
        return document
