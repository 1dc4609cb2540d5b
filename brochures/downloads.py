"""How often a file is taken: one number for each day, page, file and language, and nothing about who took it.

A download is an answer that begins at the first byte: all of the file, or its first part, as viewers ask for it that
fetch the rest when it is read. Earlier versions count with the newest. What the web server in front already has, a
`HEAD`, the rest of a broken-off transfer, robots and what editors see of drafts do not.
"""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta

from crawleruseragents import is_crawler
from django.db import Error, connection, transaction
from django.db.models import Q, Sum
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils import timezone

from bilingual import languages

from .models import Attachment, DownloadsOfDay, MadeBrochure, PdfDocument
from .serving import parse_range

logger = logging.getLogger(__name__)

# Milliseconds that a locked database is waited for. The reader has the file by then, but the next one needs the thread;
# a number too small by one is the lesser evil.
LONGEST_WAIT = 100
RECENT = 30  # days

# Django's own upsert can only write a new value, not add to the old one. Both databases know this statement.
ADD_ONE = """
    INSERT INTO brochures_downloadsofday (day, page_id, attachment_id, document_id, language, number)
    VALUES (%s, %s, %s, %s, %s, 1)
    ON CONFLICT (day, page_id, attachment_id, document_id, language)
    DO UPDATE SET number = brochures_downloadsofday.number + 1
"""


def count_when_sent(
    request: HttpRequest,
    response: HttpResponseBase,
    *,
    page_id: int,
    language: str,
    size: int,
    attachment_id: int = 0,
    document_id: int = 0,
) -> None:
    """Counts `response` once it is sent, if it is a download of a file of `size` bytes.

    Of a row `attachment_id` is given, of a file to which the text of the page links `document_id`, of the brochure made
    from the page neither. Whatever fails is written to the log, without a word of the reader.
    """
    if not is_download(request, response, size):
        return
    name = request.headers.get("User-Agent", "")
    close = response.close
    counted = False

    # The server calls it when the last byte has gone, or when the reader has; some call it twice.
    def close_and_count():
        nonlocal counted
        try:
            if not counted and not is_robot(name):
                counted = True
                add_one(today(), page_id, attachment_id, language, document_id)
        except Error as error:
            logger.warning("A download of attachment %s was not counted: %s", attachment_id, error)
        except Exception:
            # Counting never breaks a download.
            logger.exception("A download of attachment %s was not counted", attachment_id)
        finally:
            close()

    response.close = close_and_count


def is_download(request: HttpRequest, response: HttpResponseBase, size: int) -> bool:
    """Whether `response`, not sent yet, hands over the file from its first byte on."""
    if request.method != "GET":
        return False
    if response.status_code == 206:
        return response["Content-Range"].startswith("bytes 0-")
    if response.status_code != 200:
        return False
    if "X-Accel-Redirect" not in response:
        return True
    # The web server will mind the range.
    part = parse_range(request.headers.get("Range", ""), size)
    return part is None or part.start == 0


def is_robot(name: str) -> bool:
    """Whether a User-Agent is a crawler's or a program's; every browser has a name."""
    return not name.strip() or is_crawler(name)


def today() -> date:
    """The day in Georgia, whatever time zone is active."""
    return timezone.localdate(timezone=timezone.get_default_timezone())


def add_one(day: date, page_id: int, attachment_id: int, language: str, document_id: int = 0) -> None:
    """One download more. Two processes never lose one; a locked database is soon given up.

    Raises django.db.Error.
    """
    with short_wait(), connection.cursor() as cursor:
        cursor.execute(ADD_ONE, [day.isoformat(), page_id, attachment_id, document_id, language])


@contextmanager
def short_wait() -> Iterator[None]:
    """A locked database is waited for no longer than a reader should wait for a number that nobody needs exactly."""
    if connection.vendor == "sqlite":
        patience = int(connection.settings_dict["OPTIONS"].get("timeout", 5) * 1000)
        with connection.cursor() as cursor:
            cursor.execute(f"PRAGMA busy_timeout = {LONGEST_WAIT}")
        try:
            yield
        finally:
            with connection.cursor() as cursor:
                cursor.execute(f"PRAGMA busy_timeout = {patience}")
    else:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f"SET LOCAL lock_timeout = {LONGEST_WAIT}")
            yield


def downloads_of(document: PdfDocument) -> dict[str, int]:
    """`total` and `recent`, of the last 30 days, under all addresses that this document has now."""
    offered = Q(document_id=document.pk)
    for row in Attachment.objects.of_document(document):
        codes = [code for code in languages.CODES if getattr(row, f"document_{code}_id") == document.pk]
        offered |= Q(attachment_id=row.pk, language__in=codes)
    for made in MadeBrochure.objects.filter(document=document):
        offered |= Q(attachment_id=0, document_id=0, page=made.page_id, language=made.language)
    recent = Sum("number", filter=Q(day__gt=today() - timedelta(days=RECENT)), default=0)
    return DownloadsOfDay.objects.filter(offered).aggregate(total=Sum("number", default=0), recent=recent)
