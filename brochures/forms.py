"""The one form behind every way to upload a PDF: single, several at once, chooser, replacement."""

import logging
import re
from pathlib import PurePath

from django.core.exceptions import ValidationError
from django.core.files.base import File
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.documents.forms import BaseDocumentForm
from wagtail.search import index as search_index

from bilingual.folding import FoldingForm

from .inspection import MESSAGES, Inspection, RefusalCode, Refused, inspect_upload
from .models import Attachment, is_made
from .versions import is_same_file, replace_file

NOT_NAMED_PDF = gettext_lazy(
    "The name of the file does not end in “.pdf”. Open the document in the program it was made with, save it as PDF "
    "and upload the result. A file that is a PDF already only needs another name."
)

# A disk takes 255 bytes for a name, in which a Georgian letter counts as three; the storage adds a few of its own.
LONGEST_STEM = 180
NOT_INSPECTED = gettext_lazy(
    "The file could not be checked because of a fault of the server, and was not uploaded. Try again; if it happens "
    "again, tell the administrator of the site."
)

logger = logging.getLogger(__name__)


def inspected(file: File) -> Inspection:
    """What is in an uploaded file. Raises ValidationError, in a clerk's words, if it is refused or cannot be read."""
    try:
        return inspect_upload(file)
    except Refused as refusal:
        raise ValidationError(refusal.message, code=refusal.code) from refusal
    except (RuntimeError, OSError) as fault:
        # Of the machine: its disk is full, or it starts no process. What was typed shall not be lost for that.
        logger.exception("An uploaded file could not be inspected")
        raise ValidationError(NOT_INSPECTED, code="fault") from fault


class PdfDocumentForm(FoldingForm, BaseDocumentForm):
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
            # Django's and Wagtail's own do not say what to do.
            too_large = MESSAGES[RefusalCode.TOO_LARGE]
            field.error_messages |= {
                "empty": MESSAGES[RefusalCode.EMPTY],
                "file_too_large": too_large,
                "file_too_large_unknown_size": too_large,
            }
        if not self._may_replace():
            self.fields.pop("version_note", None)
        elif self.instance.version_note:
            note = self.fields["version_note"]
            more = _("What stands here now tells of the present file; for a new file write anew.")
            note.help_text = f"{note.help_text} {more}"

    def _may_replace(self) -> bool:
        """Whether this is the form of a file that is there already, and that will stay as an earlier version."""
        return bool(self.instance.pk) and "file" in self.fields and not is_made(self.instance)

    def clean_file(self):
        file = self.cleaned_data["file"]
        if "file" in self.changed_data:
            self._refuse_what_would_be_made_again()
            if PurePath(file.name).suffix.lower() != ".pdf":
                raise ValidationError(NOT_NAMED_PDF, code="invalid_extension")
            file.name = storable_name(file.name)
            file.inspection = inspected(file)
        return file

    def _refuse_what_would_be_made_again(self):
        """The document of a made brochure that no row offers: its page would not offer the new file."""
        document = self.instance
        if document.made_from_id and not Attachment.objects.of_document(document).exists():
            raise ValidationError(
                _(
                    "This brochure is made from the text of a page. Attach your file to that page instead: readers are "
                    "then offered yours."
                ),
                code="made",
            )

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
        if not (commit and self.original_file and "file" in self.changed_data):
            return self._save_as_it_is(commit)
        upload, note = self.cleaned_data["file"], self.cleaned_data.get("version_note", "")
        self.instance.file = self.original_file
        is_new = not is_same_file(self.instance, upload)
        if is_new:
            # The note that stands there tells of the file that goes; sent again untouched, it says nothing of the new.
            self.instance.version_note = self.initial.get("version_note", "")
            note = note if note != self.instance.version_note else ""
        with transaction.atomic():
            # Past Wagtail's own step, which removes the earlier file before the new one is saved.
            document = super(BaseDocumentForm, self).save()
            if is_new:
                replace_file(document, upload, note)
            else:
                search_index.insert_or_update_object(document)
        return document

    def _save_as_it_is(self, commit: bool):
        """A new document, or one whose file stays."""
        try:
            with transaction.atomic():
                return super().save(commit=commit)
        except BaseException:
            if "file" in self.changed_data:
                self.instance.discard_file()
            raise


def storable_name(name: str) -> str:
    """The file's name, shortened for the disk; another one for signs alone, of which a storage leaves nothing."""
    path = PurePath(name)
    stem = path.stem if re.search(r"\w", path.stem) else "brochure"
    return stem.encode()[:LONGEST_STEM].decode(errors="ignore") + path.suffix
