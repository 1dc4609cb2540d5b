"""What uploads leave behind when nobody completes them: taken away by its age.

Of several files uploaded at once one without a title waits for it as a row of Wagtail's `UploadedFile`, and waits for
ever when the clerk closes the window. An inspection works in a temporary folder or copy, which stays when its process
is killed. Neither is of any use after a day.
"""

import os
import re
import shutil
import stat
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from datetime import timedelta

from django.utils import timezone
from wagtail.models import UploadedFile

AGE = timedelta(days=1)
MOST = 1000  # of each kind in one run; the next run goes on
# As `tempfile` names what inspection/reading.py asks for.
TEMPORARY = re.compile(r"inspect-[a-z0-9_]{8}(\.pdf)?")


def sweep() -> tuple[int, int]:
    """Takes away what is older than AGE; how many waiting uploads and how many temporary files or folders that were."""
    return sum(map(_remove_upload, _stale_uploads())), sum(map(_remove_temporary, _stale_temporaries()))


def _stale_uploads() -> Iterator[UploadedFile]:
    """The oldest first. A row does not know when it was made, but its file does; without its file it is of no use."""
    for upload in UploadedFile.objects.order_by("pk")[:MOST]:
        try:
            made = upload.file.storage.get_modified_time(upload.file.name)
        except (OSError, ValueError):
            yield upload
            continue
        if timezone.now() - made > AGE:
            yield upload


def _remove_upload(upload: UploadedFile) -> bool:
    storage, name = upload.file.storage, upload.file.name
    upload.delete()
    if name:
        storage.delete(name)
    return True


def _stale_temporaries() -> Iterator[os.DirEntry]:
    """Those of our own user alone, and no link to something else."""
    youngest = (timezone.now() - AGE).timestamp()
    found = 0
    with os.scandir(tempfile.gettempdir()) as entries:
        for entry in entries:
            if not TEMPORARY.fullmatch(entry.name) or found == MOST:
                continue
            with suppress(FileNotFoundError):  # it may be taken away by its own process just now
                status = entry.stat(follow_symlinks=False)
                is_ours = status.st_uid == os.getuid() and not stat.S_ISLNK(status.st_mode)
                if is_ours and status.st_mtime < youngest:
                    found += 1
                    yield entry


def _remove_temporary(entry: os.DirEntry) -> bool:
    if entry.is_dir(follow_symlinks=False):
        shutil.rmtree(entry.path, ignore_errors=True)
    else:
        with suppress(OSError):
            os.unlink(entry.path)
    return not os.path.lexists(entry.path)
