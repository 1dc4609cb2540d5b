"""A file that takes the place of another one: its address stays, and the earlier file with it, as a numbered version.

A file on disk belongs to one row only, to its document or to one FileVersion: replacing hands it from the one to the
other, and whatever deletes a row deletes its file after commit.
"""

import logging
from datetime import datetime

from django.core.files.base import File
from django.db import transaction

from .inspection import sha256
from .models import MadeBrochure, PdfDocument, is_made

logger = logging.getLogger(__name__)


def replace_file(document: PdfDocument, file: File, note: str = "", *, keep: bool = True) -> bool:
    """Puts `file` in the place of the document's present one. False, and nothing happens, for the very same bytes.

    `document` is saved already; afterwards it is as the database has it. `file` has a name and may bring the
    `inspection` of a form that has read it. `note` says to readers what the new file changes. `keep=False` is for
    files that are typeset from a page: the history of their text is the page's. One that was typeset and makes room
    for somebody's own is not kept either, and the document is from then on an uploaded one.

    Raises brochures.inspection.Refused, and whatever the database or the disk raise; then everything is as it was.
    """
    # The caller's own object stays untouched until nothing can fail any more.
    fresh = PdfDocument.objects.get(pk=document.pk)
    if is_same_file(fresh, file):
        return False
    fresh.file = file
    fresh._set_document_file_metadata()
    # From here on it is on the disk. Nothing slow comes after this, so the lock on the row is short.
    fresh.file.save(fresh.file.name, fresh.file.file, save=False)
    try:
        with transaction.atomic():
            _give_place(fresh, note, keep)
    except BaseException:
        fresh.file.storage.delete(fresh.file.name)
        raise
    document.refresh_from_db()
    return True


def is_same_file(document: PdfDocument, file: File) -> bool:
    """Whether the document holds these very bytes. One whose file the disk has lost holds none."""
    return document.sha256 == sha256(file) and document.file.storage.exists(document.file.name)


def _give_place(fresh: PdfDocument, note: str, keep: bool) -> None:
    """Saves the document with its new file; what becomes of the earlier one is settled in the same transaction."""
    # Two clerks at the same time stand in a row here, and the later one replaces the file of the earlier one.
    earlier = PdfDocument.objects.select_for_update().get(pk=fresh.pk)
    if keep and is_made(earlier):
        _leave_to_people(fresh)
        keep = False
    if keep and not earlier.file.storage.exists(earlier.file.name):
        logger.warning("An earlier file was lost before it was replaced, no version is kept: %s", earlier.file.name)
        keep = False
    fresh.version, fresh.version_note = earlier.version, note
    if keep:
        _keep(earlier, until=fresh.file_changed_at)
        fresh.version += 1
    else:
        storage, name = earlier.file.storage, earlier.file.name
        transaction.on_commit(lambda: storage.delete(name), robust=True)
    fresh.save()


def _keep(earlier: PdfDocument, until: datetime) -> None:
    version = earlier.as_version()
    version.replaced_at = until
    version.save()


def _leave_to_people(document: PdfDocument) -> None:
    """The next making from the page's text must not write over somebody's own file."""
    document.made_from = None
    MadeBrochure.objects.filter(document=document).update(document=None, content_hash="")
